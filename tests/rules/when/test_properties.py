"""What holds for every text, every moment and every zone."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.rules.when import (
    Reading,
    WhenRefusal,
    read,
    read_clock,
    read_clock_range,
    read_day,
    read_duration,
    read_moment,
    say,
)
from tests.rules.when.test_phrases import ROWS

ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC",
        "America/St_Johns", "Pacific/Apia", "Africa/Cairo",
    )
]  # fmt: skip
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
minutes = moments.map(lambda moment: moment.replace(second=0, microsecond=0))
languages = st.sampled_from(["zh", "en"])
WORDS = sorted(
    set(chain.from_iterable([row[0], *row[0].split()] for _, row in ROWS))
    | set("年月日号点时分半刻周一二三四五六日十廿初正腊闰农历前后第个工作的最后一天到至-–:：/.0123456789 上下午晚")
    | {"UTC+", "am", "pm", "next ", "last ", "the ", "day ", "before ", "of ", "小时", "工作日", "每"}
)
lines = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=6).map("".join))
many = settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@many
@given(minutes, st.integers(1, 60 * 24 * 700), zones, languages, st.data())
def test_what_is_said_is_read_back_the_same(
    now: datetime, ahead: int, zone: ZoneInfo, language: str, data: st.DataObject
) -> None:
    start = now + timedelta(minutes=ahead)
    longest = 60 * 24 * 40
    end = data.draw(st.none() | st.integers(1, longest).map(lambda lasts: start + timedelta(minutes=lasts)))
    said = say(start.astimezone(zone), end, language=language, zone=zone, now=now)
    heard = read(said, now=now, zone=zone)
    assert (heard.start.astimezone(UTC), heard.end and heard.end.astimezone(UTC)) == (start, end), said
    assert (heard.rest, heard.has_time) == ("", True)


@many
@given(minutes, st.integers(0, 700), st.none() | st.integers(1, 40), zones, languages)
def test_days_that_are_said_are_read_back_the_same(
    now: datetime, ahead: int, lasts: int | None, zone: ZoneInfo, language: str
) -> None:
    day = now.astimezone(zone).date() + timedelta(days=ahead)
    start = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC).astimezone(zone)
    last = day + timedelta(days=lasts or 0)
    after = last + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC).astimezone(zone) if lasts else None
    said = say(Reading(start, end, "", "", has_time=False), language=language, zone=zone, now=now)
    heard = read(said, now=now, zone=zone)
    assert (heard.start, heard.end, heard.has_time) == (start, end, False), said


@many
@given(lines, moments, zones)
@example("13点农历闰十三月卅九", datetime(2026, 11, 18, tzinfo=UTC), ZONES[0])
def test_any_text_is_read_or_refused(text: str, now: datetime, zone: ZoneInfo) -> None:
    with suppress(WhenRefusal):
        reading = read(text, now=now, zone=zone)
        assert reading.start.tzinfo is zone
        assert reading.end is None or reading.end.astimezone(UTC) > reading.start.astimezone(UTC)
        day = now.astimezone(zone).date()
        assert reading.start.astimezone(UTC) > now if reading.has_time else _last_day(reading) >= day


def _last_day(reading: Reading) -> date:
    return ((reading.end - timedelta(minutes=1)) if reading.end else reading.start).date()


@many
@given(lines, moments, zones, st.integers(-100, 100_000))
def test_any_deadline_is_read_or_refused(text: str, now: datetime, zone: ZoneInfo, ahead: int) -> None:
    before = now + timedelta(minutes=ahead)
    with suppress(WhenRefusal):
        assert read_moment(text, now=now, zone=zone, before=before).start.astimezone(UTC) < before


@many
@given(lines, moments, zones)
def test_any_text_may_be_tried_as_a_part_of_a_time(text: str, now: datetime, zone: ZoneInfo) -> None:
    with suppress(WhenRefusal):
        read_day(text, now=now, zone=zone)
    for reader in (read_clock, read_clock_range, read_duration):
        with suppress(WhenRefusal):
            reader(text)


def _characters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


@many
@given(lines, moments, zones)
def test_no_character_of_a_line_is_lost(text: str, now: datetime, zone: ZoneInfo) -> None:
    with suppress(WhenRefusal):
        reading = read(text, now=now, zone=zone)
        assert _characters(reading.rest) + _characters(reading.matched) == _characters(text)


@many
@given(st.sampled_from([row[0] for _, row in ROWS]), moments, zones)
def test_what_was_matched_is_read_the_same_without_the_rest(text: str, now: datetime, zone: ZoneInfo) -> None:
    with suppress(WhenRefusal):
        reading = read(text, now=now, zone=zone)
        again = read(reading.matched, now=now, zone=zone)
        assert (again.start, again.end, again.has_time) == (reading.start, reading.end, reading.has_time)
