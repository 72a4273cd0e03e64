"""The board of a group: posted once, then edited in place at the group's pace."""

from sqlmodel import Session, select

from bot.models.deliveries import Board, Delivery, State
from bot.models.events import Event, Phase
from bot.services import boards, lately
from tests.announced import FRIDAY, publish
from tests.jobs.drawing import Drawing, two_events
from tests.scene import Scene


def boards_written(pair: Scene) -> int:
    """Return how many groups a house that starts now would still let rest."""
    return pair.world.do(lambda ledger: len(lately.written_to(ledger, pair.world.clock.now())))


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
