"""Moments and stretches of time in a zone, around its clock changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Stretch:
    """One meaning: from `start` to `end`, aware, in the zone asked for."""

    start: datetime
    end: datetime | None
    has_time: bool = True
    closes: datetime | None = None

    def key(self) -> tuple[datetime, datetime | None]:
        """Return what tells two meanings apart: the moments in UTC."""
        return self.start.astimezone(UTC), self.end.astimezone(UTC) if self.end else None


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day; where clocks skip midnight, later than 0:00."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC).astimezone(zone)


def moments(day: date, minute: int, zone: ZoneInfo, offset: timedelta | None = None) -> tuple[datetime, ...]:
    """Return the moments a clock shows `minute` of a day: none in a summer-time gap, two when the hour comes twice.

    With an `offset` from UTC the clock is one of that offset, and the moment is given in `zone`.
    """
    naive = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001
    if offset is not None:
        return ((naive - offset).replace(tzinfo=UTC).astimezone(zone),)
    found: list[datetime] = []
    for fold in (0, 1):
        moment = naive.replace(tzinfo=zone, fold=fold)
        back = moment.astimezone(UTC).astimezone(zone)
        if back.replace(tzinfo=None) == naive and back.utcoffset() not in [known.utcoffset() for known in found]:
            found.append(back)
    return tuple(found)


def after_minutes(moment: datetime, minutes: int) -> datetime:
    """Return the moment so many minutes of real time later, in the same zone."""
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)
