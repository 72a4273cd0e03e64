"""How long: 两小时, 一个半小时, 90分钟, 三天, 2 hours and a half, half an hour."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from fractions import Fraction

from bot.rules.when.numbers import amount, count
from bot.rules.when.scan import Scan, Words


class Unit(Enum):
    """What is counted; the value is its length in minutes, or less than zero where that differs."""

    MINUTE = 1
    QUARTER = 15
    HOUR = 60
    DAY = 1440
    WEEK = 10080
    MONTH = -1
    YEAR = -12
    WORKDAY = -2


_UNITS = Words(
    {
        "分钟|分|minutes|minute|mins|min|m": Unit.MINUTE,
        "刻钟": Unit.QUARTER,
        "小时|个小时|钟头|个钟头|hours|hour|hrs|hr|h": Unit.HOUR,
        "天|days|day|d": Unit.DAY,
        "周|个星期|星期|个礼拜|礼拜|weeks|week|w": Unit.WEEK,
        "个月|months|month": Unit.MONTH,
        "年|years|year": Unit.YEAR,
        "个工作日|工作日|working days|working day|workdays|workday|business days|business day": Unit.WORKDAY,
    }
)


@dataclass(frozen=True, slots=True)
class Length:
    """So many months, working days, days and minutes, one after the other."""

    minutes: int = 0
    days: int = 0
    months: int = 0
    workdays: int = 0

    def __add__(self, other: "Length") -> "Length":
        return Length(
            self.minutes + other.minutes,
            self.days + other.days,
            self.months + other.months,
            self.workdays + other.workdays,
        )

    def delta(self) -> timedelta | None:
        """Return it as a plain duration; None with months or working days in it."""
        return None if self.months or self.workdays else timedelta(days=self.days, minutes=self.minutes)


_MOST_PIECES = 6
"""As many as there are units. A line that goes on and on must not be read to its end from each of its places."""


def _of(much: Fraction, unit: Unit) -> Length | None:
    if unit in (Unit.MONTH, Unit.YEAR):
        months = much * -unit.value
        return Length(months=int(months)) if months.denominator == 1 else None
    if unit is Unit.WORKDAY:
        return Length(workdays=int(much)) if much.denominator == 1 else None
    days, minutes = divmod(round(much * unit.value), 1440)
    return Length(minutes, days) if unit in (Unit.DAY, Unit.WEEK) else Length(minutes + days * 1440)


def _half(scan: Scan) -> Length | None:
    if not scan.lit("半个", "半", "half an ", "half a "):
        return None
    unit = scan.take(_UNITS)
    return _of(Fraction(1, 2), unit) if unit in (Unit.HOUR, Unit.DAY, Unit.YEAR) else None


def _whole(scan: Scan) -> Length | None:
    much = amount(scan)
    if much is None:
        return None
    half = scan.lit("个半", " and a half") or (scan.char() == "半" and scan.lit("半"))
    scan.gap()
    unit = scan.take(_UNITS)
    if unit is None:
        return None
    half = half or scan.lit(" and a half") or (unit is not Unit.WEEK and scan.lit("半"))
    return _of(much + Fraction(1, 2) if half else much, unit)


def _piece(scan: Scan) -> Length | None:
    return scan.first(_half, _whole)


def _more(scan: Scan) -> Length | None:
    if not scan.lit("零", "又", " and ", ", "):
        scan.gap()
    return scan.attempt(_piece)


def length(scan: Scan) -> Length | None:
    """Read a length of time, of one or several pieces."""
    total = scan.attempt(_piece)
    if total is None:
        return None
    pieces = 1
    while pieces < _MOST_PIECES and (piece := scan.attempt(_more)) is not None:
        total, pieces = total + piece, pieces + 1
    return total


def whole_weeks(scan: Scan) -> int | None:
    """Read a number of weeks (两周, two weeks)."""
    found = count(scan)
    scan.gap()
    return found.value if found is not None and scan.take(_UNITS) is Unit.WEEK else None
