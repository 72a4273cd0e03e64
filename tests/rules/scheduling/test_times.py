"""Times on a draft: read, chosen, moved with their length kept; deadlines that follow."""

from datetime import datetime, timedelta

import pytest

from bot.rules import when
from bot.rules.scheduling.deadlines import DeadlineAfterStart, by_default
from bot.rules.scheduling.sheet import Sheet
from bot.rules.scheduling.times import (
    HoursMissing,
    LastsTooLong,
    Present,
    at,
    chosen,
    moved,
    on_day,
    with_deadline,
    with_hour,
    with_line,
    with_time,
)
from tests.world import BEIJING, MONDAY

NOW = Present(MONDAY, BEIJING)
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=BEIJING)


def day(number: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 11, number, hour, minute, tzinfo=BEIJING)


def test_a_line_gives_time_and_title() -> None:
    sheet = with_line(Sheet(), "周五下午3点-4点半 学党史", NOW)
    assert (sheet.starts_at, sheet.ends_at, sheet.title) == (FRIDAY, FRIDAY + timedelta(minutes=90), "学党史")


def test_a_line_without_time_is_all_title() -> None:
    assert with_line(Sheet(), "学党史", NOW).title == "学党史"


def test_a_number_left_beside_a_time_is_no_title() -> None:
    assert with_time(Sheet(), "Fri 3", NOW).title == ""


def test_a_day_without_hour_keeps_the_day() -> None:
    sheet = with_line(Sheet(), "周五 学党史", NOW)
    assert (sheet.day, sheet.starts_at, sheet.title) == (FRIDAY.date(), None, "学党史")


def test_several_days_need_their_hours() -> None:
    with pytest.raises(HoursMissing):
        with_line(Sheet(), "11月27日到28日 科技下乡", NOW)


def test_no_activity_lasts_longer_than_a_month() -> None:
    assert with_line(Sheet(), "12月1日9点到12月31日17点 培训班", NOW).length == timedelta(days=30, hours=8)
    with pytest.raises(LastsTooLong) as refused:
        with_line(Sheet(), "12月1日9点到1月5日17点 培训班", NOW)
    assert refused.value.longest == 31


def test_a_typed_time_leaves_a_title_that_is_there() -> None:
    assert with_time(Sheet(title="学党史"), "周五15:00 学党章", NOW).title == "学党史"
    assert with_time(Sheet(), "周五15:00 学党章", NOW).title == "学党章"


def test_an_unclear_hour_is_kept_as_options_and_one_is_chosen() -> None:
    sheet = with_line(Sheet(), "周五5点 学党史", NOW)
    assert [option.starts_at for option in sheet.options] == [day(27, 17), day(27, 5)]
    assert (sheet.title, sheet.past, sheet.starts_at) == ("学党史", False, None)
    sheet = chosen(sheet, sheet.options[0], NOW)
    assert (sheet.starts_at, sheet.options) == (day(27, 17), ())


def test_an_unclear_day_is_chosen_and_its_hour_asked() -> None:
    sheet = with_line(Sheet(), "周末 学党史", NOW)
    sheet = chosen(sheet, sheet.options[1], NOW)
    assert (sheet.day, sheet.starts_at) == (day(29).date(), None)


def test_a_past_time_with_a_next_one_is_asked_about() -> None:
    sheet = with_line(Sheet(), "这周一8:00 学党史", NOW)
    assert (sheet.past, sheet.options[0].starts_at) == (True, day(30, 8))


def test_a_past_time_without_a_next_one_is_refused() -> None:
    with pytest.raises(when.TimePast):
        with_line(Sheet(), "昨天9:00 学党史", NOW)


def test_moving_keeps_the_length() -> None:
    sheet = at(Sheet(starts_at=FRIDAY, ends_at=FRIDAY + timedelta(hours=2)), day(28, 9), None)
    assert sheet.ends_at == day(28, 11)
    sheet = at(on_day(sheet, day(29).date()), day(29, 8), None)
    assert sheet.ends_at == day(29, 10)
    assert at(sheet, day(30, 8), day(30, 9)).ends_at == day(30, 9)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("15:00", day(27, 15), None),
        ("下午3点-4点半", day(27, 15), day(27, 16, 30)),
        ("周六9点", day(28, 9), None),
        ("11月30日 9:00", day(30, 9), None),
    ],
)
def test_an_hour_is_on_the_day_chosen_unless_another_is_said(words: str, start: datetime, end: datetime | None) -> None:
    sheet = with_hour(Sheet(day=FRIDAY.date(), title="学党史"), words, NOW)
    assert (sheet.starts_at, sheet.ends_at) == (start, end)


