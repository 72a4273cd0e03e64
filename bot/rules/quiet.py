"""Quiet hours: when a person may be written to unasked."""

from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.models.deliveries import Delivery, Lane
from bot.models.people import Partnership

LATE = timedelta(minutes=10)
"""What is later than this may have come into quiet hours that it was planned outside of."""

_AWAITED_BY_NOBODY = frozenset({"answer-lost", "promoted", "unsure"})
"""What goes before all that can wait and yet answers nobody who has just spoken to us."""


class Person(Protocol):
    """A member, or as much of one as is read where there are ten thousand of them."""

    id: int | None
    branch_id: int | None
    joined_at: datetime
    quiet_from: time | None
    quiet_to: time | None


def next_allowed(at: datetime, quiet_from: time, quiet_to: time, zone: ZoneInfo) -> datetime:
    """Return `at` if it lies outside the quiet hours, else the moment they end; aware, in UTC.

    The hours are local to `zone`, `quiet_from` belongs to them and `quiet_to` does not; they may run over midnight,
    and equal ends mean there are none. Where clocks go back over `quiet_to`, quiet lasts until it has passed twice;
    where they skip it, quiet lasts until the same stretch of time has gone by.
    """
    local = at.astimezone(zone)
    clock, day = local.time(), local.date()
    if quiet_from < quiet_to:
        quiet = quiet_from <= clock < quiet_to
    else:
        quiet = quiet_from != quiet_to and not quiet_to <= clock < quiet_from
    if not quiet:
        return at.astimezone(UTC)
    if clock >= quiet_to:
        day += timedelta(days=1)
    wall = datetime.combine(day, quiet_to, zone)
    return max(wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC))


def allowed_for(member: Person, partnership: Partnership, at: datetime) -> datetime:
    """Return when a member may be written to from `at` on: by their own quiet hours, else by the partnership's."""
    quiet_from, quiet_to = member.quiet_from, member.quiet_to
    if quiet_from is None or quiet_to is None:
        quiet_from, quiet_to = partnership.quiet_from, partnership.quiet_to
    return next_allowed(at, quiet_from, quiet_to, ZoneInfo(partnership.zone))


def asks_again(delivery: Delivery, now: datetime) -> bool:
    """Say whether a delivery is so late that quiet hours have to be asked again.

    They never hold back what answers somebody, nor the rewriting of a message that stands, which wakes nobody.
    """
    minds = delivery.lane is Lane.BULK or delivery.what in _AWAITED_BY_NOBODY
    return minds and delivery.edits_id is None and delivery.due_at + LATE <= now
