"""Links that let people in: made, listed and revoked by those who act for a branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from bot.models.people import Admits, Invitation, Member, Role, Standing
from bot.rules.codes import hash_code, new_code
from bot.rules.people import NotFound, leads, require_coordinator
from bot.services import branches, members, trail

LASTS = timedelta(days=30)
PERSONAL_USES = 5
"""A personal link opens on a few devices of one person."""

OWN_LASTS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A fresh invitation and its code, which is kept nowhere."""

    code: str
    invitation: Invitation


def for_branch(ledger: Session, *, by: Member, branch_id: int, role: Role, now: datetime) -> Made:
    """Invite to a branch: members as many as come, a secretary once. Good for 30 days.

    Only a coordinator invites secretaries. Raises NotFound or NotAllowed.
    """
    branches.get(ledger, by, branch_id)
    if role is not Role.MEMBER:
        require_coordinator(by)
    made = _make(
        ledger,
        Invitation(
            code_hash="",
            admits=Admits.BRANCH,
            branch_id=branch_id,
            role=role,
            made_by=by.id,
            made_at=now,
            expires_at=now + LASTS,
            most_uses=None if role is Role.MEMBER else 1,
        ),
    )
    trail.note(ledger, by=by, what="invitation-made", now=now, branch_id=branch_id, role=role)
    return made


def for_member(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Made:
    """Make a personal link for somebody on the roster; it lets its bearer speak as them. Good for 30 days.

    Raises NotFound or NotAllowed.
    """
    member = members.to_change(ledger, by, member_id)
    if member.standing is not Standing.ACTIVE:
        raise NotFound
    made = _personal(ledger, by, member, now, now + LASTS, PERSONAL_USES)
    trail.note(ledger, by=by, what="link-made", now=now, branch_id=member.branch_id, member_id=member_id)
    return made


def for_oneself(ledger: Session, *, member: Member, now: datetime) -> Made:
    """Make a link with which a member opens one more account of their own. Good for a day, once."""
    made = _personal(ledger, member, member, now, now + OWN_LASTS, 1)
    trail.note(ledger, by=member, what="link-made", now=now, branch_id=member.branch_id, member_id=member.id)
    return made


def live(ledger: Session, by: Member, branch_id: int, now: datetime) -> Sequence[Invitation]:
    """Return a branch's links that still open, the newest first: its own and its members' personal ones.

    Raises NotFound.
    """
    branches.get(ledger, by, branch_id)
    of_branch = select(Member.id).where(Member.branch_id == branch_id)
    return ledger.exec(
        select(Invitation)
        .where(
            or_(col(Invitation.branch_id) == branch_id, col(Invitation.member_id).in_(of_branch)),
            col(Invitation.admits).in_([Admits.BRANCH, Admits.MEMBER]),
            col(Invitation.revoked_at).is_(None),
            col(Invitation.expires_at) > now,
            or_(col(Invitation.most_uses).is_(None), col(Invitation.uses) < col(Invitation.most_uses)),
        )
        .order_by(col(Invitation.id).desc())
    ).all()


def revoke(ledger: Session, *, by: Member, invitation_id: int, now: datetime) -> int:
    """Let a link open no more; return its branch. Raises NotFound."""
    invitation = ledger.get(Invitation, invitation_id)
    if invitation is None or invitation.admits not in {Admits.BRANCH, Admits.MEMBER}:
        raise NotFound
    member = ledger.get(Member, invitation.member_id) if invitation.member_id else None
    branch_id = member.branch_id if member else invitation.branch_id
    if branch_id is None or not leads(by, branch_id):
        raise NotFound
    if invitation.revoked_at is None:
        invitation.revoked_at = now
        ledger.add(invitation)
        trail.note(ledger, by=by, what="link-revoked", now=now, branch_id=branch_id, member_id=invitation.member_id)
    return branch_id


def _personal(ledger: Session, by: Member, member: Member, now: datetime, expires_at: datetime, most_uses: int) -> Made:
    return _make(
        ledger,
        Invitation(
            code_hash="",
            admits=Admits.MEMBER,
            member_id=member.id,
            made_by=by.id,
            made_at=now,
            expires_at=expires_at,
            most_uses=most_uses,
        ),
    )


def _make(ledger: Session, invitation: Invitation) -> Made:
    code = new_code()
    invitation.code_hash = hash_code(code)
    ledger.add(invitation)
    ledger.flush()
    return Made(code, invitation)
