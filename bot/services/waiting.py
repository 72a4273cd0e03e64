"""How the ledger stands: what waits, since when, and what nobody has settled. Read without going through what is sent.

Moments are aware and in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, Lane, State

_OPEN = (State.PLANNED, State.ATTEMPTING, State.FAILED, State.UNKNOWN, State.MISSED)


def oldest_due(ledger: Session, now: datetime) -> datetime | None:
    """Return since when the longest waiting delivery could have been sent; None while nothing waits.

    What is held after a failure, and what goes to the same member or group after it, does not wait: it rests.
    """
    oldest = [_first(ledger, lane, now) for lane in Lane]
    return min((due for due in oldest if due), default=None)


def counts(ledger: Session) -> Mapping[State, int]:
    """Count the deliveries in every state but the two that only ever grow, sent and dropped."""
    # A count a state: each reads its own stretch of the index, and none the millions that are sent.
    return {
        state: ledger.exec(select(func.count()).select_from(Delivery).where(Delivery.state == state)).one()
        for state in _OPEN
    }


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits: since when the oldest, and how many have been due before `now`."""

    oldest: datetime | None
    due: int


def due(ledger: Session, now: datetime) -> Waits:
    """Return what waits at `now`."""
    overdue = select(func.count()).select_from(Delivery)
    many = sum(
        ledger.exec(
            overdue.where(Delivery.state == State.PLANNED, Delivery.lane == lane, col(Delivery.due_at) <= now)
        ).one()
        for lane in Lane
    )
    return Waits(oldest_due(ledger, now), many)


def _first(ledger: Session, lane: Lane, now: datetime) -> datetime | None:
    return ledger.exec(
        select(Delivery.due_at)
        .where(
            Delivery.state == State.PLANNED,
            Delivery.lane == lane,
            col(Delivery.due_at) <= now,
            or_(col(Delivery.retry_at).is_(None), col(Delivery.retry_at) <= now),
            *_nobody_held(now),
        )
        .order_by(col(Delivery.due_at))
        .limit(1)
    ).first()


def _nobody_held(now: datetime) -> tuple[ColumnElement[bool], ...]:
    held = (Delivery.state == State.PLANNED, col(Delivery.retry_at) > now)
    return tuple(
        or_(whom.is_(None), whom.not_in(select(whom).where(*held, whom.is_not(None))))
        for whom in (col(Delivery.member_id), col(Delivery.group_id))
    )
