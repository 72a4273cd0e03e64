from datetime import date, timedelta

import pytest
from holidays import country_holidays

from bot.rules.when import lunar

# As the almanacs have them: the first day of the year, and the month that is doubled.
NEW_YEARS = {
    2000: "02-05", 2008: "02-07", 2012: "01-23", 2020: "01-25", 2023: "01-22", 2024: "02-10", 2025: "01-29",
    2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13", 2030: "02-03", 2033: "01-31", 2034: "02-19",
}  # fmt: skip
LEAP_MONTHS = {
    2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5,
    2031: 3, 2033: 11,
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_the_lunar_year_begins_when_the_almanac_says(year: int, day: str) -> None:
    assert lunar.date_of(year, 1, 1) == date.fromisoformat(f"{year}-{day}")


def test_the_leap_months_are_those_of_the_almanac() -> None:
    leaps = {month.year: month.number for month in lunar.MONTHS if month.leap and month.year <= 2033}
    assert leaps == LEAP_MONTHS


def test_the_months_follow_each_other_without_a_gap() -> None:
    for before, after in zip(lunar.MONTHS, lunar.MONTHS[1:], strict=False):
        assert before.first + timedelta(days=before.length) == after.first
        assert before.length in (29, 30)
    assert {len(lunar.months_of(year)) for year in range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1)} == {12, 13}


@pytest.mark.parametrize(
    ("name", "month", "day"), [("春节", 1, 1), ("端午节", 5, 5), ("中秋节", 8, 15)], ids=["spring", "dragon", "autumn"]
)
def test_the_festivals_fall_where_the_state_calendar_has_them(name: str, month: int, day: int) -> None:
    years = range(2010, 2060)
    calendar = country_holidays("CN", years=years, language="zh_CN", observed=False)
    for year in years:
        found = lunar.date_of(year, month, day)
        assert found is not None
        assert name in calendar[found], year


def test_the_month_of_a_date_is_found_and_nothing_outside_the_table() -> None:
    month = lunar.month_at(date(2027, 1, 15))
    assert month is not None
    assert (month.year, month.number, month.leap, month.day(8)) == (2026, 12, False, date(2027, 1, 15))
    assert month.day(30) is None
    assert month.day(0) is None
    assert lunar.month_at(date(1999, 1, 1)) is None
    assert lunar.date_of(2200, 1, 1) is None
    assert lunar.date_of(2026, 13, 1) is None
