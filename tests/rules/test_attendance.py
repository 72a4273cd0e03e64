"""Who counts when attendance is confirmed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.events import Answer, CheckIn, Event, Kind, Rsvp
from bot.models.people import Branch, Category, Member, Standing
from bot.rules import attendance

START = datetime(2026, 11, 27, 7, tzinfo=UTC)


def held(**more: Any) -> Event:
    """Return a study session of Friday."""
    values: dict[str, Any] = {
        "id": 1, "uid": "x", "host_id": 1, "kind": Kind.STUDY, "title": "学党史", "starts_at": START,
        "reply_by": START, "made_at": START, "changed_at": START,
    }  # fmt: skip
    return Event(**{**values, **more})


def came(*, guest: bool = False) -> CheckIn:
    """Return a check-in."""
    return CheckIn(event_id=1, member_id=1, guest=guest, at=START)


EVENT = held()
OFFICE = Branch(id=1, name="综合办公室党支部", created_at=START)


def member(**more: Any) -> Member:
    """Return a full member who was there long before."""
    values: dict[str, Any] = {
        "id": 1,
        "branch_id": 1,
        "name": "梅老师",
        "category": Category.FULL,
        "standing": Standing.ACTIVE,
    }
    return Member(**{**values, "joined_at": START - timedelta(days=300), **more})


LEAVE = Rsvp(event_id=1, member_id=1, answer=Answer.NO, revision=0, answered_at=START)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"category": Category.PROBATIONARY}, True),
        ({"category": Category.ACTIVIST}, False),
        ({"joined_at": START + timedelta(minutes=1)}, False),
        ({"standing": Standing.LEFT, "left_at": START - timedelta(days=1)}, False),
        ({"standing": Standing.LEFT, "left_at": START + timedelta(days=1)}, True),
        ({"standing": Standing.WAITING}, False),
        ({"standing": Standing.ERASED}, False),
    ],
)
def test_expected_is_who_was_with_the_branch_when_it_began_and_counts(
    changes: dict[str, object], expected: bool
) -> None:
    assert attendance.is_expected(EVENT, member(**changes)) is expected


def test_the_figures_tell_who_came_who_was_excused_and_who_sat_in() -> None:
    people = [
        attendance.person(EVENT, member(), came(), None),
        attendance.person(EVENT, member(), None, LEAVE),
        attendance.person(EVENT, member(), came(), LEAVE),
        attendance.person(EVENT, member(), None, None),
        attendance.person(EVENT, member(category=Category.ACTIVIST), came(guest=True), None),
        attendance.person(EVENT, member(category=Category.ACTIVIST), None, None),
    ]
    found = attendance.figures(EVENT, OFFICE, people, outside=2)
    assert (found.expected, found.came, found.excused, found.guests) == (4, 2, 1, 3)


def test_leave_from_another_time_of_the_event_is_none() -> None:
    moved = held(revision=1)
    assert attendance.person(moved, member(), None, LEAVE).leave is None


def test_somebody_noted_as_come_counts_as_they_did_then() -> None:
    assert attendance.person(EVENT, member(standing=Standing.ERASED), came(), None).expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三", ("张三",)),
        ("张三、李四，王五", ("张三", "李四", "王五")),
        ("张三 李四\n王五", ("张三", "李四", "王五")),
        ("张三，张三", ("张三",)),
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee, Bo Chen", ("Ann Lee", "Bo Chen")),
        ("阿依古丽·买买提 张三", ("阿依古丽·买买提", "张三")),
        ("=1+1", ()),
        ("张三、@", ()),
        ("", ()),
        ("、，", ()),
        ("长" * 41, ()),
    ],
)
def test_names_are_read_as_they_are_typed(text: str, names: tuple[str, ...]) -> None:
    assert attendance.read_names(text) == names


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    found = attendance.read_names(text)
    assert len(set(found)) == len(found)
    assert all(0 < len(name) <= 40 for name in found)


def test_a_record_made_more_than_three_days_after_is_late() -> None:
    def confirmed(after: timedelta) -> Event:
        return held(ends_at=START, confirmed_at=START + after)

    assert not attendance.is_late(held())
    assert not attendance.is_late(confirmed(timedelta(days=3)))
    assert attendance.is_late(confirmed(timedelta(days=3, seconds=1)))
