"""Reading times from what people type."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.rules.when import day_words, english_words
from bot.rules.when.base import Base
from bot.rules.when.clock_words import clock
from bot.rules.when.clocks import DAY
from bot.rules.when.ends import end_minutes, start_minutes
from bot.rules.when.find import Found, find
from bot.rules.when.lengths import Length, length
from bot.rules.when.moments import after_minutes, first_moment
from bot.rules.when.phrase import Clocks, clock_stretch
from bot.rules.when.reading import Reading
from bot.rules.when.refusals import (
    AmbiguousClock,
    AmbiguousTime,
    Flaw,
    ImpossibleTime,
    NoTime,
    TimePast,
    WhenRefusal,
)
from bot.rules.when.resolve import reading, resolve
from bot.rules.when.scan import Scan, plain

T = TypeVar("T")
_UTC = ZoneInfo("UTC")


def read(text: str, *, now: datetime, zone: ZoneInfo) -> Reading:
    """Read the time of an activity from the line that announces it; what is left is its title.

    `now` is aware; the result is in `zone` and lies after `now` (a day without hour: not before today).
    Raises a WhenRefusal: NoTime, RepeatingTime, ImpossibleTime, TimePast, AmbiguousTime.
    """
    return _one(find(text), text, now=now, zone=zone)


def read_moment(text: str, *, now: datetime, zone: ZoneInfo, before: datetime | None = None) -> Reading:
    """Read a deadline: "周四18点", "前一天18点", "提前2小时".

    With `before` (aware, the start of the activity) days and weekdays mean the last ones before it, and
    "前一天" is counted from it. A day without hour is read as that day (`has_time` False).
    Raises a WhenRefusal, ImpossibleTime with NOT_BEFORE among them.
    """
    by = _whole(text, _ahead_of_start) if before else None
    if before and by and by.minutes:
        start = after_minutes(before.astimezone(zone), -by.minutes - by.days * DAY)
        if start <= now:
            raise TimePast(text.strip(), start, None)
        return Reading(start, None, "", text.strip(), has_time=True)
    return _one(find(text), text, now=now, zone=zone, before=before)


def _one(found: list[Found], text: str, *, now: datetime, zone: ZoneInfo, before: datetime | None = None) -> Reading:
    """Return the only meaning of what was found; raise AmbiguousTime for several, the first reason for none."""
    readings: list[Reading] = []
    choices: list[Reading] = []
    reasons: list[WhenRefusal] = []
    anchor = before.astimezone(zone).date() if before else None
    for one in found:
        base = Base(one.matched(text), now, zone, one.rest(text), before, anchor)
        try:
            meant = [reading(stretch, base) for stretch in resolve(one.phrase, base)]
        except WhenRefusal as refusal:
            reasons.append(refusal)
            continue
        if one.made and not readings:
            break
        readings += meant
        choices += [replace(choice, rest=one.title(text)) for choice in meant]
    if not readings:
        raise reasons[0]
    starts = {choice.start.astimezone(UTC) for choice in readings}
    ends = {choice.end.astimezone(UTC) for choice in readings if choice.end}
    if len(starts) == 1 and (len(ends) <= 1 or len(found) > 1):
        return readings[0]
    words = " / ".join(dict.fromkeys(choice.matched for choice in readings))
    moments = (choice.start if len(starts) > 1 else choice.end or choice.start for choice in readings)
    raise AmbiguousTime(words, tuple(moments), tuple(choices))


def _whole(text: str, rule: Callable[[Scan], T | None]) -> T | None:
    """Apply a rule to a text that must have nothing else in it."""
    scan = Scan(plain(text.strip()))
    found = scan.attempt(rule)
    scan.gap()
    return found if scan.done() else None


def _ahead_of_start(scan: Scan) -> Length | None:
    """Read 提前2小时, 开始前2小时, 2小时前, 2 hours before."""
    scan.lit("活动", "会议")
    led = scan.lit("提前", "开始前", "前")
    found = length(scan)
    return found if found and (led or scan.lit("之前", "以前", "前", " before", " earlier")) else None


def read_day(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """Read a day on its own, also a past one (an agreement's date).

    Raises NoTime, ImpossibleTime, AmbiguousTime, RepeatingTime.
    """
    found = find(text)
    one = found[0]
    base = Base(one.matched(text), now, zone, one.rest(text))
    if len(found) > 1 or one.rest(text) or one.phrase.day is None:
        raise NoTime(text.strip())
    try:
        days = one.phrase.day.sense(base).dates
    except OverflowError:
        raise base.impossible(Flaw.TOO_FAR) from None
    if len(days) > 1:
        choices = tuple(Reading(first_moment(day, zone), None, "", base.text, has_time=False) for day in days)
        raise AmbiguousTime(base.text, tuple(choice.start for choice in choices), choices)
    return days[0]


def _clock_base(text: str) -> Base:
    return Base(text.strip(), datetime(2026, 1, 5, tzinfo=UTC), _UTC)


def _as_time(minute: int) -> time:
    return time(minute % DAY // 60, minute % 60)


def _one_time(minutes: tuple[int, ...], base: Base) -> int:
    if len({minute % DAY for minute in minutes}) > 1:
        raise AmbiguousClock(base.text, f"{_as_time(minutes[0]):%H:%M}", f"{_as_time(minutes[1]):%H:%M}")
    return minutes[0]


def read_clock(text: str) -> time:
    """Read a time of day on its own; 24:00 is 0:00.

    Raises NoTime, ImpossibleTime, AmbiguousClock.
    """
    found = _whole(text, clock)
    if found is None:
        raise NoTime(text.strip())
    base = _clock_base(text)
    return _as_time(_one_time(found.minutes(base), base))


def is_hour(text: str) -> bool:
    """Say whether a text is a time of day, or a stretch of one, and nothing else: no day."""
    return _whole(text, clock_stretch) is not None


def read_clock_range(text: str) -> tuple[time, time]:
    """Read a stretch of the day, over midnight if the second time is the earlier.

    Raises NoTime, ImpossibleTime (RANGE_BACKWARDS when both are the same), AmbiguousClock.
    """
    found: Clocks | None = _whole(text, clock_stretch)
    if found is None or found.end is None or found.end_day is not None:
        raise NoTime(text.strip())
    base = _clock_base(text)
    start = _one_time(start_minutes(found, base), base)
    end = _one_time(end_minutes(found, start, base) or found.end.minutes(base), base)
    if (end - start) % DAY == 0:
        raise ImpossibleTime(base.text, Flaw.RANGE_BACKWARDS)
    return _as_time(start), _as_time(end)


def _weekday(scan: Scan) -> int | None:
    scan.lit("每个", "每", "every ", "on ")
    return scan.first(day_words.weekday_name, lambda s: s.take(english_words.WEEKDAYS))


def read_weekday(text: str) -> int:
    """Read a weekday's name: 0 (Monday) to 6 (Sunday). Raises NoTime."""
    found = _whole(text, _weekday)
    if found is None or found > 6:
        raise NoTime(text.strip())
    return found


def _duration(scan: Scan) -> Length | None:
    scan.lit("提前", "持续", "共", "for ", "lasting ")
    found = length(scan)
    scan.lit("之前", "以前", "前", " before", " earlier")
    return found


def read_duration(text: str) -> timedelta:
    """Read a length of time: 两天, 提前1小时, 90 minutes.

    Raises NoTime, also for months and working days, which have no fixed length.
    """
    found = _whole(text, _duration)
    delta = found.delta() if found else None
    if delta is None:
        raise NoTime(text.strip())
    return delta
