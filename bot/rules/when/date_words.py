"""The grammar of dates in Chinese and in figures: 2026年11月27日, 27号, 本月最后一个工作日, 2026-11-27, 11/27."""

from bot.rules.when.base import Day
from bot.rules.when.day_words import weekday_name
from bot.rules.when.days import Either
from bot.rules.when.months import Kind, Lunar, Nth, Numbered, OfMonth, Ref
from bot.rules.when.numbers import AFTER_COUNT, NUMERALS, Number, figures, number, year
from bot.rules.when.scan import Scan, Words

_MONTHS = Words({"本月|这个月|当月": 0, "下月|下个月": 1, "下下月|下下个月": 2, "上月|上个月": -1})
_YEARS = Words({"今年|本年": 0, "明年": 1, "后年": 2, "去年": -1})
_LUNAR_MONTHS = Words({"正月": 1, "冬月": 11, "腊月": 12})
# What follows 3号 and 3日 where they name no day (3号楼, 3日游).
_AFTER_NO_DAY = frozenset("楼线文会教室馆院门厅令车桌展游")
# Days of the people's calendar, as often meant by the moon: asked, unless 农历 or 日 is said.
_FOLK = frozenset({(2, 2), (3, 3), (5, 5), (6, 6), (7, 7), (7, 15), (8, 15), (9, 9), (12, 8)})


def year_name(scan: Scan) -> Ref | None:
    """Read 2026年, 二〇二六年, 26年, 明年."""
    ahead_by = scan.take(_YEARS)
    if ahead_by is not None:
        return Ref(ahead_by, relative=True)
    told = year(scan)
    return Ref(told) if told is not None and scan.lit("年") else None


def _month(scan: Scan) -> Ref | None:
    ahead_by = scan.take(_MONTHS)
    if ahead_by is not None:
        return Ref(ahead_by, relative=True)
    told = number(scan)
    return Ref(told.value) if told and scan.gap() and scan.lit("月份", "月") else None


def _nth(scan: Scan) -> Nth | None:
    scan.lit("的")
    if scan.lit("最后一天"):
        return Nth(-1, Kind.DAY)
    place = -1
    if not scan.lit("最后一个"):
        told = number(scan) if scan.lit("第") else None
        if told is None or not 0 < told.value < 32 or not scan.lit("个"):
            return None
        place = told.value
    if scan.lit("工作日"):
        return Nth(place, Kind.WORKDAY)
    named = weekday_name(scan)
    return None if named is None or named > 6 else Nth(place, named)


def _end(scan: Scan) -> Nth | None:
    """Read 底, 末, 末最后一个工作日 after a month."""
    return (scan.attempt(_nth) or Nth(-1, Kind.DAY)) if scan.lit("底", "末") else None


def end_of_this_month(scan: Scan) -> Day | None:
    """Read 月底, 月末最后一个工作日."""
    pick = _end(scan) if scan.lit("月") and scan.char(-2) not in NUMERALS else None
    return OfMonth(pick, Ref(0, relative=True)) if pick else None


def in_any_month(scan: Scan) -> Day | None:
    """Read 最后一个周五, 第一个工作日 where no month is said (每月最后一个周五)."""
    pick = _nth(scan)
    return OfMonth(pick) if pick else None


def in_month(scan: Scan) -> Day | None:
    """Read 2026年11月27日, 下月5号, 十一月二十七, 11月最后一个周五."""
    told_year = scan.attempt(year_name)
    scan.gap()
    month = scan.attempt(_month)
    if month is None:
        return None
    pick = scan.first(_end, _nth)
    if pick:
        return OfMonth(pick, month, told_year)
    scan.gap()
    return _numbered(scan, told_year, month)


