"""Public holidays in China and the weekends worked for them, by the `holidays` package."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


class Holiday(StrEnum):
    """Why people are off; BRIDGE is a day moved beside a holiday."""

    NEW_YEAR = "new_year"
    SPRING_FESTIVAL = "spring_festival"
    QINGMING = "qingming"
    LABOUR_DAY = "labour_day"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL_DAY = "national_day"
    BRIDGE = "bridge"


_NAMES = {
    "元旦": Holiday.NEW_YEAR,
    "农历除夕": Holiday.SPRING_FESTIVAL,
    "春节": Holiday.SPRING_FESTIVAL,
    "清明节": Holiday.QINGMING,
    "劳动节": Holiday.LABOUR_DAY,
    "端午节": Holiday.DRAGON_BOAT,
    "中秋节": Holiday.MID_AUTUMN,
    "国庆节": Holiday.NATIONAL_DAY,
}


@cache
def _china() -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 - only when somebody first names a day

    return country_holidays("CN", language="zh_CN")


def holiday(day: date) -> Holiday | None:
    """Return why people are off on `day` by law; None on other days, plain weekends among them."""
    name = _china().get(day)
    if name is None:
        return None
    return next((kind for word, kind in _NAMES.items() if word in name), Holiday.BRIDGE)


def is_worked_weekend(day: date) -> bool:
    """Say whether `day` is a Saturday or Sunday that is worked for a holiday."""
    return day.weekday() >= 5 and bool(_china().is_working_day(day))
