"""Members whom no message reaches: their secretaries are told once, and again only when something has changed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from bot.models.events import Event, Invited, Phase
from bot.models.people import Account, Branch, Member, Role, Standing
from bot.rules import kinds
from bot.services import outbox, quiet_hours

SETTLES = timedelta(minutes=10)
"""After publishing, and after somebody was found out of reach: so that one card names them all."""


def report_one(ledger: Session, now: datetime) -> bool:
    """Tell the secretaries of one branch who of theirs cannot be told of an event; say whether there was anything.

    Where no secretary can be reached either, the coordinators are told. With nobody to tell, nothing is marked as told.
    """
    for (event_id, branch_id), found in _lost(ledger, now).items():
        event, branch = ledger.get_one(Event, event_id), ledger.get_one(Branch, branch_id)
        readers = _reached(ledger, Role.SECRETARY, branch_id) or _reached(ledger, Role.COORDINATOR)
        if not readers or not any(ripe for _, ripe in found):
            continue
        for reader in readers:
            outbox.plan(
                ledger,
                key=f"unreachable:{event.id}:{branch.id}:{now:%Y%m%dT%H%M%S%f}:{reader.id}",
                what="unreachable",
                now=now,
                member_id=reader.id,
                event_id=event.id,
                due_at=quiet_hours.for_member(ledger, reader, now),
                too_late_at=event.starts_at,
                branch=branch.id,
                members=[member.id for member, _ in found],
            )
        for member, _ in found:
            member.unreachable_told_at = now
            ledger.add(member)
        return True
    return False


def is_reached(ledger: Session, member_id: int) -> bool:
    """Say whether a member has an account that is open."""
    open_account = select(Account.id).where(Account.member_id == member_id, col(Account.closed_at).is_(None))
    return ledger.exec(open_account).first() is not None


def _lost(ledger: Session, now: datetime) -> dict[tuple[int, int], list[tuple[Member, bool]]]:
    """Return those out of reach who were not told of, by event and branch; each with whether that is settled."""
    mine = col(Account.member_id) == col(Member.id)
    closed_at = select(func.max(Account.closed_at)).where(mine).correlate(Member).scalar_subquery()
    told = col(Member.unreachable_told_at)
    rows = ledger.exec(
        select(Event.id, Event.published_at, Member, closed_at)
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .join(Member, col(Member.branch_id) == col(Invited.branch_id))
        .where(
            Event.phase == Phase.PUBLISHED,
            Event.starts_at > now,
            Member.standing == Standing.ACTIVE,
            or_(col(Event.kind).not_in(kinds.MEETINGS), col(Member.category).in_(kinds.PARTY)),
            ~exists().where(and_(mine, col(Account.closed_at).is_(None))),
            or_(told.is_(None), closed_at > told),
        )
        .order_by(col(Event.starts_at), col(Event.id), col(Member.branch_id), col(Member.id))
    )
    found: dict[tuple[int, int], list[tuple[Member, bool]]] = {}
    for event_id, published_at, member, closed in rows:
        since = max(filter(None, (published_at, closed, member.joined_at)))
        ripe = since + SETTLES <= now
        found.setdefault((event_id or 0, member.branch_id or 0), []).append((member, ripe))
    return found


def _reached(ledger: Session, role: Role, branch_id: int | None = None) -> Sequence[Member]:
    wanted = select(Member).where(
        Member.role == role,
        Member.standing == Standing.ACTIVE,
        exists().where(and_(col(Account.member_id) == col(Member.id), col(Account.closed_at).is_(None))),
    )
    if branch_id is not None:
        wanted = wanted.where(Member.branch_id == branch_id)
    return ledger.exec(wanted.order_by(col(Member.id))).all()
