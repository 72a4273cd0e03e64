"""Days that are named within a month or a year: 27号, 11月27日, 本月最后一个工作日, 腊月初八, 国庆节前一天."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

from bot.rules.when import lunar
from bot.rules.when.base import Base, Sense, coming
from bot.rules.when.festivals import Festival
from bot.rules.when.refusals import Flaw
from bot.rules.when.workdays import is_workday

_YEARS = range(1900, lunar.LAST_YEAR + 1)
_FESTIVAL_GRACE = timedelta(days=31)
_DAY_GRACE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ref:
    """A year or month: by its number, or so many from the present one."""

    value: int
    relative: bool = False

    def of(self, present: int) -> int:
        """Return its number, given the present one's."""
        return present + self.value if self.relative else self.value


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return monthrange(year, month)[1]


def month_from(day: date, months: int) -> tuple[int, int]:
    """Return year and number of the month so many from the one `day` lies in."""
    place = day.year * 12 + day.month - 1 + months
    return min(max(place // 12, MINYEAR), MAXYEAR), place % 12 + 1


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, its last where it is shorter."""
    year, month = month_from(day, months)
    return date(year, month, min(day.day, days_in(year, month)))


class Kind(Enum):
    """What is counted through a month, beside the weekdays 0 to 6."""

    DAY = "day"
    WORKDAY = "workday"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The 27th."""

    number: int

    def within(self, year: int, month: int) -> date | None:
        """Return the date, None in a shorter month."""
        return date(year, month, self.number) if 1 <= self.number <= days_in(year, month) else None


@dataclass(frozen=True, slots=True)
class Nth:
    """The third Friday, the last working day (-1)."""

    nth: int
    kind: Kind | int

    def within(self, year: int, month: int) -> date | None:
        """Return the date, None when there are not so many."""
        days = [date(year, month, number) for number in range(1, days_in(year, month) + 1)]
        if self.kind is Kind.WORKDAY:
            days = [day for day in days if is_workday(day)]
        elif self.kind is not Kind.DAY:
            days = [day for day in days if day.weekday() == self.kind]
        place = self.nth - 1 if self.nth > 0 else len(days) + self.nth
        return days[place] if 0 <= place < len(days) else None


@dataclass(frozen=True, slots=True)
class OfMonth:
    """A day of a month; without year the coming month of that name, without month the running or next one."""

    pick: Numbered | Nth
    month: Ref | None = None
    year: Ref | None = None

    def sense(self, base: Base) -> Sense:
        """Return the date; raise ImpossibleTime for the 13th month, the 30th of February, a fifth Friday of four."""
        if self.month and not self.month.relative and not 1 <= self.month.value <= 12:
            raise base.impossible(Flaw.MONTH, self.month.value, 12)
        if self.month and self.month.relative:
            here = self._there(base, *month_from(base.today, self.month.value))
            again = self.pick.within(*month_from(base.today, 1)) if self.month.value == 0 else None
            return Sense((here,), (again,) if again else ())
        if self.month and self.year:
            year = self.year.of(base.today.year)
            if year not in _YEARS:
                raise base.impossible(Flaw.YEAR, year, _YEARS[-1])
            again = self.pick.within(year + 1, self.month.value) if self.year == Ref(0, relative=True) else None
            return Sense((self._there(base, year, self.month.value),), (again,) if again else ())
        return self._coming(base)

    def _there(self, base: Base, year: int, month: int) -> date:
        day = self.pick.within(year, month)
        if day is None:
            if isinstance(self.pick, Nth):
                raise base.impossible(Flaw.NTH_DAY, self.pick.nth)
            raise base.impossible(Flaw.DAY_OF_MONTH, self.pick.number, days_in(year, month))
        return day

    def _coming(self, base: Base) -> Sense:
        origin = base.origin
        if self.month:
            number = self.month.value
            months = [(origin.year + ahead, number) for ahead in (-1, 0, 1, 2)]
            cycle_end, grace = date(origin.year, 12, 31), None
        else:
            months = [month_from(origin, ahead) for ahead in (-1, 0, 1, 2)]
            cycle_end, grace = date(origin.year, origin.month, days_in(origin.year, origin.month)), _DAY_GRACE
        running = next(month for month in months if month >= (origin.year, origin.month))
        self._there(base, *running)
        days = [day for month in months if (day := self.pick.within(*month))]
        return coming(days, base, cycle_end=cycle_end, grace=grace)


@dataclass(frozen=True, slots=True)
class Lunar:
    """腊月初八; without month, a day of the running or next lunar month."""

    day: int
    month: int | None = None
    leap: bool = False
    year: Ref | None = None

    def sense(self, base: Base) -> Sense:
        """Return the date; raise ImpossibleTime for a 30th of 29 days, a leap month that is not, a far year."""
        present = lunar.month_at(base.origin)
        if present is None:
            raise base.impossible(Flaw.YEAR, base.origin.year, lunar.LAST_YEAR)
        months = [month for month in lunar.MONTHS if self._named(month, present, base)]
        running = next((month for month in months if month.day(month.length) >= base.origin), None)  # type: ignore[operator]
        if self.year:
            running = months[0] if months else None
        if running is None:
            raise base.impossible(Flaw.LUNAR_MONTH, self.month or 0)
        there = running.day(self.day)
        if there is None:
            raise base.impossible(Flaw.LUNAR_DAY, self.day, running.length)
        if self.year:
            return Sense((there,))
        cycle = [month for month in lunar.MONTHS if month.year == present.year] if self.month else [present]
        cycle_end = cycle[-1].first + timedelta(days=cycle[-1].length - 1)
        days = [day for month in months if (day := month.day(self.day))]
        return coming(days, base, cycle_end=cycle_end, grace=None if self.month else _DAY_GRACE)

    def _named(self, month: lunar.LunarMonth, present: lunar.LunarMonth, base: Base) -> bool:
        if self.month is None:
            return abs((month.first - present.first).days) < 75
        if (month.number, month.leap) != (self.month, self.leap):
            return False
        return month.year == self.year.of(present.year) if self.year else abs(month.year - present.year) <= 1


@dataclass(frozen=True, slots=True)
class Named:
    """国庆节, and days counted from it by `shift`."""

    festival: Festival
    shift: Callable[[date], date]
    year: Ref | None = None

    def sense(self, base: Base) -> Sense:
        """Return the date; one that passed within a month is not silently taken for next year's."""
        here = base.origin.year
        years = [self.year.of(base.today.year)] if self.year else [here - 1, here, here + 1, here + 2]
        if years[0] not in _YEARS:
            raise base.impossible(Flaw.YEAR, years[0], _YEARS[-1])
        days = sorted(self.shift(day) for year in years if (day := self.festival(year)))
        if not days:
            raise base.impossible(Flaw.YEAR, years[0], lunar.LAST_YEAR)
        if self.year:
            return Sense((days[0],))
        return coming(days, base, cycle_end=date.min, grace=_FESTIVAL_GRACE)
