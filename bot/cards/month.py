"""A month to tap a day in."""

from calendar import Calendar
from datetime import date, timedelta

from bot.chat import Button, Buttons, Line, Verbatim, tap
from bot.rules.scheduling.days_off import holiday, is_worked_weekend

_MONTHS_AHEAD = 18


def grid(draft_id: int, month: date, today: date) -> Buttons:
    """Return the month with arrows to its neighbours: seven days a row, Monday first.

    Past days can't be tapped; holidays and weekends worked for them are marked.
    """
    first = month.replace(day=1)
    before, after = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)
    head = (
        _turn(Line("button-month-before"), draft_id, before, shown=before >= today.replace(day=1)),
        tap(Line("calendar-month", year=Verbatim(str(first.year)), month=Verbatim(str(first.month))), "idle"),
        _turn(Line("button-month-after"), draft_id, after, shown=_months(today, after) <= _MONTHS_AHEAD),
    )
    names = tuple(tap(day, "idle") for day in _WEEKDAYS)
    weeks = tuple(
        tuple(_day(draft_id, day, first, today) for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
        if week[-1] >= today
    )
    return (head, names, *weeks)


_WEEKDAYS = (
    Line("weekday-monday"),
    Line("weekday-tuesday"),
    Line("weekday-wednesday"),
    Line("weekday-thursday"),
    Line("weekday-friday"),
    Line("weekday-saturday"),
    Line("weekday-sunday"),
)


def _months(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _turn(label: Line, draft_id: int, month: date, *, shown: bool) -> Button:
    return tap(label, "draft_month", draft_id, f"{month:%Y-%m}") if shown else tap(Line("calendar-blank"), "idle")


def _day(draft_id: int, day: date, first: date, today: date) -> Button:
    if day < today or day.month != first.month:
        return tap(Line("calendar-blank"), "idle")
    number = Verbatim(str(day.day))
    label = Line("calendar-day", day=number)
    if holiday(day) is not None:
        label = Line("calendar-day-off", day=number)
    elif is_worked_weekend(day):
        label = Line("calendar-day-worked", day=number)
    elif day == today:
        label = Line("calendar-today", day=number)
    return tap(label, "draft", draft_id, "day", day.isoformat())
