"""What to mind about a time."""

from datetime import date, datetime, timedelta

import pytest

from bot.rules.scheduling.cautions import (
    AfterAgreement,
    Caution,
    Clash,
    OnHoliday,
    OnWorkedWeekend,
    ShortNotice,
    clashes,
    of_time,
    overlap,
)
from bot.rules.scheduling.days_off import Holiday, holiday, is_worked_weekend
from tests.world import BEIJING

NOW = datetime(2026, 1, 5, 9, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 1, 1), Holiday.NEW_YEAR),
        (date(2026, 2, 16), Holiday.SPRING_FESTIVAL),
        (date(2026, 2, 17), Holiday.SPRING_FESTIVAL),
        (date(2026, 2, 20), Holiday.BRIDGE),
        (date(2026, 4, 5), Holiday.QINGMING),
        (date(2026, 5, 4), Holiday.LABOUR_DAY),
        (date(2026, 6, 19), Holiday.DRAGON_BOAT),
        (date(2026, 9, 25), Holiday.MID_AUTUMN),
        (date(2026, 10, 1), Holiday.NATIONAL_DAY),
        (date(2026, 11, 27), None),
        (date(2026, 11, 28), None),
    ],
)
def test_holidays_are_known_by_name(day: date, off: Holiday | None) -> None:
    assert holiday(day) is off


def test_weekends_worked_for_a_holiday_are_known() -> None:
    assert is_worked_weekend(date(2026, 9, 20))
    assert not is_worked_weekend(date(2026, 9, 27))
    assert not is_worked_weekend(date(2026, 9, 21))


@pytest.mark.parametrize(
    ("start", "agreement_ends", "minded"),
    [
        (datetime(2026, 1, 9, 15, tzinfo=BEIJING), None, ()),
        (datetime(2026, 1, 5, 15, tzinfo=BEIJING), None, (ShortNotice(),)),
        (datetime(2026, 1, 6, 9, tzinfo=BEIJING), None, ()),
        (datetime(2026, 10, 1, 0, 30, tzinfo=BEIJING), None, (OnHoliday(Holiday.NATIONAL_DAY),)),
        (datetime(2026, 9, 20, 15, tzinfo=BEIJING), None, (OnWorkedWeekend(),)),
        (datetime(2026, 3, 2, 15, tzinfo=BEIJING), date(2026, 3, 2), ()),
        (datetime(2026, 3, 3, 15, tzinfo=BEIJING), date(2026, 3, 2), (AfterAgreement(date(2026, 3, 2)),)),
    ],
)
def test_a_time_is_looked_at(start: datetime, agreement_ends: date | None, minded: tuple[Caution, ...]) -> None:
    assert of_time(start, None, now=NOW, zone=BEIJING, agreement_ends=agreement_ends) == minded


def test_touching_ends_are_no_clash_and_an_end_not_said_is_two_hours() -> None:
    three = datetime(2026, 1, 9, 15, tzinfo=BEIJING)
    hour = timedelta(hours=1)
    assert not overlap((three, three + hour), (three + hour, None))
    assert overlap((three, None), (three + hour, None))
    assert not overlap((three, None), (three + 2 * hour, None))
    mine = Clash("希勤村党支部", three, "学党史")
    assert clashes((three, None), [(mine, None), (Clash("", three + 5 * hour), None)]) == (mine,)
