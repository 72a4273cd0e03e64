"""Times of day: the parts of the day and the hours each allows."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from bot.rules.when.base import Base
from bot.rules.when.refusals import Flaw

DAY = 1440


class Part(Enum):
    """A part of the day: its first and last hour, counted past midnight (25: one at night), and when it is over."""

    DAWN = (0, 6, 6)
    MORNING = (1, 11, 12)
    FORENOON = (1, 12, 12)
    NOON = (11, 14, 14)
    AFTERNOON = (12, 23, 18)
    DUSK = (16, 20, 20)
    EVENING = (17, 28, 24)
    NIGHT = (19, 29, 29)
    AM = (0, 11, 12)
    PM = (12, 23, 24)


def hours_of(part: Part | None, hour: int, *, exact: bool) -> tuple[int, ...]:
    """Return the hours `hour` can mean, likeliest first; beyond 24 they lie on the next day, none is a contradiction.

    Without a part of the day, 1 to 7 may be morning or afternoon unless written exactly (07:00).
    """
    if part is None:
        return (hour + 12, hour) if 1 <= hour <= 7 and not exact else (hour,)
    if hour == 0:
        readings = {0, 24}
    elif hour <= 12:
        readings = {hour % 12, hour % 12 + 12, hour % 12 + 24}
    else:
        readings = {hour}
    fitting = sorted(reading for reading in readings if part.value[0] <= reading <= part.value[1])
    if fitting and fitting[0] > 24:
        fitting.append(hour)
    return tuple(fitting)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said: hour and minute (below zero: before the hour), part of the day, offset from UTC.

    `exact` hours are written on 24 hours (07:00), `vague` ones are two at once (三四点).
    """

    hour: int
    minute: int = 0
    part: Part | None = None
    exact: bool = False
    offset: timedelta | None = None
    midnight: bool = False
    vague: bool = False

    def minutes(self, base: Base) -> tuple[int, ...]:
        """Return the minutes of the day it can mean, likeliest first; 25:00, 15:75, 上午15点 raise ImpossibleTime."""
        if self.midnight:
            return (DAY, 0) if self.part is None else (DAY,)
        if self.hour > 24 or (self.hour == 24 and self.minute > 0):
            raise base.impossible(Flaw.HOUR, self.hour, 24)
        if self.minute > 59:
            raise base.impossible(Flaw.MINUTE, self.minute, 59)
        hours = hours_of(self.part, self.hour, exact=self.exact)
        if self.vague:
            hours += hours_of(self.part, self.hour + 1, exact=self.exact)
        if not hours:
            raise base.impossible(Flaw.PART_OF_DAY, self.hour)
        return tuple(found for hour in hours if (found := hour * 60 + self.minute) >= 0)

    def open(self) -> bool:
        """Tell whether it could be the hour of either half of the day."""
        return self.part is None and not self.exact and not self.midnight and 1 <= self.hour <= 12
