"""What was planned in time and is late: quiet hours are asked again when it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, Lane, State
from bot.services import outbox
from tests.announced import FRIDAY
from tests.jobs.post import Post
from tests.world import MONDAY

EVENING, NIGHT, MORNING = (
    MONDAY.replace(hour=21, minute=30),
    MONDAY.replace(day=24, hour=1),
    MONDAY.replace(day=24, hour=7),
)


def _plan(post: Post, key: str, *, lane: Lane = Lane.BULK, what: str = "invitation", **more: Any) -> int:
    """Plan a card to Mei of an event on Friday, due now."""
    event, now = post.pair.event(key, FRIDAY), post.clock.now()

    def plan(ledger: Session) -> int:
        values: dict[str, Any] = {"member_id": post.pair.ids["梅老师"], "event_id": event, **more}
        outbox.plan(ledger, key=key, what=what, now=now, lane=lane, **values)
        return ledger.exec(select(Delivery.id).order_by(col(Delivery.id).desc())).first() or 0

    return post.pair.world.do(plan)


def test_what_comes_into_quiet_hours_waits_for_the_morning_and_keeps_its_order(post: Post) -> None:
    post.clock.set(EVENING)
    first = _plan(post, "学党史")
    post.later(minutes=5)
    second = _plan(post, "科技大集")
    post.clock.set(NIGHT)
    while post.once():
        pass
    assert post.pair.mei.thread() == []
    assert [post.row(one).due_at for one in (first, second)] == [MORNING, MORNING]
    post.clock.set(MORNING)
    assert post.once()
    assert (post.row(first).state, post.row(second).state) == (State.SENT, State.PLANNED)
    assert post.once()
    assert post.row(second).state is State.SENT


def test_what_would_be_too_late_in_the_morning_is_missed(post: Post) -> None:
    post.clock.set(EVENING)
    sent = _plan(post, "学党史", too_late_at=MORNING)
    post.clock.set(NIGHT)
    assert post.once()
    assert (post.row(sent).state, post.row(sent).error) == (State.MISSED, "too late: quiet hours")
    assert not post.once()


def test_a_group_is_not_woken_either(post: Post) -> None:
    post.clock.set(EVENING)
    sent = _plan(post, "学党史", what="board", member_id=None, group_id=post.pair.group)
    post.clock.set(NIGHT)
    assert post.once()
    assert (post.row(sent).state, post.row(sent).due_at) == (State.PLANNED, MORNING)


@pytest.mark.parametrize("what", ["promoted", "answer-lost"])
def test_what_answers_nobody_who_is_up_is_told_in_the_morning(post: Post, what: str) -> None:
    post.clock.set(EVENING)
    told = _plan(post, "学党史", what=what, lane=Lane.INTERACTIVE)
    post.clock.set(NIGHT)
    assert post.once()
    assert (post.row(told).state, post.row(told).due_at) == (State.PLANNED, MORNING)


def test_what_answers_somebody_goes_out_at_any_hour(post: Post) -> None:
    post.clock.set(EVENING)
    sent = _plan(post, "学党史", lane=Lane.INTERACTIVE)
    post.clock.set(NIGHT)
    assert post.once()
    assert post.row(sent).state is State.SENT


def test_a_message_that_stands_is_rewritten_at_any_hour(post: Post) -> None:
    post.clock.set(EVENING)
    sent = post.invite()
    assert post.once()
    edit = post.rewrite(sent)
    post.clock.set(NIGHT)
    assert post.once()
    assert post.row(edit).state is State.SENT


def test_what_is_a_few_minutes_late_ends_what_was_begun(post: Post) -> None:
    post.clock.set(EVENING + timedelta(minutes=29))
    sent = _plan(post, "学党史")
    post.later(minutes=9)
    assert post.once()
    assert post.row(sent).state is State.SENT
