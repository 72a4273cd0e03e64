"""How facts are said: moments in the reader's zone, dates always with their weekday, enums by their name."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.chat import Days, Fact, Line, Reader, Span, Verbatim

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Say = Callable[[Line, Reader], str]


def is_enum(fact: Fact) -> bool:
    """Say whether the fact is one of a fixed choice."""
    return isinstance(fact, StrEnum)


def kebab(name: str) -> str:
    """Write a class's name as text keys do: RsvpClosed -> rsvp-closed."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def say_fact(fact: Fact, reader: Reader, say: Say) -> str:  # noqa: PLR0911 - one line a kind of fact
    """Say one fact; `say` says lines inside it."""
    match fact:
        case None:
            return ""
        case Line():
            return say(fact, reader)
        case Verbatim():
            return fact.text
        case StrEnum():
            return _enum(fact, reader, say)
        case Span():
            return _span(fact, reader)
        case Days():
            return _days(fact, reader)
        case datetime():
            local = fact.astimezone(reader.zone)
            return f"{_day(local.date(), reader)} {_clock(local.time())}"
        case date():
            return _day(fact, reader)
        case time():
            return _clock(fact)
        case ZoneInfo():
            return fact.key
        case tuple():
            return {"zh": "、"}.get(reader.language, ", ").join(say_fact(one, reader, say) for one in fact)
        case _:
            return str(fact)


def _enum(fact: StrEnum, reader: Reader, say: Say) -> str:
    from bot.texts.sentences import has  # noqa: PLC0415 - sentences are made of facts and facts of sentences

    key = f"{kebab(type(fact).__name__)}-{fact.value.replace('_', '-')}"
    return say(Line(key), reader) if has(key) else fact.value


def _day(day: date, reader: Reader) -> str:
    weekday = _WEEKDAYS["en" if reader.language == "en" else "zh"][day.weekday()]
    other_year = day.year != reader.now.astimezone(reader.zone).year
    if reader.language == "en":
        return f"{weekday} {day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if other_year else "")
    return (f"{day.year}年" if other_year else "") + f"{day.month}月{day.day}日 {weekday}"


def _days(days: Days, reader: Reader) -> str:
    """Say a stretch of days without weekdays: it is a heading, not a date to keep."""
    first, last = days.first, days.last
    if first == last:
        return _day(first, reader)
    same_month = (first.year, first.month) == (last.year, last.month)
    if reader.language == "en":
        year = f" {last.year}" if last.year != reader.now.astimezone(reader.zone).year else ""
        begins = f"{first.day}" if same_month else f"{first.day} {_MONTHS[first.month - 1]}"
        return f"{begins}–{last.day} {_MONTHS[last.month - 1]}{year}"
    year = f"{first.year}年" if last.year != reader.now.astimezone(reader.zone).year else ""
    ends = f"{last.day}日" if same_month else f"{last.month}月{last.day}日"
    return f"{year}{first.month}月{first.day}日–{ends}"


def _clock(at: time) -> str:
    return f"{at.hour:02d}:{at.minute:02d}"


def _span(span: Span, reader: Reader) -> str:
    start = span.start.astimezone(reader.zone)
    said = f"{_day(start.date(), reader)} {_clock(start.time())}"
    if span.end is None:
        return said
    end = span.end.astimezone(reader.zone)
    if end.date() == start.date():
        return f"{said}–{_clock(end.time())}"
    return f"{said} – {_day(end.date(), reader)} {_clock(end.time())}"
