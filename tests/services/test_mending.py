"""A house that died while it showed an answer shows it when it starts again, and only then."""

from datetime import timedelta

from sqlmodel import Session, col, select

from bot.models.deliveries import Board, Delivery, State, Update
from tests.announced import publish
from tests.scene import Scene


def _heard(pair: Scene) -> None:
    """Note that an update was taken in just now."""
    now = pair.world.clock.now()
    pair.world.do(lambda ledger: ledger.add(Update(channel="telegram", update=f"{now}", at=now)))


def _rewritings(pair: Scene) -> list[State]:
    query = select(Delivery).where(col(Delivery.edits_id).is_not(None)).order_by(col(Delivery.id))
    return pair.world.do(lambda ledger: [row.state for row in ledger.exec(query)])


def _dirty(pair: Scene) -> list[bool]:
    return pair.world.do(lambda ledger: [board.dirty_at is not None for board in ledger.exec(select(Board))])


def test_the_card_of_the_last_answer_is_drawn_again_once(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加")
    _heard(pair)
    assert _rewritings(pair) == []
    pair.world.restart()
    assert _rewritings(pair) == [State.PLANNED]
    pair.world.settle()
    pair.world.restart()
    assert _rewritings(pair) == [State.SENT]
    assert "您的回复：参加" in pair.mei.last().text


def test_answers_long_shown_are_left_alone(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加")
    pair.world.clock.advance(minutes=1)
    _heard(pair)
    pair.world.restart()
    assert _rewritings(pair) == []


def test_a_board_that_was_being_drawn_is_drawn_again(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加")
    pair.world.clock.advance(seconds=4)
    pair.world.settle()
    assert _dirty(pair) == [False]
    pair.world.restart()
    assert _dirty(pair) == [True]


def test_a_board_drawn_long_before_the_others_is_left_alone(pair: Scene) -> None:
    first = publish(pair)
    publish(pair, "科技大集")
    pair.world.clock.advance(seconds=4)
    pair.world.settle()

    def age(ledger: Session) -> None:
        board = ledger.exec(select(Board).where(Board.event_id == first)).one()
        assert board.drawn_at
        board.drawn_at -= timedelta(minutes=1)

    pair.world.do(age)
    pair.world.restart()
    assert sorted(_dirty(pair)) == [False, True]
