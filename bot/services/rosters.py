"""Who belongs to a branch, and who of them can be reached. Seen by those who act for the branch."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from bot.models.people import Account, Member, Role, Standing
from bot.rules.names import key
from bot.rules.reach import Listed, Reach, reach


def of_branch(ledger: Session, branch_id: int | None, standing: Standing = Standing.ACTIVE) -> Sequence[Listed]:
    """Return a branch's members: its secretaries first, then in the order they came. Asks nobody's leave."""
    return _list(ledger, col(Member.branch_id) == branch_id, Member.standing == standing)


def everyone(ledger: Session) -> Sequence[Listed]:
    """Return all active members of all branches."""
    return _list(ledger, Member.standing == Standing.ACTIVE)


def joined(ledger: Session, branch_id: int) -> int:
    """Return how many of a branch's members can be reached."""
    return sum(one.reach is Reach.JOINED for one in of_branch(ledger, branch_id))


def waiting(ledger: Session, branch_id: int) -> Sequence[Member]:
    """Return those who ask to join a branch."""
    return [one.member for one in of_branch(ledger, branch_id, Standing.WAITING)]


def reach_of(ledger: Session, member: Member) -> Reach:
    """Return whether one member can be reached."""
    found = ledger.exec(select(Account.closed_at).where(Account.member_id == member.id)).all()
    return reach(len(found), sum(closed is None for closed in found))


def called(ledger: Session, branch_id: int | None, name: str, standing: Standing = Standing.ACTIVE) -> Sequence[Member]:
    """Return the members of a branch whose name is spelt as `name`."""
    return [one.member for one in of_branch(ledger, branch_id, standing) if key(one.member.name) == key(name)]


def coordinators(ledger: Session) -> Sequence[Member]:
    """Return the active coordinators."""
    return ledger.exec(
        select(Member)
        .where(Member.role == Role.COORDINATOR, Member.standing == Standing.ACTIVE)
        .order_by(col(Member.id))
    ).all()


def _list(ledger: Session, *wanted: ColumnElement[bool] | bool) -> Sequence[Listed]:
    return [
        Listed(member, reach(total, still_open))
        for member, total, still_open in ledger.exec(
            select(
                Member,
                func.count(col(Account.id)),
                func.count(col(Account.id)).filter(col(Account.closed_at).is_(None)),
            )
            .outerjoin(Account, col(Account.member_id) == col(Member.id))
            .where(*wanted)
            .group_by(col(Member.id))
            .order_by(col(Member.role) == Role.MEMBER, col(Member.id))
        )
    ]
