"""The grammar of named days and of the days around them: 国庆节, 春节前一天, 七一, the day before National Day."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.rules.when.base import Day
from bot.rules.when.date_words import year_name
from bot.rules.when.day_words import nth_workday, weekday_name
from bot.rules.when.english_words import WEEKDAYS
from bot.rules.when.festivals import NAMED, NAMED_BY_NUMBER, Festival
from bot.rules.when.lengths import Length, length
from bot.rules.when.months import Named, Ref, add_months
from bot.rules.when.numbers import DIGITS, NUMERALS, count, year
from bot.rules.when.scan import Scan, Words
from bot.rules.when.workdays import workday_after

Shift = Callable[[date], date]
# What follows 七一, 十一 where they are numbers (十一月, 五一路).
_AFTER_NUMBER = NUMERALS | frozenset("月点号日时分年个届人名次条项路班中小大式级:")


def _days(days: int) -> Shift:
    return lambda day: day + timedelta(days=days)


def _workdays(nth: int) -> Shift:
    return lambda day: workday_after(day, nth)


def _weekday_beside(weekday: int, *, after: bool) -> Shift:
    def shift(day: date) -> date:
        if after:
            return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
        return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)

    return shift


def _by(span: Length, *, after: bool) -> Shift:
    sign = 1 if after else -1

    def shift(day: date) -> date:
        day = add_months(day, sign * span.months) + timedelta(days=sign * span.days)
        return workday_after(day, sign * span.workdays) if span.workdays else day

    return shift


_SHIFTS = Words(
    {
        "当天|当日": _days(0),
        "前夕|头一天": _days(-1),
        "次日|第二天": _days(1),
    }
)
_ENGLISH_SHIFTS = Words(
    {
        "day before": _days(-1),
        "eve of": _days(-1),
        "day after": _days(1),
        "first working day after|first workday after": _workdays(1),
        "last working day before|last workday before": _workdays(-1),
    }
)


def _shift(scan: Scan) -> Shift | None:
    """Read 前一天, 后三天, 前最后一个工作日, 前一个周五, 前的周五 after a named day."""
    known = scan.take(_SHIFTS)
    if known:
        return known
    scan.lit("假期")
    after = scan.lit("后")
    if not after and not scan.lit("前"):
        return None
    nth = scan.attempt(nth_workday)
    if nth:
        return None if after != (nth > 0) else _workdays(nth)
    span = scan.attempt(length)
    if span:
        return (
            None
            if span.minutes or max(span.days, span.months * 31, span.workdays * 2) > 366
            else _by(span, after=after)
        )
    scan.lit("一个", "的", "第一个" if after else "最后一个")
    weekday = weekday_name(scan)
    return None if weekday is None or weekday > 6 else _weekday_beside(weekday, after=after)


def _by_number(scan: Scan) -> Festival | None:
    """Read 七一, unless it is part of a number."""
    if scan.char(-1) in DIGITS | dict.fromkeys("十百第廿卅") and scan.char(-1):
        return None
    found = scan.take(NAMED_BY_NUMBER)
    return None if scan.char() in _AFTER_NUMBER else found


def _name(scan: Scan) -> Festival | None:
    quoted = scan.lit("“", "”", '"', "「")
    found = scan.longest(_by_number, lambda s: s.take(NAMED))
    return None if quoted and not scan.lit("”", "“", '"', "」") else found


def festival(scan: Scan) -> Day | None:
    """Read 国庆节, 明年春节, 七一, 中秋节前一天, 国庆节后第一个工作日."""
    told_year = scan.attempt(year_name)
    scan.lit("的")
    found = scan.attempt(_name)
    if found is None:
        return None
    told_year = told_year or scan.attempt(_english_year)
    start = scan.at
    scan.lit("节", "的")
    shift = scan.attempt(_shift)
    if shift is None:
        scan.at = start
        shift = _days(-1) if scan.lit(" eve") else _days(0)
    return Named(found, shift, told_year)


def _english_year(scan: Scan) -> Ref | None:
    if not (scan.lit(",") or scan.char().isspace()):
        return None
    scan.gap()
    start = scan.at
    told = year(scan)
    return Ref(told) if told and scan.at - start == 4 and scan.edge() and scan.text[start].isascii() else None


def _english_weekday(scan: Scan) -> Shift | None:
    """Read the last Friday before, the first Monday after."""
    scan.lit("last ", "first ")
    weekday = scan.take(WEEKDAYS)
    after = scan.lit(" after")
    return None if weekday is None or not (after or scan.lit(" before")) else _weekday_beside(weekday, after=after)


def _english_span(scan: Scan) -> Shift | None:
    known = scan.take(_ENGLISH_SHIFTS) or scan.attempt(_english_weekday)
    if known:
        return known
    told = count(scan)
    if told is None or not scan.lit(" days ", " day ") or told.value > 366:
        return None
    if scan.lit("before"):
        return _days(-told.value)
    return _days(told.value) if scan.lit("after") else None


def english_around(scan: Scan) -> Day | None:
    """Read the day before National Day, the first working day after Spring Festival 2027."""
    scan.lit("the ")
    shift = scan.attempt(_english_span)
    if shift is None or not scan.gap():
        return None
    scan.lit("the ")
    found = scan.attempt(_name)
    return Named(found, shift, scan.attempt(_english_year)) if found else None


RULES = (festival, english_around)
