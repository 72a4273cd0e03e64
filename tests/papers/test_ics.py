"""Calendar files, read back as a calendar would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.chat import Reader
from bot.models.events import Kind
from bot.papers.ics import write_event, write_feed
from bot.rules.calendars import CalendarEntry, CalendarFeed, CalendarStatus

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ZH, EN = Reader("zh", SHANGHAI, NOW), Reader("en", NEW_YORK, NOW)
STUDY = CalendarEntry(
    uid="7f3k@jiedui",
    sequence=2,
    created_at=datetime(2026, 11, 18, 1, 2, 3, tzinfo=UTC),
    changed_at=datetime(2026, 11, 19, 4, 5, 6, tzinfo=UTC),
    status=CalendarStatus.CONFIRMED,
    kind=Kind.STUDY,
    title="学习二十届四中全会精神",
    starts_at=datetime(2026, 11, 27, 7, tzinfo=UTC),
    ends_at=datetime(2026, 11, 27, 8, 30, tzinfo=UTC),
    place="友谊渠党性教育基地",
    speaker="希勤村支部书记",
    host="希勤村党支部",
)


def read(content: bytes) -> Event:
    """Return the one activity of a file."""
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def moment(event: Event, name: str) -> datetime:
    """Return a moment of an activity in UTC: Python calls no hour that comes twice equal to any other."""
    at = event.decoded(name)
    assert isinstance(at, datetime)
    return at.astimezone(UTC)


def test_one_activity_comes_back_as_it_went() -> None:
    event = read(write_event(STUDY, ZH))
    assert event["uid"] == STUDY.uid
    assert event["sequence"] == 2
    assert event.decoded("created") == STUDY.created_at
    assert event.decoded("last-modified") == event.decoded("dtstamp") == STUDY.changed_at
    assert event["status"] == "CONFIRMED"
    assert event["summary"] == STUDY.title
    assert event["location"] == STUDY.place
    assert event["description"] == "理论学习\n主讲：希勤村支部书记\n承办：希勤村党支部"
    assert moment(event, "dtstart") == STUDY.starts_at
    assert moment(event, "dtend") == STUDY.ends_at


def test_times_are_written_in_the_reader_s_zone_with_its_rules() -> None:
    text = write_event(STUDY, ZH).decode()
    assert "DTSTART;TZID=Asia/Shanghai:20261127T150000\r\n" in text
    assert "DTEND;TZID=Asia/Shanghai:20261127T163000\r\n" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n" in text


@pytest.mark.parametrize("day", [datetime(2026, 3, 8, 12, tzinfo=UTC), datetime(2026, 11, 1, 12, tzinfo=UTC)])
def test_days_of_summer_time_s_change_keep_their_moment(day: datetime) -> None:
    entry = replace(STUDY, starts_at=day, ends_at=day + timedelta(hours=1))
    assert moment(read(write_event(entry, EN)), "dtstart") == day


def test_the_hour_that_comes_twice_is_written_so_that_both_can_be_told_apart() -> None:
    first, second = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (5, 6))  # 1:30 and again 1:30
    for begins in (first, second):
        entry = replace(STUDY, starts_at=begins, ends_at=None)
        assert moment(read(write_event(entry, EN)), "dtstart") == begins


def test_an_activity_without_an_end_is_shown_as_an_hour() -> None:
    event = read(write_event(replace(STUDY, ends_at=None), ZH))
    assert "dtend" not in event
    assert event.decoded("duration") == timedelta(hours=1)


def test_what_is_not_known_is_not_written() -> None:
    event = read(write_event(replace(STUDY, place="", speaker="", host=""), ZH))
    assert "location" not in event
    assert event["description"] == "理论学习"


def test_there_are_no_addresses() -> None:
    event = read(write_event(STUDY, ZH))
    assert "organizer" not in event
    assert "attendee" not in event


def test_a_cancelled_activity_stays_in_the_feed_and_says_so() -> None:
    gone = replace(STUDY, status=CalendarStatus.CANCELLED, sequence=3, cancel_reason="场地维修")
    event = read(write_feed(CalendarFeed("张三的学习", (gone,)), ZH))
    assert event["status"] == "CANCELLED"
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "已取消：学习二十届四中全会精神"
    assert "取消原因：场地维修" in str(event["description"])


def test_a_feed_has_a_name_and_says_when_to_come_back() -> None:
    other = replace(STUDY, uid="other@jiedui", starts_at=STUDY.starts_at + timedelta(days=300))
    content = write_feed(CalendarFeed("张三的学习", (STUDY, other)), ZH)
    calendar = Calendar.from_ical(content)
    assert calendar["x-wr-calname"] == "张三的学习"
    assert calendar["method"] == "PUBLISH"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in content
    assert calendar["x-published-ttl"] == "PT1H"
    assert len(calendar.walk("VEVENT")) == 2
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_an_empty_feed_is_a_calendar() -> None:
    assert Calendar.from_ical(write_feed(CalendarFeed("空", ()), EN)).walk("VEVENT") == []


def test_the_same_feed_is_the_same_bytes() -> None:
    feed = CalendarFeed("张三的学习", (STUDY,))
    assert write_feed(feed, ZH) == write_feed(feed, replace(ZH, now=NOW + timedelta(days=2)))


def test_english_words_for_english_readers() -> None:
    assert "Held by: 希勤村党支部" in str(read(write_event(STUDY, EN))["description"])


HOSTILE = [
    'a,b;c\\d:e"f',
    "title\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "line\nATTACH:http://example.invalid",
    "\u202eevil\u2066",
    "\0\x07bell\x1b[31m",
    "=HYPERLINK(1)",
    "字" * 120,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_title_holds_it_stays_one_title_of_one_activity(text: str) -> None:
    evil = replace(STUDY, title=text, place=text, speaker=text, host=text)
    content = write_feed(CalendarFeed(text, (evil,)), ZH)
    event = read(content)
    assert event["uid"] == STUDY.uid
    assert "attach" not in event
    assert "\u202e" not in str(event["summary"])
    assert "".join(str(event["summary"]).split()) == "".join(
        sign for sign in "".join(text.split()) if sign.isprintable() or sign == "字"
    )
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@given(st.text(max_size=60), st.integers(0, 2_000_000_000), st.integers(1, 10_000))
def test_any_text_and_any_moment_come_back(text: str, start: int, minutes: int) -> None:
    begins = datetime.fromtimestamp(start, UTC)
    entry = replace(STUDY, title=text, starts_at=begins, ends_at=begins + timedelta(minutes=minutes))
    event = read(write_event(entry, EN))
    assert moment(event, "dtstart") == begins
    assert moment(event, "dtend") == begins + timedelta(minutes=minutes)
    assert "\n" not in str(event["summary"])
