"""The grammar of a whole time: a day, a time of day, where it ends, how long it lasts."""

from dataclasses import dataclass, replace

from bot.rules.when import date_words, day_words, english_words, festival_words
from bot.rules.when.base import Day
from bot.rules.when.clock_words import bare_hour, clock, part_of_day, short_part
from bot.rules.when.clocks import Clock, Part
from bot.rules.when.days import On, Same, Weekday
from bot.rules.when.lengths import Length, length
from bot.rules.when.months import Lunar, Named, Numbered, OfMonth
from bot.rules.when.numbers import figures
from bot.rules.when.scan import Rule, Scan

_DAYS = (*day_words.RULES, *date_words.RULES, *festival_words.RULES, *english_words.RULES)
_LEADS = (
    "时间:", "日期:", "time:", "date:", "when:", "定于", "拟于", "于", "在", "从", "自", "on ", "at ", "from ", "by ",
)  # fmt: skip
_TO = ("--", "-", "~", "至", "到", "to ", "until ", "till ", "and ")
_LASTING = ("开", "共", "持续", "历时", "为期", "时长", "用时", "for ", "lasting ")
_REPEATS = (
    "农历每月", "每个月", "每月", "每年", "每天", "每日", "每晚", "每逢", "每隔", "每个", "每",
    "every month on ", "every day at ", "every day ", "every other ", "every ", "each ", "daily at ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clocks:
    """A time of day, and the one it lasts until, which may be on another day."""

    start: Clock
    end: Clock | None = None
    end_day: Day | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was said, and where in the text: `begin` up to `finish`."""

    day: Day | None = None
    part: Part | None = None
    last_day: Day | None = None
    clocks: Clocks | None = None
    after: Length | None = None
    lasts: Length | None = None
    repeats: bool = False
    begin: int = 0
    finish: int = 0

    @property
    def complete(self) -> bool:
        """Whether it fixes a moment: a day and a time of day, or so long from now."""
        return self.after is not None or (self.day is not None and self.clocks is not None)

    @property
    def firm(self) -> bool:
        """Whether its day can hardly be part of a title, as 七一 or 初三 can."""
        day = self.day.day if isinstance(self.day, On) else self.day
        return day is not None and not isinstance(day, Named | Lunar)


def _one_day(scan: Scan) -> Day | None:
    return scan.longest(*_DAYS)


def day(scan: Scan) -> Day | None:
    """Read a day, which may be said twice: 11月27日 周五, 下周五（27日）, 腊月初八（1月15日）, Fri 27 Nov."""
    found = scan.attempt(_one_day)
    if found is None:
        return None
    again = scan.attempt(lambda s: _again(s, found))
    return again or found


def _again(scan: Scan, said: Day) -> Day | None:
    """Read the weekday next to a date, the date next to a weekday, or any day in brackets."""
    scan.lit(",")
    scan.gap()
    bracket = scan.lit("(")
    other = scan.attempt(_one_day)
    if other is None or (bracket and not scan.lit(")")):
        return None
    if isinstance(other, Weekday) and other.week is None and not isinstance(said, Weekday):
        return On(said, other.weekday)
    if not bracket and not (isinstance(said, Weekday) and isinstance(other, OfMonth)):
        return None
    return On(other, said.weekday) if isinstance(said, Weekday) and said.week is None else Same(said, other)


def _to(scan: Scan) -> bool | None:
    scan.gap()
    found = scan.lit(*_TO)
    scan.gap()
    return found or None


def _join(scan: Scan) -> bool:
    """Pass over what may stand between a day and a time of day. Always true."""
    if scan.lit("t"):
        return True
    scan.gap()
    scan.lit(",", "的", "、")
    scan.gap()
    scan.lit("at ", "on ", "from ", "between ", "从", "于", "around ")
    return scan.gap()


def _end(scan: Scan) -> Clocks | None:
    """Read 到四点, -16:30, 到28日12点, until 5pm."""
    if not _to(scan):
        return None
    end_day = scan.attempt(day)
    if end_day:
        _join(scan)
    end = scan.attempt(clock)
    return Clocks(end, end_day=end_day) if end else None


def clock_stretch(scan: Scan) -> Clocks | None:
    """Read a time of day and, if said, the one it lasts until."""
    start = scan.attempt(clock)
    if start:
        end = scan.attempt(_end)
        return Clocks(start, end.start, end.end_day) if end else Clocks(start)
    start = scan.attempt(bare_hour)
    end = scan.attempt(_end) if start else None
    return Clocks(start, end.start, end.end_day) if start and end else None


def _last_day(scan: Scan) -> Day | None:
    return day(scan) if _to(scan) else None


def _days_to(scan: Scan) -> tuple[Day, Day] | None:
    """Read 11月27-28日, 27-28号: the first day's number stands alone."""
    for size in range(1, 12):
        place = scan.at + size
        if scan.text[place : place + 1] in ("-", "~", "至", "到") and scan.text[place : place + 1]:
            whole = Scan(scan.text[:place] + "日", scan.at)
            first = whole.longest(date_words.in_month, date_words.of_month)
            if first and whole.done():
                scan.at = place + 1
                last = scan.longest(date_words.in_month, date_words.numbered_day)
                if last and isinstance(first, OfMonth):
                    return first, last
            return None
    return None


def _english_days_to(scan: Scan) -> tuple[Day, Day] | None:
    """Read 27-28 November, Nov 27-28."""
    number = figures(scan)
    if number and _to(scan):
        last = english_words.day_first(scan)
        if isinstance(last, OfMonth) and last.month:
            return replace(last, pick=Numbered(number.value)), last
        return None
    first = english_words.month_first(scan)
    number = figures(scan) if isinstance(first, OfMonth) and _to(scan) else None
    if number is None or not isinstance(first, OfMonth) or not (scan.done() or scan.char() in " ,"):
        return None
    return first, replace(first, pick=Numbered(number.value))


def _lasting(scan: Scan) -> Length | None:
    scan.gap()
    scan.lit(",")
    scan.gap()
    said = scan.lit(*_LASTING)
    scan.gap()
    found = length(scan)
    return found if found and (said or scan.edge()) else None


def _exactly_after(scan: Scan) -> Length | None:
    """Read 3小时后, 半小时后, in 2 hours, an hour from now."""
    led = scan.lit("in ")
    found = length(scan)
    if found is None or not found.minutes:
        return None
    return found if led or scan.lit("之后", "以后", "后", " from now", " later") else None


def _day_part(scan: Scan) -> Part | None:
    scan.gap()
    found = scan.attempt(part_of_day)
    if found is None:
        found = scan.attempt(short_part)
        return found if scan.edge() else None
    return found


def _all_day(scan: Scan) -> bool | None:
    scan.gap()
    return scan.lit("全天", "整天", "all day") or None


def _day_then_clock(scan: Scan) -> Phrase | None:
    pair = scan.first(_days_to, _english_days_to)
    worded = None if pair else scan.attempt(day_words.day_and_part)
    first = pair[0] if pair else worded[0] if worded else scan.attempt(day)
    if first is None:
        return None
    part = worded[1] if worded else None
    last = pair[1] if pair else scan.attempt(_last_day)
    scan.attempt(_all_day)
    place = scan.at
    _join(scan)
    clocks = scan.attempt(clock_stretch)
    if clocks is None:
        scan.at = place
        return Phrase(first, part or scan.attempt(_day_part), last)
    if part and clocks.start.part is None:
        clocks = replace(clocks, start=replace(clocks.start, part=part))
    return Phrase(first, part, last, clocks)


def _clock_then_day(scan: Scan) -> Phrase | None:
    clocks = scan.attempt(clock_stretch)
    if clocks is None:
        return None
    place = scan.at
    _join(scan)
    worded = scan.attempt(day_words.day_and_part)
    found = worded[0] if worded else scan.attempt(day)
    if found is None:
        scan.at = place
    part = worded[1] if worded else scan.attempt(_day_part) if found else None
    if part and clocks.start.part is None:
        clocks = replace(clocks, start=replace(clocks.start, part=part))
    return Phrase(found, clocks=clocks)


def _several_days(scan: Scan) -> Phrase | None:
    found = day_words.several_weekdays(scan)
    _join(scan)
    return Phrase(found, clocks=scan.attempt(clock_stretch), repeats=True) if found else None


def _each_month(scan: Scan) -> Phrase | None:
    found = date_words.in_any_month(scan)
    _join(scan)
    return Phrase(found, clocks=scan.attempt(clock_stretch)) if found else None


def _relative(scan: Scan) -> Phrase | None:
    after = _exactly_after(scan)
    return Phrase(after=after) if after else None


def _small_word(scan: Scan) -> bool | None:
    """Pass over the 的 of 周五下午的党课, and over 前 and 起 where they end the words."""
    if scan.lit("左右", "开始", "的"):
        return True
    return (scan.lit("之前", "以前", "前", "起") and scan.edge()) or None


def phrase(scan: Scan) -> Phrase | None:
    """Read a whole time standing here, with the small words around it."""
    begin = scan.at
    scan.lit(*_LEADS)
    scan.gap()
    repeats = scan.lit(*_REPEATS)
    rules: list[Rule[Phrase]] = [_relative, _day_then_clock, _clock_then_day, _several_days]
    found = scan.longest(*rules, *([_each_month] if repeats else []))
    if found is None:
        return None
    lasts = None
    if found.after or (found.clocks and not found.clocks.end):
        lasts = scan.attempt(_lasting)
    scan.attempt(_small_word)
    return replace(found, lasts=lasts, repeats=repeats or found.repeats, begin=begin, finish=scan.at)
