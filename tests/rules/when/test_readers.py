from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.when import (
    AmbiguousClock,
    AmbiguousTime,
    Flaw,
    ImpossibleTime,
    NoTime,
    RepeatingTime,
    TimePast,
    read,
    read_clock,
    read_clock_range,
    read_day,
    read_duration,
    read_moment,
    read_weekday,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=SHANGHAI)
ACTIVITY = datetime(2026, 12, 4, 15, tzinfo=SHANGHAI)  # a Friday, two weeks and two days later


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周四18点", "2026-12-03 18:00"),
        ("周四 18:00", "2026-12-03 18:00"),
        ("周四18点前", "2026-12-03 18:00"),
        ("周四晚上6点之前", "2026-12-03 18:00"),
        ("周五12点", "2026-12-04 12:00"),
        ("周五18点", "2026-11-27 18:00"),
        ("这周五18点", "2026-11-20 18:00"),
        ("明天18点", "2026-11-19 18:00"),
        ("前一天18点", "2026-12-03 18:00"),
        ("前一天18点前", "2026-12-03 18:00"),
        ("活动前一天下午6点", "2026-12-03 18:00"),
        ("头一天18点", "2026-12-03 18:00"),
        ("前两天18点", "2026-12-02 18:00"),
        ("提前三天18点", "2026-12-01 18:00"),
        ("三天前18点", "2026-12-01 18:00"),
        ("当天12点", "2026-12-04 12:00"),
        ("当天中午12点", "2026-12-04 12:00"),
        ("提前2小时", "2026-12-04 13:00"),
        ("开始前半小时", "2026-12-04 14:30"),
        ("活动前1小时", "2026-12-04 14:00"),
        ("2小时前", "2026-12-04 13:00"),
        ("12月1日18:00", "2026-12-01 18:00"),
        ("27号18点", "2026-11-27 18:00"),
        ("1号18点", "2026-12-01 18:00"),
        ("十月廿五 18:00", "2026-12-03 18:00"),
        ("Thursday 6pm", "2026-12-03 18:00"),
        ("by Thursday 6pm", "2026-12-03 18:00"),
        ("the day before at 6pm", "2026-12-03 18:00"),
        ("two days before, 6pm", "2026-12-02 18:00"),
        ("2 hours before", "2026-12-04 13:00"),
        ("tomorrow 6pm", "2026-11-19 18:00"),
    ],
)
def test_a_deadline_is_the_last_such_moment_before_the_activity(text: str, expected: str) -> None:
    reading = read_moment(text, now=WEDNESDAY, zone=SHANGHAI, before=ACTIVITY)
    assert f"{reading.start:%Y-%m-%d %H:%M}" == expected
    assert reading.has_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [("周四", "2026-12-03"), ("前一天", "2026-12-03"), ("提前两天", "2026-12-02"), ("the day before", "2026-12-03")],
)
def test_a_deadline_may_be_a_whole_day(text: str, expected: str) -> None:
    reading = read_moment(text, now=WEDNESDAY, zone=SHANGHAI, before=ACTIVITY)
    assert (f"{reading.start:%Y-%m-%d}", reading.has_time) == (expected, False)


def test_without_an_activity_a_deadline_is_the_coming_moment() -> None:
    assert read_moment("周四18点", now=WEDNESDAY, zone=SHANGHAI).start == datetime(2026, 11, 19, 18, tzinfo=SHANGHAI)


def test_a_deadline_cannot_lie_after_the_activity() -> None:
    with pytest.raises(ImpossibleTime) as refused:
        read_moment("12月5日18点", now=WEDNESDAY, zone=SHANGHAI, before=ACTIVITY)
    assert refused.value.reason is Flaw.NOT_BEFORE


@pytest.mark.parametrize("text", ["昨天18点", "提前三周18点", "提前500小时"])
def test_a_deadline_that_has_passed_is_refused(text: str) -> None:
    with pytest.raises(TimePast):
        read_moment(text, now=WEDNESDAY, zone=SHANGHAI, before=ACTIVITY)


