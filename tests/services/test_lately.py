"""What a house that starts knows of where the one before it wrote last."""

from datetime import timedelta

from sqlmodel import Session, select

from bot.chat import Audience
from bot.models.deliveries import Board, Delivery, State
from bot.services import lately
from tests.announced import publish
from tests.scene import Scene


def places(pair: Scene) -> list[tuple[str, Audience, float]]:
    """Return the chats, the latest last, and how many seconds ago they were written to."""
    now = pair.world.clock.now()
    found = pair.world.do(lambda ledger: lately.written_to(ledger, now))
    return [(to.chat, to.audience, (now - at).total_seconds()) for to, at in found]


def sending(ledger: Session) -> None:
    """Be on the way with everything, as a house is that dies."""
    for delivery in ledger.exec(select(Delivery)):
        delivery.state, delivery.done_at = State.ATTEMPTING, None
    for board in ledger.exec(select(Board)):
        board.drawn_at = None


def test_whoever_just_got_a_message_is_known_and_nobody_who_got_one_long_ago(pair: Scene) -> None:
    publish(pair)
    pair.world.clock.advance(seconds=1)
    people = {(person.user, Audience.PRIVATE, 1.0) for person in (pair.chen, pair.li, pair.wang, pair.mei, pair.lan)}
    assert {*places(pair)} <= {*people, (Scene.GROUP, Audience.GROUP, 1.0)}
    assert (Scene.GROUP, Audience.GROUP, 1.0) in places(pair)
    assert (pair.mei.user, Audience.PRIVATE, 1.0) in places(pair)
    pair.world.clock.advance(seconds=6)
    assert places(pair) == []


def test_what_was_being_sent_when_the_house_died_may_arrive_only_now(pair: Scene) -> None:
    publish(pair)
    pair.world.do(sending)
    pair.world.clock.advance(hours=1)
    assert (pair.mei.user, Audience.PRIVATE, 0.0) in places(pair)
    assert (Scene.GROUP, Audience.GROUP, 0.0) in places(pair)


def test_what_a_clock_wrote_that_was_set_back_since_is_not_waited_for(pair: Scene) -> None:
    publish(pair)
    pair.world.clock.set(pair.world.clock.now() - timedelta(hours=1))
    assert places(pair) == []
