"""Who is a secretary and who a coordinator: appointed, and handed over."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.models.people import Member, Role, Standing
from bot.rules.people import NotAllowed, NotFound, is_coordinator, require_lead
from bot.rules.reach import Reach
from bot.rules.refusals import Refusal
from bot.services import members, rosters, trail


@dataclass(eq=False)
class LastCoordinator(Refusal):
    """They are the only coordinator; another one has to be there first."""


@dataclass(eq=False)
class SecretaryNeedsBranch(Refusal):
    """A secretary needs a branch."""


def require_another(ledger: Session, member: Member) -> None:
    """Raise LastCoordinator when the house would have none without this member."""
    if member.role is Role.COORDINATOR and all(one.id == member.id for one in rosters.coordinators(ledger)):
        raise LastCoordinator


def appoint(ledger: Session, *, by: Member, member_id: int, role: Role, now: datetime) -> Member:
    """Give somebody a role and tell them. A secretary may appoint another one; the rest is a coordinator's.

    Raises NotFound, NotAllowed, SecretaryNeedsBranch or LastCoordinator.
    """
    member = members.to_change(ledger, by, member_id)
    if member.standing is not Standing.ACTIVE:
        raise NotFound
    if not is_coordinator(by) and role is not Role.SECRETARY:
        raise NotAllowed(Role.COORDINATOR)
    if role is Role.SECRETARY and member.branch_id is None:
        raise SecretaryNeedsBranch
    if role is member.role:
        return member
    if role is not Role.COORDINATOR:
        require_another(ledger, member)
    _set(ledger, by, member, role, now)
    return member


def successors(ledger: Session, by: Member) -> list[Member]:
    """Return to whom somebody may hand their role: a secretary to their branch, a coordinator to anyone who joined.

    Raises NotAllowed.
    """
    require_lead(by, by.branch_id)
    listed = rosters.everyone(ledger) if is_coordinator(by) else rosters.of_branch(ledger, by.branch_id)
    return [
        one.member
        for one in listed
        if one.reach is Reach.JOINED and one.member.id != by.id and one.member.role is not by.role
    ]


def hand_over(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Member:
    """Give one's own role to a successor, and become a member. Raises NotAllowed or NotFound."""
    role = by.role
    successor = next((one for one in successors(ledger, by) if one.id == member_id), None)
    if successor is None:
        raise NotFound
    _set(ledger, by, successor, role, now)
    ledger.flush()
    by.role = Role.MEMBER
    ledger.add(by)
    return successor


def _set(ledger: Session, by: Member, member: Member, role: Role, now: datetime) -> None:
    old, member.role = member.role, role
    ledger.add(member)
    trail.note(
        ledger,
        by=by,
        what="member-role",
        now=now,
        branch_id=member.branch_id,
        member_id=member.id,
        old=old,
        new=role,
    )
    if by.id != member.id:
        members.tell(ledger, "appointed", member.id or 0, member.id or 0, now)
