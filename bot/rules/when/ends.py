"""When a stretch of time starts and ends: how the two halves of 下午两点到四点 lean on each other."""

from datetime import datetime

from bot.rules.when.base import Base
from bot.rules.when.clocks import DAY, Clock, Part
from bot.rules.when.days import moved
from bot.rules.when.lengths import Length
from bot.rules.when.moments import after_minutes, moments
from bot.rules.when.phrase import Clocks
from bot.rules.when.refusals import Flaw

_NOON = 12
_EVENING = 18 * 60
_PAST_MIDNIGHT = (Part.DAWN, Part.NIGHT)


def start_minutes(clocks: Clocks, base: Base) -> tuple[int, ...]:
    """Return when it may start; 3-4:30pm takes its half of the day from the end."""
    start, end = clocks.start, clocks.end
    if end and start.open() and end.part in (Part.AM, Part.PM) and not clocks.end_day:
        until = end.minutes(base)[0]
        both = [hour % 24 * 60 + start.minute for hour in (start.hour % 12, start.hour % 12 + 12)]
        before = [minute for minute in both if minute < until]
        if before:
            return (before[-1],)
    return start.minutes(base)


def _leaning(start: Clock, end: Clock, base: Base) -> tuple[int, ...]:
    """Return the minutes an end without a part of the day can mean, given how the start was said."""
    written = end.minutes(base)
    on_24_hours = start.part is None and (start.exact or start.hour > _NOON)
    as_written = start.part is None and start.hour > 7 and end.hour > 7
    if not end.open() or on_24_hours or as_written:
        return (end.hour * 60 + end.minute,) if end.open() else written
    hours = {end.hour % 12, end.hour % 12 + 12} | ({24} if end.hour == _NOON else set())
    return tuple(sorted(hour * 60 + end.minute for hour in hours))


def end_minutes(clocks: Clocks, minute: int, base: Base) -> tuple[int, ...]:
    """Return when, that day or after midnight, it may end that starts at `minute`; nothing when only before it."""
    start, end = clocks.start, clocks.end
    if end is None or end.midnight:
        return (DAY,)
    meant = end.minutes(base) if end.part else _leaning(start, end, base)
    later = [found for found in meant if found > minute]
    if later:
        return (min(later),)
    if min(meant) == 0:
        return (DAY,)
    if (minute >= _EVENING and min(meant) <= _NOON * 60) or end.part in _PAST_MIDNIGHT:
        return (min(meant) + DAY,)
    return ()


def lasting(start: datetime, by: Length, base: Base) -> datetime:
    """Return when it ends that starts at `start`: days by the calendar, minutes by the clock that never changes."""
    end = start
    if by.days or by.months or by.workdays:
        day = moved(start.date(), by, base)
        found = moments(day, start.hour * 60 + start.minute, base.zone)
        if not found:
            raise base.impossible(Flaw.CLOCK_GAP)
        end = found[0]
    end = after_minutes(end, by.minutes)
    if after_minutes(start, 0) == end:
        raise base.impossible(Flaw.RANGE_BACKWARDS)
    return end
