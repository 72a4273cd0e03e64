"""Leaving a branch, being taken off its roster, and coming back."""

from datetime import datetime

from sqlmodel import Session

from bot.models.people import Member, Role, Standing
from bot.rules.people import NotFound
from bot.services import headcount, members, roles, trail


def leave(ledger: Session, *, member: Member, now: datetime) -> None:
    """Let a member go by their own wish. Raises LastCoordinator."""
    _go(ledger, member, now)
    trail.note(ledger, by=member, what="member-left", now=now, branch_id=member.branch_id, member_id=member.id)


def remove(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Member:
    """Take somebody off the roster and tell them. Raises NotFound, NotAllowed or LastCoordinator."""
    member = members.to_change(ledger, by, member_id)
    if member.standing is not Standing.ACTIVE:
        raise NotFound
    _go(ledger, member, now)
    trail.note(ledger, by=by, what="member-removed", now=now, branch_id=member.branch_id, member_id=member_id)
    members.tell(ledger, "removed", member_id, member_id, now)
    return member


def bring_back(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Member:
    """Put somebody who left on the roster again, with the accounts they had. Raises NotFound or NotAllowed."""
    member = members.to_change(ledger, by, member_id)
    if member.standing is not Standing.LEFT:
        raise NotFound
    member.standing, member.left_at, member.joined_at = Standing.ACTIVE, None, now
    trail.note(ledger, by=by, what="member-came-back", now=now, branch_id=member.branch_id, member_id=member_id)
    members.tell(ledger, "admitted", member_id, member_id, now)
    headcount.came(ledger, member, now)
    return member


def _go(ledger: Session, member: Member, now: datetime) -> None:
    roles.require_another(ledger, member)
    member.standing, member.left_at, member.role = Standing.LEFT, now, Role.MEMBER
    ledger.add(member)
    members.close_links(ledger, member, now)
    headcount.changed(ledger, member.branch_id, now)
