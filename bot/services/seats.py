"""Seats and the waiting list of events that do not hold everybody."""

from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.deliveries import Lane
from bot.models.events import Answer, Event, Invited, Phase, Rsvp
from bot.models.people import Member, Standing
from bot.rules import kinds
from bot.services import boards, following, outbox, quiet_hours


def taken(ledger: Session, event: Event, but_member: int | None = None) -> int:
    """Count the seats that are held, leaving out one member's own."""
    count = select(func.count()).select_from(Rsvp).where(*_coming(event), col(Rsvp.waits_since).is_(None))
    if but_member is not None:
        count = count.where(Rsvp.member_id != but_member)
    return ledger.exec(count).one()


def waiting(ledger: Session, event: Event) -> list[Rsvp]:
    """Return who waits for a seat, whoever asked first first."""
    found = select(Rsvp).where(*_coming(event), col(Rsvp.waits_since).is_not(None))
    return list(ledger.exec(found.order_by(col(Rsvp.waits_since), col(Rsvp.id))))


def _coming(event: Event) -> tuple[Any, ...]:
    """Match the answers of those who want to come and are still invited."""
    branches = select(Invited.branch_id).where(Invited.event_id == event.id)
    members = select(Member.id).where(
        Member.standing == Standing.ACTIVE,
        col(Member.branch_id).in_(branches),
        col(Member.category).in_(kinds.called(event.kind)),
    )
    return (
        col(Rsvp.event_id) == event.id,
        col(Rsvp.revision) == event.revision,
        col(Rsvp.answer) == Answer.YES,
        col(Rsvp.member_id).in_(members),
    )


def position(ledger: Session, event: Event, rsvp: Rsvp | None) -> int | None:
    """Return where somebody stands on the waiting list, from 1; None when they do not wait."""
    if rsvp is None or rsvp.waits_since is None:
        return None
    return next((place for place, one in enumerate(waiting(ledger, event), 1) if one.id == rsvp.id), None)


def fill(ledger: Session, event: Event, now: datetime) -> int:
    """Give free seats to those who wait, tell them, and return how many there were.

    To be called whenever a seat may have become free: an answer changed, the number of seats was raised, a member
    left. Fewer seats than before take nobody's seat away. Nobody is promoted once the event has begun.
    """
    if event.phase is not Phase.PUBLISHED or event.starts_at <= now:
        return 0
    queue = waiting(ledger, event)
    free = len(queue) if event.seats is None else max(0, event.seats - taken(ledger, event))
    for rsvp in queue[:free]:
        since, rsvp.waits_since = rsvp.waits_since, None
        ledger.add(rsvp)
        outbox.plan(
            ledger,
            key=f"promoted:{event.id}:{rsvp.member_id}:{since:%Y%m%dT%H%M%S%f}",
            what="promoted",
            member_id=rsvp.member_id,
            event_id=event.id,
            now=now,
            due_at=quiet_hours.for_member(ledger, ledger.get_one(Member, rsvp.member_id), now),
            too_late_at=event.starts_at,
            lane=Lane.INTERACTIVE,
        )
    if queue[:free]:
        ledger.flush()
        boards.mark_dirty(ledger, event.id or 0, now)
        for rsvp in queue:  # those still waiting have moved up
            following.follow(ledger, event.id or 0, rsvp.member_id, now)
    return len(queue[:free])
