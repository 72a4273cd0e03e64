"""The board of a group: posted once, then edited in place at the group's pace, whatever goes wrong."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.chat import AddressClosed, ChatMoved, MessageGone, NotSent, PerhapsSent, Rejected
from bot.models.deliveries import Board, Delivery, State
from bot.models.events import Answer, Event, Phase
from bot.models.people import Group, Member
from bot.services import boards, rsvp
from jobs.boards import Boards
from jobs.slots import Slots
from tests.announced import FRIDAY, publish
from tests.channels.moody import MoodyChannel
from tests.scene import Scene


class Drawing:
    """A board job of its own over a moody channel, beside the house's."""

    def __init__(self, pair: Scene) -> None:
        app = pair.world.app
        self.pair = pair
        self.channel = MoodyChannel(app.web)
        self.job = Boards(app.gate, pair.world.clock, {"web": self.channel}, app.house, Slots(app.clock))

    def once(self) -> bool:
        """Do one unit of work."""
        return self.pair.world.loop.run_until_complete(self.job.redraw_one())

    def later(self, seconds: float = 3) -> "Drawing":
        """Let time pass, with nobody else at work."""
        self.pair.world.clock.set(self.pair.world.clock.now() + timedelta(seconds=seconds))
        return self

    def answer(self, name: str, event_id: int, answer: Answer = Answer.YES) -> "Drawing":
        """Record an answer without letting the house settle."""

        def record(ledger: Session) -> None:
            member = ledger.get_one(Member, self.pair.ids[name])
            rsvp.record(ledger, member=member, event_id=event_id, wanted=answer, now=self.pair.world.clock.now())

        self.pair.world.do(record)
        return self

    @property
    def text(self) -> str:
        """What the group sees on the only board, posted before all else."""
        board, *others = self.pair.mei.thread(Scene.GROUP)
        assert not [other for other in others if other.text.startswith("📌")]
        return board.text


@pytest.fixture
def drawing(pair: Scene) -> Drawing:
    return Drawing(pair)


def two_events(pair: Scene) -> tuple[int, int]:
    """Announce two events, each with its board in the group."""
    first = publish(pair, "学党史")
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    return first, publish(pair, "科技大集")


def boards_written(pair: Scene) -> int:
    """Return how many groups a house that starts now would still let rest."""
    return pair.world.do(lambda ledger: len(boards.lately_written(ledger, pair.world.clock.now())))


def test_many_answers_make_one_edit_and_no_two_come_within_three_seconds(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.answer("梅老师", event).answer("兰婶", event)
    assert not drawing.once()
    assert drawing.later().once()
    assert not drawing.once()
    drawing.answer("王书记", event)
    assert not drawing.later(2.9).once()
    assert drawing.later(0.1).once()
    assert drawing.channel.edits == 2
    assert "希勤村党支部\n参加 2" in drawing.text


def test_two_boards_of_one_group_take_turns(pair: Scene, drawing: Drawing) -> None:
    first, second = two_events(pair)
    drawing.later(10).answer("梅老师", first).answer("梅老师", second)
    assert drawing.once()
    assert not drawing.once()
    assert drawing.later().once()
    assert not drawing.later().once()


def test_a_clock_that_is_set_back_keeps_no_board_waiting_for_the_old_time(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event).once()
    pair.world.clock.advance(hours=-1)
    assert boards_written(pair) == 0
    drawing.answer("兰婶", event)
    assert drawing.once()
    assert drawing.channel.edits == 2


def test_an_answer_during_the_edit_is_drawn_by_the_next_one(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    drawing.later().answer("梅老师", event).once()
    drawing.answer("兰婶", event)
    assert drawing.later().once()
    assert "希勤村党支部\n参加 1" in drawing.text


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


def test_the_posting_is_planned_once_and_left_to_the_courier(pair: Scene, drawing: Drawing) -> None:
    event = pair.event("学党史", FRIDAY)
    pair.world.do(lambda ledger: boards.open_boards(ledger, event, (pair.group,), pair.world.clock.now()))
    assert drawing.once()
    assert not drawing.once()
    posted = pair.world.do(lambda ledger: ledger.exec(select(Delivery.key, Delivery.state)).all())
    assert posted == [(f"board:{event}:{pair.group}:{Scene.GROUP}", State.PLANNED)]
    pair.world.settle()
    assert "📌 学党史" in drawing.text
    pair.world.do(lambda ledger: boards.open_boards(ledger, event, (pair.group,), pair.world.clock.now()))
    assert len(pair.world.do(lambda ledger: ledger.exec(select(Board)).all())) == 1


def test_nothing_is_posted_at_night_nor_for_what_was_cancelled_by_the_morning(pair: Scene) -> None:
    pair.world.pass_to(FRIDAY.replace(day=24, hour=23))
    kept, dropped = publish(pair, "学党史"), publish(pair, "科技大集")

    def cancel(ledger: Session) -> None:
        ledger.get_one(Event, dropped).phase = Phase.CANCELLED

    pair.world.do(cancel)
    assert pair.mei.thread(Scene.GROUP) == []
    pair.world.pass_to(FRIDAY.replace(day=25, hour=7))
    (board,) = pair.mei.thread(Scene.GROUP)
    assert "学党史" in board.text
    assert kept < dropped


def test_the_board_says_when_answers_are_closed_and_when_it_is_over(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)
    pair.mei.taps("待定")
    pair.world.pass_to(FRIDAY.replace(hour=8))
    assert "待定 1 · 未回复 2" in drawing.text

    def dirty(ledger: Session) -> None:
        boards.mark_dirty(ledger, event, pair.world.clock.now())

    pair.world.do(dirty)
    pair.world.settle()
    assert "回复已于 11月26日 周四 18:00 截止" in drawing.text
    pair.world.pass_to(FRIDAY.replace(hour=17))
    assert "活动已结束" in drawing.text


def test_a_cancelled_event_says_so_on_its_board(pair: Scene, drawing: Drawing) -> None:
    event = publish(pair)

    def cancel(ledger: Session) -> None:
        found = ledger.get_one(Event, event)
        found.phase, found.cancel_reason = Phase.CANCELLED, "场地维修"
        boards.mark_dirty(ledger, event, pair.world.clock.now())

    pair.world.do(cancel)
    drawing.later().once()
    assert "已取消。原因：场地维修" in drawing.text
