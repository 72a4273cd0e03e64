"""How a message stands, and what a person may decide about it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.models.deliveries import Delivery, State
from bot.models.events import Event, Kind
from bot.rules.deliveries import (
    KEEPS,
    Plight,
    Trouble,
    makes_sense,
    may_drop,
    may_have_arrived,
    may_send_again,
    plight,
    too_late_at,
    trouble,
)
from tests.world import MONDAY as NOW

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def delivery(state: State = State.PLANNED, **more: Any) -> Delivery:
    values: dict[str, Any] = {"key": "k", "what": "invitation", "due_at": NOW, "planned_at": NOW, "state": state}
    return Delivery(**{**values, **more})


def event(starts_at: datetime) -> Event:
    return Event(
        uid="e", host_id=1, kind=Kind.STUDY, title="学党史", starts_at=starts_at, reply_by=starts_at,
        made_at=NOW, changed_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "stands"),
    [
        (delivery(due_at=NOW + DAY), Plight.QUEUED),
        (delivery(due_at=NOW), Plight.QUEUED),
        (delivery(due_at=NOW - MINUTE), Plight.LATE),
        (delivery(due_at=NOW - MINUTE, retry_at=NOW + MINUTE), Plight.HELD),
        (delivery(due_at=NOW - MINUTE, retry_at=NOW), Plight.LATE),
        (delivery(State.ATTEMPTING, due_at=NOW - DAY), Plight.QUEUED),
        (delivery(State.FAILED), Plight.FAILED),
        (delivery(State.UNKNOWN), Plight.UNKNOWN),
        (delivery(State.MISSED), Plight.MISSED),
        (delivery(State.SENT), Plight.SETTLED),
        (delivery(State.DROPPED), Plight.SETTLED),
    ],
)
def test_how_a_message_stands(row: Delivery, stands: Plight) -> None:
    assert plight(row, NOW) is stands


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (delivery(), None),
        (delivery(State.SENT), None),
        (delivery(error="429"), Trouble.REFUSED),
        (delivery(State.FAILED, error="no address"), Trouble.REFUSED),
        (delivery(State.UNKNOWN, error="read timeout"), Trouble.CUT),
        (delivery(State.UNKNOWN, error="cut off by a restart"), Trouble.RESTART),
        (delivery(State.UNKNOWN, error="restored from a copy"), Trouble.RESTORED),
        (delivery(State.MISSED, error="too late: 429"), Trouble.TOO_LATE),
    ],
)
def test_why_a_message_is_not_there(row: Delivery, why: Trouble | None) -> None:
    assert trouble(row) is why


@pytest.mark.parametrize(
    ("row", "may"),
    [
        (delivery(State.FAILED), True),
        (delivery(State.UNKNOWN), True),
        (delivery(State.MISSED, error="too late"), True),
        (delivery(State.MISSED, error="too late: 429"), True),
        (delivery(State.MISSED, error="quiet"), False),
        (delivery(State.MISSED, error="cap"), False),
        (delivery(State.MISSED, error="late"), False),
        (delivery(State.FAILED, edits_id=3), False),
        (delivery(State.PLANNED), False),
        (delivery(State.ATTEMPTING), False),
        (delivery(State.SENT), False),
        (delivery(State.DROPPED), False),
    ],
)
def test_what_may_be_sent_again(row: Delivery, may: bool) -> None:
    assert may_send_again(row, None, NOW) is may


def test_an_invitation_makes_sense_until_its_event_begins_and_a_sheet_longer() -> None:
    about = event(NOW + DAY)
    assert makes_sense(delivery(), about, NOW + DAY - MINUTE)
    assert not makes_sense(delivery(), about, NOW + DAY)
    assert makes_sense(delivery(what="attendance"), about, NOW + 2 * DAY)


def test_a_digest_gives_way_to_that_of_the_next_week() -> None:
    digest = delivery(State.UNKNOWN, what="digest", group_id=1)
    assert may_send_again(digest, None, NOW + KEEPS - MINUTE)
    assert not may_send_again(digest, None, NOW + KEEPS)


def test_what_is_sent_again_may_be_a_day_late_but_never_outlives_its_sense() -> None:
    row = delivery(State.FAILED)
    assert too_late_at(row, None, NOW) == NOW + DAY
    assert too_late_at(row, event(NOW + MINUTE), NOW) == NOW + MINUTE
    assert too_late_at(row, None, NOW + KEEPS - MINUTE) == NOW + KEEPS
    assert too_late_at(delivery(State.FAILED, what="attendance"), event(NOW - DAY), NOW) == NOW + DAY


@pytest.mark.parametrize(
    ("row", "may"),
    [
        (delivery(), True),
        (delivery(State.FAILED), True),
        (delivery(State.UNKNOWN), True),
        (delivery(State.ATTEMPTING), False),
        (delivery(State.SENT), False),
        (delivery(State.MISSED, error="too late"), True),
        (delivery(State.MISSED, error="cap"), False),
        (delivery(edits_id=3), False),
    ],
)
def test_what_may_be_dropped(row: Delivery, may: bool) -> None:
    assert may_drop(row) is may


def test_only_in_a_group_can_one_look_whether_a_message_arrived() -> None:
    assert may_have_arrived(delivery(State.UNKNOWN, group_id=1))
    assert not may_have_arrived(delivery(State.UNKNOWN, member_id=1))
    assert not may_have_arrived(delivery(State.SENT, group_id=1))
