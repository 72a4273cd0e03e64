"""Turnout gathered week by week."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.turnout import Count, Held, chart, monday

FRIDAY = date(2026, 11, 20)


def test_weeks_run_from_monday_to_sunday_and_end_with_the_day_s_own() -> None:
    weeks = chart("红色对子", ["村"], [], FRIDAY).weeks
    assert len(weeks) == 8
    assert weeks[0] == date(2026, 9, 28)
    assert weeks[-1] == date(2026, 11, 16)


def test_sunday_and_the_next_monday_are_different_weeks() -> None:
    held = [Held("村", date(2026, 11, 15), 5, 9), Held("村", date(2026, 11, 16), 7, 9)]
    assert chart("", ["村"], held, FRIDAY).rows[0].cells[-2:] == (Count(5, 9), Count(7, 9))


def test_two_events_of_one_week_are_added_up() -> None:
    held = [Held("村", FRIDAY, 5, 9), Held("村", date(2026, 11, 17), 7, 9)]
    assert chart("", ["村"], held, FRIDAY).rows[0].cells[-1] == Count(12, 18)


def test_a_week_with_nothing_is_empty_and_one_nobody_came_to_is_zero() -> None:
    cells = chart("", ["村"], [Held("村", FRIDAY, 0, 9)], FRIDAY).rows[0].cells
    assert cells[-2:] == (None, Count(0, 9))


def test_branches_keep_their_order_whoever_came() -> None:
    held = [Held("乙", FRIDAY, 9, 9), Held("甲", FRIDAY, 1, 9)]
    assert [row.name for row in chart("", ["甲", "乙", "丙"], held, FRIDAY).rows] == ["甲", "乙", "丙"]


def test_what_is_older_or_of_others_is_left_out() -> None:
    held = [Held("村", date(2026, 9, 27), 9, 9), Held("别处", FRIDAY, 9, 9)]
    assert chart("", ["村"], held, FRIDAY).rows[0].cells == (None,) * 8


@given(st.dates(date(2000, 1, 3), date(2100, 1, 1)))
def test_a_week_s_monday_is_a_monday_and_never_ahead(day: date) -> None:
    assert monday(day).weekday() == 0
    assert 0 <= (day - monday(day)).days < 7
