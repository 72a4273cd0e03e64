"""What becomes of a message that was being sent when the house died, or whose call was cut."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from bot.app import build
from bot.chat import EVERYWHERE, Address, Card, PerhapsSent, Reader
from bot.config import Database, Settings
from bot.models.deliveries import Delivery, State
from bot.models.events import Answer, Rsvp
from bot.rules.retries import DOUBT_PAUSE
from bot.services import doubts, outbox
from jobs.courier import Courier
from jobs.slots import Slots
from tests.scene import Scene
from tests.world import MONDAY, World

NOW = MONDAY


def _attempting(what: str, edits: int | None = None, group: int | None = None) -> Delivery:
    return Delivery(
        key=what, what=what, edits_id=edits, group_id=group, due_at=NOW, planned_at=NOW, state=State.ATTEMPTING
    )


@pytest.mark.parametrize("what", ["reminder", "invitation", "unreachable"])
def test_what_goes_to_one_person_is_repeated_once(world: World, what: str) -> None:
    message = _attempting(what)
    world.do(lambda ledger: doubts.settle(ledger, message, NOW, "no answer"))
    assert (message.state, message.doubts, message.error) == (State.PLANNED, 1, "no answer")
    assert message.retry_at == NOW + DOUBT_PAUSE
    message.state = State.ATTEMPTING
    world.do(lambda ledger: doubts.settle(ledger, message, NOW, "no answer"))
    assert (message.state, message.doubts, message.done_at) == (State.UNKNOWN, 2, NOW)


@pytest.mark.parametrize("what", ["digest", "board"])
def test_what_goes_to_a_group_waits_for_a_person(pair: Scene, what: str) -> None:
    message = _attempting(what, group=pair.group)
    pair.world.do(lambda ledger: doubts.settle(ledger, message, NOW, "no answer"))
    assert (message.state, message.doubts) == (State.UNKNOWN, 1)


def test_the_rewriting_of_a_message_is_simply_done_again(world: World) -> None:
    first = _attempting("invitation")
    first.state = State.SENT

    def keep(ledger: Session) -> None:
        ledger.add(first)
        ledger.flush()
        edit = _attempting("moved", edits=first.id)
        doubts.settle(ledger, edit, NOW, "no answer")
        assert edit.state is State.PLANNED

    world.do(keep)


def test_a_rewriting_of_which_no_call_ever_comes_back_is_given_up(world: World) -> None:
    def keep(ledger: Session) -> None:
        first = _attempting("invitation")
        first.state = State.SENT
        ledger.add(first)
        ledger.flush()
        edit, now = _attempting("moved", edits=first.id), NOW
        for _ in range(6):
            doubts.settle(ledger, edit, now, "no answer")
            assert edit.state is State.PLANNED
            assert edit.retry_at is not None
            now = edit.retry_at
        doubts.settle(ledger, edit, now, "no answer")
        assert (edit.state, edit.doubts, edit.retry_at, edit.done_at) == (State.FAILED, 7, None, now)
        assert now < NOW + timedelta(hours=2)

    world.do(keep)


def _owed(pair: Scene) -> None:
    """Owe Mei the reminder of an event tomorrow, being sent at this moment."""
    event = pair.event("学党史", NOW.replace(day=24, hour=15))

    def owe(ledger: Session) -> None:
        member = pair.ids["梅老师"]
        ledger.add(Rsvp(event_id=event, member_id=member, answer=Answer.YES, answered_at=NOW))
        outbox.plan(
            ledger, key="r", what="reminder", now=NOW, member_id=member, event_id=event, due_at=NOW,
            seeks="coming", last=True, revision=0,
        )  # fmt: skip
        outbox.plan(ledger, key="d", what="digest", now=NOW, group_id=pair.group, partnership=1, week="2026-11-16")
        for row in ledger.exec(select(Delivery)):
            row.state = State.ATTEMPTING

    pair.world.do(owe)


def _states(pair: Scene) -> dict[str, State]:
    return pair.world.do(lambda ledger: {row.what: row.state for row in ledger.exec(select(Delivery))})


def test_a_house_that_died_while_sending_recovers_when_it_starts_again(pair: Scene) -> None:
    _owed(pair)
    url = str(pair.world.app.gate.engine.url)
    again = build(Settings(database=Database(url=url)), pair.world.clock)
    again.gate.close()
    assert _states(pair) == {"reminder": State.PLANNED, "digest": State.UNKNOWN, "unsure": State.PLANNED}
    pair.world.settle()
    pair.mei.hears("明天（11月24日 周二 15:00）", "可能重复")
    assert _states(pair) == {"reminder": State.SENT, "digest": State.UNKNOWN, "unsure": State.SENT}


class CutOff:
    """A channel whose calls leave and never come back."""

    name = "web"
    rewrites = EVERYWHERE

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        raise PerhapsSent("no answer")

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        raise PerhapsSent("no answer")

    async def run(self) -> None:
        """Hear nothing."""


def test_a_call_that_was_cut_is_in_doubt_as_well(pair: Scene) -> None:
    _owed(pair)
    world = pair.world
    world.do(lambda ledger: ledger.execute(update(Delivery).values(state=State.PLANNED)))
    courier = Courier(world.app.gate, world.clock, {"web": CutOff()}, world.app.house, Slots(world.clock))

    async def deliver() -> None:
        while await courier.deliver_one():
            pass

    world.do(lambda ledger: ledger.delete(ledger.exec(select(Delivery).where(Delivery.what == "digest")).one()))
    world.loop.run_until_complete(deliver())
    assert _states(pair) == {"reminder": State.PLANNED}
    world.clock.advance(minutes=1)
    world.loop.run_until_complete(deliver())
    assert _states(pair) == {"reminder": State.UNKNOWN}