def test_the_hour_of_a_deadline_is_asked_for_when_it_may_be_two() -> None:
    with pytest.raises(AmbiguousTime) as refused:
        read_moment("周四5点", now=WEDNESDAY, zone=SHANGHAI, before=ACTIVITY)
    assert [f"{choice:%d %H}" for choice in refused.value.candidates] == ["03 17", "03 05"]


@pytest.mark.parametrize("text", ["前一天18点", "当天12点", "尽快", "2小时前"])
def test_a_deadline_that_counts_from_nothing_is_not_read(text: str) -> None:
    with pytest.raises(NoTime):
        read_moment(text, now=WEDNESDAY, zone=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年7月1日", date(2018, 7, 1)),
        ("2018-07-01", date(2018, 7, 1)),
        ("周五", date(2026, 11, 20)),
        ("下周五", date(2026, 11, 27)),
        ("昨天", date(2026, 11, 17)),
        ("三年后", date(2029, 11, 18)),
        ("明年12月31日", date(2027, 12, 31)),
        ("腊月初八", date(2027, 1, 15)),
        ("tomorrow", date(2026, 11, 19)),
        ("27 November 2026", date(2026, 11, 27)),
        ("3月1日", date(2027, 3, 1)),
        ("11月10日", date(2026, 11, 10)),
    ],
)
def test_a_day_is_read_alone_and_may_be_past(text: str, expected: date) -> None:
    assert read_day(text, now=WEDNESDAY, zone=SHANGHAI) == expected


@pytest.mark.parametrize("text", ["15:00", "周五 学党史", "学党史", ""])
def test_what_is_not_just_a_day_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NoTime):
        read_day(text, now=WEDNESDAY, zone=SHANGHAI)


def test_a_day_that_may_be_two_is_asked_for() -> None:
    with pytest.raises(AmbiguousTime) as refused:
        read_day("周末", now=WEDNESDAY, zone=SHANGHAI)
    assert refused.value.facts()["candidates"] == (date(2026, 11, 21), date(2026, 11, 22))
    with pytest.raises(RepeatingTime):
        read_day("每周五", now=WEDNESDAY, zone=SHANGHAI)


def test_a_day_beyond_the_calendar_is_too_far() -> None:
    with pytest.raises(ImpossibleTime) as refused:
        read_day("九百九十九个工作日后", now=datetime(9999, 6, 1, tzinfo=UTC), zone=SHANGHAI)
    assert refused.value.reason is Flaw.TOO_FAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17点", time(17)),
        ("17:00", time(17)),
        ("１７：００", time(17)),
        ("下午五点半", time(17, 30)),
        ("晚上8点", time(20)),
        ("晚上12点", time(0)),
        ("24:00", time(0)),
        ("0点", time(0)),
        ("05:00", time(5)),
        ("8点", time(8)),
        ("中午12点", time(12)),
        ("5pm", time(17)),
        ("5:30 pm", time(17, 30)),
        ("noon", time(12)),
        ("midnight", time(0)),
        (" 9点一刻 ", time(9, 15)),
    ],
)
def test_a_time_of_day_is_read_alone(text: str, expected: time) -> None:
    assert read_clock(text) == expected


def test_an_hour_that_may_be_two_is_asked_for() -> None:
    with pytest.raises(AmbiguousClock) as refused:
        read_clock("5点半")
    assert refused.value.facts() == {"text": "5点半", "afternoon": "17:30", "morning": "05:30"}


@pytest.mark.parametrize("text", ["周五17点", "17", "晚上", "", "17点学习"])
def test_what_is_not_just_a_time_of_day_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NoTime):
        read_clock(text)


def test_a_time_of_day_has_to_be_on_the_clock() -> None:
    with pytest.raises(ImpossibleTime) as refused:
        read_clock("25:00")
    assert (refused.value.reason, refused.value.value, refused.value.limit) == (Flaw.HOUR, 25, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22点到7点", (time(22), time(7))),
        ("22:00-07:00", (time(22), time(7))),
        ("22:00–7:00", (time(22), time(7))),
        ("晚上10点到早上7点", (time(22), time(7))),
        ("晚上十点半至早上六点半", (time(22, 30), time(6, 30))),
        ("12点到14点", (time(12), time(14))),
        ("中午12点到2点", (time(12), time(14))),
        ("10pm to 7am", (time(22), time(7))),
        ("10pm-7am", (time(22), time(7))),
        ("16:00-14:00", (time(16), time(14))),
    ],
)
def test_a_stretch_of_the_day_may_go_over_midnight(text: str, expected: tuple[time, time]) -> None:
    assert read_clock_range(text) == expected


