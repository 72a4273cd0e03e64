"""Working days in China, with the days off and the working weekends the State Council announces each year."""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)


@cache
def _china() -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 - only when somebody first names a day

    return country_holidays("CN")


def is_workday(day: date) -> bool:
    """Tell whether people work on `day`; for years not yet announced, by the general rule."""
    return bool(_china().is_working_day(day))


def is_holiday(day: date) -> bool:
    """Tell whether `day` is off by law (not merely a weekend)."""
    return day in _china()


def workday_after(day: date, nth: int = 1) -> date:
    """Return the `nth` working day after `day`; before it when `nth` is below zero."""
    step = _DAY if nth > 0 else -_DAY
    for _ in range(abs(nth)):
        day += step
        while not is_workday(day):
            day += step
    return day


def holiday_from(day: date) -> date:
    """Return `day` if it is off by law, else the next such day."""
    while not is_holiday(day):
        day += _DAY
    return day
