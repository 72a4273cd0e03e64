"""Sending one member their card of an event: planned once for every time of the event."""

from datetime import datetime

from sqlmodel import Session

from bot.models.deliveries import Lane
from bot.models.events import Event
from bot.services import outbox


def invite(
    ledger: Session,
    event: Event,
    member_id: int,
    now: datetime,
    *,
    due_at: datetime | None = None,
    lane: Lane = Lane.INTERACTIVE,
) -> bool:
    """Plan the card, if it was not planned for this time of the event before; say whether it was new."""
    return outbox.plan(
        ledger,
        key=f"invitation:{event.id}:{event.revision}:{member_id}",
        what="invitation",
        member_id=member_id,
        event_id=event.id,
        now=now,
        due_at=due_at,
        too_late_at=event.starts_at,
        lane=lane,
    )