def test_an_unclear_hour_of_the_day_is_asked() -> None:
    sheet = with_hour(Sheet(day=FRIDAY.date()), "3点", NOW)
    assert [option.starts_at for option in sheet.options] == [day(27, 15), day(27, 3)]


def test_an_hour_that_has_passed_today_is_refused() -> None:
    with pytest.raises(when.TimePast):
        with_hour(Sheet(day=MONDAY.date()), "8:00", NOW)


def test_an_hour_that_is_none_is_refused() -> None:
    with pytest.raises(when.WhenRefusal):
        with_hour(Sheet(day=FRIDAY.date()), "随便", NOW)
    assert with_hour(Sheet(), "周五15:00", NOW).starts_at == FRIDAY


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("周四18点", day(26, 18)),
        ("前一天12点", day(26, 12)),
        ("提前2小时", day(27, 13)),
        ("周四", day(26, 18)),
        ("当天", day(27, 15)),
        ("明天9:00", day(24, 9)),
    ],
)
def test_deadlines_are_read_before_the_start(words: str, deadline: datetime) -> None:
    assert with_deadline(Sheet(starts_at=FRIDAY), words, NOW).reply_by == deadline


def test_a_deadline_waits_for_the_start() -> None:
    sheet = with_deadline(Sheet(), "前一天18点", NOW)
    assert (sheet.deadline, sheet.reply_by) == ("前一天18点", None)
    assert moved(sheet, sheet.having(starts_at=FRIDAY), NOW).reply_by == day(26, 18)


def test_an_unclear_deadline_is_asked_about() -> None:
    sheet = with_deadline(Sheet(starts_at=FRIDAY), "周四6点", NOW)
    assert (sheet.about_deadline, len(sheet.options)) == (True, 2)
    assert chosen(sheet, sheet.options[0], NOW).reply_by == day(26, 18)


@pytest.mark.parametrize("words", ["周六18点", "11月28日18点"])
def test_a_deadline_after_the_start_is_refused(words: str) -> None:
    with pytest.raises((DeadlineAfterStart, when.ImpossibleTime)):
        with_deadline(Sheet(starts_at=FRIDAY), words, NOW)


def test_a_deadline_day_that_is_over_is_refused() -> None:
    late = Present(day(26, 19), BEIJING)
    with pytest.raises(when.TimePast):
        with_deadline(Sheet(starts_at=FRIDAY), "今天", late)


def test_no_words_give_back_the_default() -> None:
    assert with_deadline(Sheet(starts_at=FRIDAY, reply_by=day(25)), "", NOW).reply_by is None


def test_a_deadline_follows_the_start_as_it_was_meant() -> None:
    before = Sheet(starts_at=FRIDAY, reply_by=day(26, 18))
    later, earlier = before.having(starts_at=day(28, 9)), before.having(starts_at=day(25, 9))
    assert moved(before, before, NOW).reply_by == day(26, 18)
    assert moved(before, later, NOW).reply_by == day(26, 18)
    assert moved(before, earlier, NOW).reply_by is None
    assert moved(before, later.having(follows=True), NOW).reply_by is None
    assert moved(before, later.having(deadline="前一天18点"), NOW).reply_by == day(27, 18)
    assert moved(before, earlier.having(deadline="周四18点"), NOW).deadline == ""


@pytest.mark.parametrize(
    ("now", "deadline"),
    [(day(23, 9), day(26, 18)), (day(26, 18), day(27, 14)), (day(27, 14), day(27, 15)), (day(27, 14, 59), day(27, 15))],
)
def test_the_usual_deadline_is_the_evening_before_or_what_is_left(now: datetime, deadline: datetime) -> None:
    assert by_default(FRIDAY, now, BEIJING) == deadline
