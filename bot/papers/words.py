"""What several papers say in the same words. Papers are kept for years, so their days always carry the year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.chat import Line, Reader, Span
from bot.rules.sheets import Attendee, Figures
from bot.texts import say, say_any


def said_day(day: date, reader: Reader) -> str:
    """Return a day with its year, as papers are dated."""
    month = say(Line("turnout-month", month=day.month), reader)
    return say(Line("paper-day", year=str(day.year), month=month, day=say_any(str(day.day), reader)), reader)


def said_span(start: datetime, end: datetime | None, reader: Reader) -> str:
    """Return when something is, in the reader's zone, with weekday and year."""
    years_later = replace(reader, now=start + timedelta(days=800))  # the year is left out in its own year only
    return say_any(Span(start, end), years_later)


def said_figures(figures: Figures | None, reader: Reader) -> str:
    """Return 应到 … 实到 … as one sentence; with room to write where they are not known."""
    if figures is None:
        return say(Line("sheet-figures-blank"), reader)
    return say(Line(
        "sheet-figures", expected=figures.expected, came=figures.came, excused=figures.excused,
        absent=figures.absent, guests=figures.guests,
    ), reader)  # fmt: skip


def people(attendees: Sequence[Attendee], reader: Reader) -> str:
    """Return names with their remarks: 张三（出差）、李四."""
    return say_any(tuple(_person(one, reader) for one in attendees if one.name), reader)


def _person(one: Attendee, reader: Reader) -> str:
    return say(Line("sheet-person-remark", name=one.name, remark=one.remark), reader) if one.remark else one.name
