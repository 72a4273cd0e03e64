"""Until when people are asked to answer."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.refusals import Refusal

_EVENING = time(18)
_LAST_HOUR = timedelta(hours=1)


@dataclass(eq=False)
class DeadlineAfterStart(Refusal):
    """Answers would be taken after the activity has begun at `start`."""

    deadline: datetime
    start: datetime


def by_default(starts_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Return 18:00 (local) of the day before; if that is past, an hour before the start, at last the start itself."""
    eve = starts_at.astimezone(zone).date() - timedelta(days=1)
    for moment in (datetime.combine(eve, _EVENING, zone).astimezone(UTC), starts_at - _LAST_HOUR):
        if moment > now:
            return moment
    return starts_at


def checked(deadline: datetime, starts_at: datetime) -> datetime:
    """Return a deadline that was asked for, in UTC. Raises DeadlineAfterStart."""
    if deadline > starts_at:
        raise DeadlineAfterStart(deadline, starts_at)
    return deadline.astimezone(UTC)
