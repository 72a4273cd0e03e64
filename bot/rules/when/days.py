"""Days counted from today, and days of the week."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.when.base import Base, Day, Sense
from bot.rules.when.lengths import Length
from bot.rules.when.months import add_months
from bot.rules.when.refusals import Flaw, NoTime
from bot.rules.when.workdays import holiday_from, workday_after

SUNDAY = 6
_FARTHEST = 3660  # days


def moved(day: date, by: Length, base: Base) -> date:
    """Return `day` moved by the days, months and working days of a length; its minutes are not looked at."""
    if max(abs(by.days), abs(by.months) * 31, abs(by.workdays) * 2) > _FARTHEST:
        raise base.impossible(Flaw.TOO_FAR)
    day = add_months(day, by.months) + timedelta(days=by.days)
    return workday_after(day, by.workdays) if by.workdays else day


@dataclass(frozen=True, slots=True)
class InDays:
    """今天, 明天, 昨天: so many days from today."""

    days: int

    def sense(self, base: Base) -> Sense:
        """Return that one date."""
        return Sense((base.today + timedelta(days=self.days),))


@dataclass(frozen=True, slots=True)
class After:
    """三天后, in two weeks: a length of days, months or working days from today."""

    length: Length

    def sense(self, base: Base) -> Sense:
        """Return that one date."""
        return Sense((moved(base.today, self.length, base),))


@dataclass(frozen=True, slots=True)
class FromAnchor:
    """次日, 前一天, 当天: counted from another day that is known (where a stretch begins, the event)."""

    length: Length
    back: bool = False

    def sense(self, base: Base) -> Sense:
        """Return that one date; raise NoTime when there is nothing to count from."""
        if base.anchor is None:
            raise NoTime(base.text)
        by = self.length
        if self.back:
            by = Length(-by.minutes, -by.days, -by.months, -by.workdays)
        return Sense((moved(base.anchor, by, base),))


@dataclass(frozen=True, slots=True)
class Weekday:
    """周五 (`week` None: the coming one), 这周五 (0), 下周五 (1). Weeks begin on Monday."""

    weekday: int
    week: int | None = None

    def sense(self, base: Base) -> Sense:
        """Return the date; on a Sunday, "Sunday" alone may be today or a week from today."""
        week = timedelta(days=7)
        if self.week is not None:
            day = base.today + timedelta(days=self.weekday - base.today.weekday()) + self.week * week
            again = base.today + timedelta(days=(self.weekday - base.today.weekday()) % 7)
            return Sense((day,), (day + week if self.week == 0 else again,) if self.week <= 0 else ())
        if base.last is not None:
            day = base.last - timedelta(days=(base.last.weekday() - self.weekday) % 7)
            return Sense((day,), (day - week,), rolls=True)
        day = base.origin + timedelta(days=(self.weekday - base.origin.weekday()) % 7)
        if self.weekday == SUNDAY and day == base.today and base.anchor is None:
            return Sense((day, day + week))
        return Sense((day,), (day + week,))


@dataclass(frozen=True, slots=True)
class Weekend:
    """周末: Saturday or Sunday, of the coming (None), this (0) or next (1) week."""

    week: int | None = None

    def sense(self, base: Base) -> Sense:
        """Return both days; during a weekend those of the next one as well."""
        saturday = base.today + timedelta(days=5 - base.today.weekday())
        if self.week is not None:
            saturday += self.week * timedelta(days=7)
        days = [saturday, saturday + timedelta(days=1)]
        if self.week is None and base.today >= saturday:
            days += [day + timedelta(days=7) for day in days]
        return Sense(tuple(days), rolls=True)


@dataclass(frozen=True, slots=True)
class AroundHoliday:
    """节后第一个工作日 (1), 节前最后一个工作日 (-1): of the coming holiday, or the one that is on."""

    nth: int

    def sense(self, base: Base) -> Sense:
        """Return the working day; the next holiday's where this one's has passed."""
        holiday = holiday_from(base.today)
        day = workday_after(holiday, self.nth)
        if day < base.today:
            day = workday_after(holiday_from(workday_after(holiday)), self.nth)
        return Sense((day,))


@dataclass(frozen=True, slots=True)
class From:
    """Two weeks from Friday: so far from another day."""

    day: Day
    length: Length

    def sense(self, base: Base) -> Sense:
        """Return the dates of the other day, moved."""
        sense = self.day.sense(base)
        dates, later = (tuple(moved(day, self.length, base) for day in days) for days in (sense.dates, sense.later))
        return Sense(dates, later)


@dataclass(frozen=True, slots=True)
class On:
    """11月27日 周五: a date with the weekday it is said to be."""

    day: Day
    weekday: int

    def sense(self, base: Base) -> Sense:
        """Return the dates that agree; where none does, the date and the nearest such weekday, as a question."""
        sense = self.day.sense(base)
        agreeing = [day for day in sense.dates + sense.later if day.weekday() == self.weekday]
        if agreeing:
            kept = tuple(day for day in agreeing if day in sense.dates) or (agreeing[0],)
            return Sense(kept, tuple(day for day in agreeing if day not in kept), sense.rolls)
        first = sense.dates[0]
        ahead = (self.weekday - first.weekday()) % 7
        return Sense((*sense.dates, first + timedelta(days=ahead if ahead <= 3 else ahead - 7)), rolls=True)


@dataclass(frozen=True, slots=True)
class Same:
    """下周五（27日）: one day said in two ways."""

    one: Day
    other: Day

    def sense(self, base: Base) -> Sense:
        """Return the dates both can mean; where none is, those of each, as a question."""
        one, other = self.one.sense(base), self.other.sense(base)
        meant = set(other.dates + other.later)
        dates = tuple(day for day in one.dates + one.later if day in meant)
        return Sense(dates[:1], dates[1:]) if dates else Sense(one.dates + other.dates, rolls=True)


@dataclass(frozen=True, slots=True)
class Either:
    """八月十五 without 农历: two ways to take the same words."""

    one: Day
    other: Day

    def sense(self, base: Base) -> Sense:
        """Return the dates of both, the sooner first."""
        one, other = self.one.sense(base), self.other.sense(base)
        later = tuple(sorted({*one.later, *other.later}))
        return Sense(tuple(sorted({*one.dates, *other.dates})), later, rolls=True)