def test_a_stretch_of_the_day_has_two_different_ends() -> None:
    with pytest.raises(ImpossibleTime):
        read_clock_range("22:00-22:00")
    with pytest.raises(AmbiguousClock):
        read_clock_range("5点到7点")
    for text in ("22:00", "夜里", "22点到周五7点"):
        with pytest.raises(NoTime):
            read_clock_range(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("周一", 0), ("周五", 4), ("星期天", 6), ("礼拜日", 6), ("周5", 4), ("每周五", 4), ("Fri", 4), ("sunday", 6)],
)
def test_a_weekday_is_read_by_name(text: str, expected: int) -> None:
    assert read_weekday(text) == expected


@pytest.mark.parametrize("text", ["周末", "下周五", "周八", "五月", ""])
def test_what_is_no_weekday_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NoTime):
        read_weekday(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("提前2天", timedelta(days=2)),
        ("两天", timedelta(days=2)),
        ("2天前", timedelta(days=2)),
        ("1小时", timedelta(hours=1)),
        ("一个小时", timedelta(hours=1)),
        ("90分钟", timedelta(minutes=90)),
        ("半小时", timedelta(minutes=30)),
        ("半天", timedelta(hours=12)),
        ("一个半小时", timedelta(minutes=90)),
        ("两小时半", timedelta(minutes=150)),
        ("1小时30分钟", timedelta(minutes=90)),
        ("一百二十分钟", timedelta(minutes=120)),
        ("一百零五分钟", timedelta(minutes=105)),
        ("三刻钟", timedelta(minutes=45)),
        ("1.5小时", timedelta(minutes=90)),
        ("一天零两小时", timedelta(hours=26)),
        ("两周", timedelta(weeks=2)),
        ("2d", timedelta(days=2)),
        ("1 day", timedelta(days=1)),
        ("48h", timedelta(hours=48)),
        ("1h30m", timedelta(minutes=90)),
        ("an hour and a half", timedelta(minutes=90)),
        ("half an hour", timedelta(minutes=30)),
        ("for 2 hours", timedelta(hours=2)),
        ("2 hours before", timedelta(hours=2)),
    ],
)
def test_a_length_of_time_is_read(text: str, expected: timedelta) -> None:
    assert read_duration(text) == expected


@pytest.mark.parametrize("text", ["两个月", "三个工作日", "很久", "2", "半个月", "1.5个月", ""])
def test_a_length_that_is_not_fixed_is_not_read(text: str) -> None:
    with pytest.raises(NoTime):
        read_duration(text)


def test_a_time_far_behind_a_long_text_is_not_looked_for() -> None:
    with pytest.raises(NoTime):
        read("学" * 400 + " 周五15:00", now=WEDNESDAY, zone=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("周五15:00或周六9:00 学党史", ["学党史", "学党史"]),
        ("学党史 周五15:00、周六9:00", ["学党史", "学党史"]),
        ("周五上午8:30-11:30，下午2:30-5:00 学党史", ["学党史", "学党史"]),
        ("周五、周六 参观", ["参观", "参观"]),
        ("传达周一9:00会议精神 周五15:00", ["传达 会议精神 周五15:00", "传达周一9:00会议精神"]),
        ("下周四 学雷锋 周五15:00", ["下周四 学雷锋", "学雷锋"]),
    ],
)
def test_the_title_is_what_is_left_when_one_of_several_times_is_chosen(text: str, titles: list[str]) -> None:
    with pytest.raises(AmbiguousTime) as asked:
        read(text, now=WEDNESDAY, zone=SHANGHAI)
    assert [choice.rest for choice in asked.value.readings] == titles
