"""When a board is posted again where nothing can be rewritten. Deadline Thursday 18:00, the event Friday 15:00."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.models.events import Event, Kind, Phase
from bot.models.people import Partnership, PartnershipKind
from bot.rules.boards import turn
from tests.world import BEIJING, MONDAY

DAYS = {"周一": 23, "周二": 24, "周三": 25, "周四": 26, "周五": 27, "周日": 22}

PAIR = Partnership(
    kind=PartnershipKind.PAIR, name="红色对子", zone="Asia/Shanghai", language="zh", quiet_from=time(22),
    quiet_to=time(7), daily_cap=4, digest_weekday=4, digest_at=time(17), created_at=MONDAY,
)  # fmt: skip


def at(words: str) -> datetime:
    """Return the moment "周四15:00" of the week means."""
    hour, minute = map(int, words[2:].split(":"))
    return datetime(2026, 11, DAYS[words[:2]], hour, minute, tzinfo=BEIJING)


def event(deadline: str = "周四18:00", starts: str = "周五15:00", **more: object) -> Event:
    """Return an announced event that was last changed before everything."""
    long_ago = MONDAY - timedelta(days=9)
    values: dict[str, Any] = {
        "uid": "x", "partnership_id": 1, "host_id": 1, "kind": Kind.STUDY, "title": "学党史", "starts_at": at(starts),
        "reply_by": at(deadline), "phase": Phase.PUBLISHED, "made_at": long_ago, "changed_at": long_ago,
    }  # fmt: skip
    return Event(**{**values, **more})


def turn_at(now: str, one: Event | None = None, posted: str = "周日09:00", today: int = 0) -> str:
    """Return the moment whose turn it is at `now`, in words; empty: none."""
    found = turn(one or event(), PAIR, posted_at=at(posted), today=today, now=at(now))
    weekday = {number: day for day, number in DAYS.items()}
    local = found.astimezone(BEIJING) if found else None
    return f"{weekday[local.day]}{local:%H:%M}" if local else ""


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("周二11:59", ""),
        ("周二12:00", "周二12:00"),  # what has gathered is shown at noon
        ("周二13:59", "周二12:00"),  # the house was down: once more, and by the same name
        ("周二14:00", ""),
        ("周四12:00", ""),  # the last call is near
        ("周四15:00", "周四15:00"),  # the last call
        ("周四17:30", "周四15:00"),
        ("周四17:31", ""),  # too late for anybody to answer by it
        ("周五12:00", "周五12:00"),  # how it ended
        ("周五15:00", ""),  # it has begun
    ],
)
def test_what_has_changed_is_shown_at_noon_and_before_the_deadline(now: str, moment: str) -> None:
    assert turn_at(now) == moment


def test_fresh_counts_are_four_hours_apart() -> None:
    assert turn_at("周二12:00", posted="周二08:01") == ""
    assert turn_at("周二12:00", posted="周二08:00") == "周二12:00"
    assert turn_at("周四15:30", posted="周四12:00") == ""
    assert turn_at("周四16:00", posted="周四12:00") == "周四15:00"
    assert turn_at("周四17:00", posted="周四14:00") == ""


def test_the_last_call_comes_once() -> None:
    assert turn_at("周四17:00", posted="周四15:00") == ""
    assert turn_at("周四17:30", posted="周四15:10") == ""


def test_a_group_gets_two_a_day_at_most_and_only_one_of_them_at_noon() -> None:
    assert turn_at("周二12:00", today=1) == ""
    assert turn_at("周四15:00", today=1) == "周四15:00"
    assert turn_at("周四15:00", today=2) == ""


@pytest.mark.parametrize(
    ("deadline", "moment"),
    [
        ("周四08:00", "周四07:00"),  # three hours before is at night: when the night is over
        ("周四06:00", "周三19:00"),  # by then it would be over: the evening before
        ("周四07:20", "周三19:00"),
        ("周三23:30", "周三20:30"),
        ("周四01:10", "周三19:00"),
    ],
)
def test_a_last_call_is_never_at_night(deadline: str, moment: str) -> None:
    one = event(deadline)
    assert turn_at(moment, one) == moment
    assert turn_at("周四05:00", one) == ""


def test_a_change_of_the_event_is_told_once_it_has_settled_and_not_at_night() -> None:
    one = event(changed_at=at("周二09:00"))
    assert turn_at("周二09:04", one, posted="周二08:30") == ""
    assert turn_at("周二09:05", one, posted="周二08:30", today=2) == "周二09:00"
    assert turn_at("周二09:06", one, posted="周二09:05") == ""
    assert turn_at("周二22:00", event(changed_at=at("周二21:58"))) == ""
    assert turn_at("周三07:00", event(changed_at=at("周二21:58"))) == "周二21:58"
    assert turn_at("周五14:30", event(changed_at=at("周五14:29"))) == "周五14:29"


def test_what_is_off_is_told_and_then_no_more() -> None:
    off = event(phase=Phase.CANCELLED, changed_at=at("周二09:00"))
    assert turn_at("周二09:10", off, posted="周一09:00") == "周二09:00"
    assert turn_at("周三12:00", off, posted="周二09:10") == ""
