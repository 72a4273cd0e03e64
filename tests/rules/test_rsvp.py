"""What becomes of an answer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.events import Answer, Event, Kind, Phase, Rsvp
from bot.rules.refusals import Refusal
from bot.rules.rsvp import EventCancelled, EventOver, Mine, RsvpClosed, Verdict, decide, holding, over_at

START = datetime(2026, 11, 27, 7, tzinfo=UTC)
CLOSES = START - timedelta(hours=21)
NOW = START - timedelta(days=3)


def event(**more: Any) -> Event:
    """Return an event on Friday whose answers close on Thursday."""
    values: dict[str, Any] = {
        "uid": "x", "host_id": 1, "kind": Kind.STUDY, "title": "学党史", "starts_at": START, "reply_by": CLOSES,
        "made_at": NOW, "changed_at": NOW, "revision": 1, "phase": Phase.PUBLISHED,
    }  # fmt: skip
    return Event(**{**values, **more})


def said(answer: Answer, **more: Any) -> Rsvp:
    """Return an answer for the event's present time."""
    values: dict[str, Any] = {"event_id": 1, "member_id": 1, "answer": answer, "revision": 1, "answered_at": NOW}
    return Rsvp(**{**values, **more})


def test_a_first_answer_is_taken() -> None:
    assert decide(event(), None, Answer.YES, taken_seats=0, now=NOW) is Verdict.SEATED
    assert decide(event(), None, Answer.NO, taken_seats=0, now=NOW) is Verdict.NOTED
    assert decide(event(), None, Answer.MAYBE, taken_seats=0, now=NOW) is Verdict.NOTED


def test_the_same_tap_twice_is_no_change_even_after_the_deadline() -> None:
    late = CLOSES + timedelta(hours=1)
    assert decide(event(), said(Answer.YES), Answer.YES, taken_seats=0, now=late) is Verdict.UNCHANGED


def test_an_answer_for_an_older_time_does_not_count() -> None:
    old = said(Answer.YES, revision=0)
    assert holding(event(), old) is None
    assert decide(event(), old, Answer.YES, taken_seats=0, now=NOW) is Verdict.SEATED
    with pytest.raises(RsvpClosed):
        decide(event(), old, Answer.YES, taken_seats=0, now=CLOSES)


@pytest.mark.parametrize(
    ("changes", "now", "refusal"),
    [
        ({}, CLOSES, RsvpClosed),
        ({}, START + timedelta(hours=2), EventOver),
        ({"ends_at": START + timedelta(hours=1)}, START + timedelta(hours=1), EventOver),
        ({"phase": Phase.CANCELLED}, NOW, EventCancelled),
    ],
)
def test_what_comes_too_late_is_refused_for_its_own_reason(
    changes: dict[str, Any], now: datetime, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        decide(event(**changes), said(Answer.NO), Answer.YES, taken_seats=0, now=now)


def test_even_the_same_answer_to_a_cancelled_event_is_told_of_it() -> None:
    with pytest.raises(EventCancelled):
        decide(event(phase=Phase.CANCELLED), said(Answer.YES), Answer.YES, taken_seats=0, now=NOW)


def test_a_secretary_may_answer_until_it_is_over() -> None:
    late = START + timedelta(hours=1)
    assert decide(event(), None, Answer.NO, taken_seats=0, now=late, by_secretary=True) is Verdict.NOTED
    with pytest.raises(EventOver):
        decide(event(), None, Answer.NO, taken_seats=0, now=over_at(event()), by_secretary=True)


@given(seats=st.integers(1, 50), taken=st.integers(0, 60))
def test_a_seat_is_given_while_there_is_one(seats: int, taken: int) -> None:
    verdict = decide(event(seats=seats), None, Answer.YES, taken_seats=taken, now=NOW)
    assert (verdict is Verdict.SEATED) == (taken < seats)


def test_a_card_knows_what_it_shows() -> None:
    assert Mine(event()).answer is None
    assert Mine(event(), said(Answer.YES)).has_seat
    assert not Mine(event(), said(Answer.YES, waits_since=NOW), place=1).has_seat
    assert Mine(event(), said(Answer.NO)).wants_reason
    assert not Mine(event(), said(Answer.NO, words="出差")).wants_reason
