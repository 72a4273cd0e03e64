"""How the ledger stands: what waits, since when, and what nobody has settled.

Moments are aware and in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, Lane, State

_OPEN = (State.PLANNED, State.ATTEMPTING, State.UNKNOWN)


def oldest_due(ledger: Session, now: datetime) -> datetime | None:
    """Return since when the longest waiting delivery could have been sent; None while nothing waits.

    What is held after a failure, and what goes to the same member or group after it, does not wait: it rests.
    """
    oldest = [_first(ledger, lane, now) for lane in Lane]
    return min((due for due in oldest if due), default=None)


@dataclass(frozen=True, slots=True)
class Waits:
    """What is not settled: since when the oldest could have been sent, how many are due, and how many in each state."""

    oldest: datetime | None
    due: int
    states: Mapping[str, int]


def due(ledger: Session, now: datetime) -> Waits:
    """Return what waits at `now`. Reads its own stretches of an index, and none of the millions that are settled."""
    counted = select(func.count()).select_from(Delivery)
    many = sum(
        ledger.exec(
            counted.where(Delivery.state == State.PLANNED, Delivery.lane == lane, col(Delivery.due_at) <= now)
        ).one()
        for lane in Lane
    )
    states = {state.value: ledger.exec(counted.where(Delivery.state == state)).one() for state in _OPEN}
    return Waits(oldest_due(ledger, now), many, states)


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