def _numbered(scan: Scan, told_year: Ref | None, month: Ref) -> Day | None:
    """Read the day after a month."""
    by_moon = scan.char() in ("廿", "卅")
    day = number(scan)
    if day is None:
        return None
    named = OfMonth(Numbered(day.value), month, told_year)
    if scan.lit("日", "号", " 日", " 号"):
        return named
    if by_moon or scan.char() in AFTER_COUNT:
        return None
    if day.chinese and not month.relative and (month.value, day.value) in _FOLK:
        return Either(named, Lunar(day.value, month.value, year=told_year))
    return named


def of_month(scan: Scan) -> Day | None:
    """Read 27号, 二十日."""
    return None if scan.char(-1) in NUMERALS | frozenset("第-/.") else numbered_day(scan)


def numbered_day(scan: Scan) -> OfMonth | None:
    """Read 27号, whatever stands before it."""
    day = number(scan)
    if day is None or not scan.lit("日", "号") or scan.char() in _AFTER_NO_DAY:
        return None
    return OfMonth(Numbered(day.value))


def lunar_day(scan: Scan) -> Day | None:
    """Read 腊月初八, 农历八月十五, 闰六月初三, 明年正月十五, 大年初二, 廿七."""
    told_year = scan.attempt(year_name)
    said = scan.lit("农历", "阴历", "旧历")
    told_year = told_year or (scan.attempt(year_name) if said else None)
    leap = scan.lit("闰")
    month = 1 if scan.lit("大年") and scan.char() == "初" else scan.take(_LUNAR_MONTHS)
    sure = said or leap or month is not None
    if month is None:
        named = scan.attempt(_month)
        if named and named.relative:
            return None
        month = named.value if named else None
    by_moon = scan.char() in ("初", "廿", "卅")
    scan.lit("初")
    day = scan.attempt(number)
    if day is None or not (sure or by_moon) or (leap and month is None):
        return None
    if not _is_lunar(day, scan, sure=sure):
        return None
    return Lunar(day.value, month, leap, told_year)


def _is_lunar(day: Number, scan: Scan, *, sure: bool) -> bool:
    """Tell whether the number read last is a day of the moon; 廿七日 without 农历 is not, nor 初三 in 初三年级."""
    if scan.lit("日", "号"):
        return sure
    return (day.chinese or sure) and scan.char() not in AFTER_COUNT


def dashed(scan: Scan) -> Day | None:
    """Read 2026-11-27, 2026/11/27, 11-27, 11/27, 11.27."""
    start = scan.at
    first = figures(scan, 4)
    sign = scan.char()
    if first is None or sign not in ("-", "/", ".") or (start and scan.char(start - 1 - scan.at) == sign):
        return None
    told_year = None
    if first.value > 99:
        told_year = Ref(first.value)
        scan.at += 1
        first = figures(scan)
    if first is None or not scan.lit(sign):
        return None
    second = figures(scan)
    if second is None:
        return None
    if told_year is None and scan.attempt(lambda s: s.lit(sign) or None):
        return _year_last(scan, first.value, second.value, sign)
    if not (told_year or _stands_alone(scan)) or (sign == "." and first.value > 12):
        return None
    return OfMonth(Numbered(second.value), Ref(first.value), told_year)


def _year_last(scan: Scan, first: int, second: int, sign: str) -> Day | None:
    """Read 25.12.2026, 12/25/2026, 25/12/2026; 5/12/2026 may be either."""
    told = figures(scan, 4)
    if told is None or told.value < 100:
        return None
    day_first = OfMonth(Numbered(first), Ref(second), Ref(told.value))
    month_first = OfMonth(Numbered(second), Ref(first), Ref(told.value))
    if sign == "." or first > 12:
        return day_first
    return month_first if second > 12 else Either(month_first, day_first)


def _stands_alone(scan: Scan) -> bool:
    """Tell whether 11-27 can be a date: a space, a bracket or nothing follows, so it is not 9-11点."""
    return scan.done() or scan.char().isspace() or scan.char() in "(,~、;"


RULES = (in_month, end_of_this_month, of_month, lunar_day, dashed)
