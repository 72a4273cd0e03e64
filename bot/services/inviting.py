"""Sending members their card of an event: planned once for every time of the event."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

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
    return outbox.plan_all(ledger, [_card(event, member_id, now, due_at, lane)]) > 0


def invite_all(ledger: Session, event: Event, due: Iterable[tuple[int, datetime]], now: datetime) -> int:
    """Plan the cards of many members, each due at a moment of its own; return how many were new."""
    return outbox.plan_all(ledger, (_card(event, member, now, at, Lane.BULK) for member, at in due))


def _card(event: Event, member_id: int, now: datetime, due_at: datetime | None, lane: Lane) -> dict[str, Any]:
    return outbox.row(
        key=f"invitation:{event.id}:{event.revision}:{member_id}",
        what="invitation",
        member_id=member_id,
        event_id=event.id,
        now=now,
        due_at=due_at,
        too_late_at=event.starts_at,
        lane=lane,
    )
