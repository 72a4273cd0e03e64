"""The board of a group when something goes wrong: it is drawn again, or left, and holds up nobody."""

import pytest
from sqlmodel import Session, select

from bot.chat import (
    AddressClosed,
    ChatMoved,
    MessageGone,
    Misconfigured,
    NotSent,
    PerhapsSent,
    Rejected,
)
from bot.models.deliveries import Delivery, State
from bot.models.people import Group, Member
from bot.rules.deliveries import turns
from bot.services import boards, outbox, resending
from tests.announced import FRIDAY, publish
from tests.jobs.drawing import Drawing, two_events
from tests.scene import Scene

SETTLED = (State.DROPPED, State.FAILED, State.UNKNOWN, State.MISSED, State.SENT)
"""A posting that was sent has no message where a coordinator has seen that it arrived."""


def unposted(pair: Scene, state: State) -> int:
    """Return an event whose board has no message: its posting stands so."""
    event = pair.event("学党史", FRIDAY)

    def plan(ledger: Session) -> None:
        now = pair.world.clock.now()
        boards.open_boards(ledger, event, (pair.group,), now)
        key = f"board:{event}:{pair.group}:{Scene.GROUP}"
        outbox.plan(ledger, key=key, what="board", group_id=pair.group, event_id=event, now=now, too_late_at=FRIDAY)
        ledger.exec(select(Delivery)).one().state = state

    pair.world.do(plan)
    return event


@pytest.mark.parametrize("failure", [NotSent("429", 20), NotSent("cut"), PerhapsSent("timeout")])
def test_an_edit_that_may_not_have_worked_is_made_again(pair: Scene, drawing: Drawing, failure: Exception) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [failure]
    assert drawing.once()
    assert "参加 1" not in drawing.text
    assert drawing.later(20).once()
    assert "参加 1" in drawing.text


def test_a_group_that_asks_for_rest_gets_it(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [NotSent("429", 20)]
    assert drawing.once()
    assert not drawing.later(19).once()
    assert drawing.later(1).once()


def test_a_board_is_drawn_again_although_the_database_was_away_when_the_edit_failed(
    pair: Scene, drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [NotSent("429", 20)]
    drawing.channel.before = drawing.lose_the_database
    assert drawing.once()
    assert drawing.waits == [20]
    assert "is not written yet" in caplog.text
    caplog.clear()
    assert drawing.later(20).once()
    assert "参加 1" in drawing.text


def test_a_fault_of_ours_is_logged_and_the_board_drawn_again(
    pair: Scene, drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [ValueError("ours")]
    assert drawing.once()
    assert "ValueError: ours" in caplog.text
    caplog.clear()
    assert drawing.later().once()
    assert "参加 1" in drawing.text


def test_a_board_our_fault_stops_each_time_is_left_until_something_changes(
    pair: Scene, drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [ValueError("ours") for _ in range(3)]
    assert [drawing.later().once() for _ in range(4)] == [True, True, True, False]
    caplog.clear()
    assert drawing.answer("兰婶", event).once()
    assert "参加 1 · 请假 0" in drawing.text


def test_an_edit_that_failed_has_a_line_in_the_log(
    pair: Scene, drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [PerhapsSent("timeout")]
    assert drawing.once()
    assert "board 1 was not redrawn: PerhapsSent" in caplog.text


def test_boards_wait_for_a_token_to_be_mended(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [Misconfigured("token", everywhere=True)]
    assert drawing.once()
    assert drawing.slots.rests("web")
    assert drawing.later().once()
    assert "参加 1" in drawing.text


@pytest.mark.parametrize("state", [State.PLANNED, *SETTLED])
def test_a_board_without_a_message_is_not_looked_at_again_and_again(
    pair: Scene, drawing: Drawing, state: State
) -> None:
    event = unposted(pair, state)
    drawing.answer("梅老师", event)
    assert not drawing.once()
    assert pair.world.do(lambda ledger: boards.next_to_draw(ledger, pair.world.clock.now())) == []


def test_a_board_on_its_way_is_drawn_again_once_it_has_arrived(pair: Scene, drawing: Drawing) -> None:
    event = unposted(pair, State.ATTEMPTING)
    drawing.answer("梅老师", event)
    assert not drawing.once()
    assert len(pair.world.do(lambda ledger: boards.next_to_draw(ledger, pair.world.clock.now()))) == 1


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN])
def test_a_board_that_is_sent_after_all_shows_what_was_answered_meanwhile(
    pair: Scene, drawing: Drawing, state: State
) -> None:
    event = unposted(pair, state)
    drawing.answer("梅老师", event).once()

    def send(ledger: Session) -> None:
        chen = ledger.get_one(Member, pair.ids["陈联络"])
        posting = ledger.exec(select(Delivery).where(Delivery.what == "board")).one()
        seen = turns(posting)
        resending.send_again(ledger, by=chen, delivery_id=posting.id or 0, seen=seen, now=pair.world.clock.now())

    pair.world.do(send)
    pair.world.settle()
    assert "参加 1" in drawing.text
    assert drawing.answer("兰婶", event).later().once()
    assert drawing.text.count("参加 1") == 2


def test_a_board_that_was_removed_is_not_posted_again(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [MessageGone("deleted")]
    assert drawing.once()
    drawing.answer("兰婶", event)
    assert not drawing.later().once()
    pair.world.settle()
    assert len(pair.mei.thread(Scene.GROUP)) == 1


def test_a_group_that_is_gone_is_closed(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [AddressClosed("kicked")]
    assert drawing.once()
    assert pair.world.do(lambda ledger: ledger.get_one(Group, pair.group).closed_at) is not None
    assert not drawing.answer("兰婶", event).later().once()


def test_a_group_that_moved_is_followed(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [ChatMoved("super-pair")]
    assert drawing.once()
    assert pair.world.do(lambda ledger: ledger.get_one(Group, pair.group).chat) == "super-pair"


def test_an_edit_the_platform_will_never_take_is_logged_and_left(
    pair: Scene, drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event)
    drawing.channel.failures = [Rejected("too odd")]
    assert drawing.once()
    assert "too odd" in caplog.text
    caplog.clear()
    assert not drawing.later().once()


def test_a_board_that_cannot_be_drawn_does_not_stop_the_others(
    pair: Scene, drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    poison, healthy = two_events(pair)

    def spoil(ledger: Session) -> None:
        ledger.connection().exec_driver_sql("UPDATE event SET phase = 'nonsense' WHERE id = ?", (poison,))

    drawing.later().answer("梅老师", poison).later().answer("梅老师", healthy)
    pair.world.do(spoil)
    assert drawing.once()
    assert "cannot be drawn" in caplog.text
    caplog.clear()
    assert "参加 1" in pair.mei.thread(Scene.GROUP)[1].text
