"""The short way of a tap in the group comes to the same as the long one, and leaves to it whatever is not plain."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.chat import Address, Audience, Request, Sender
from bot.models.deliveries import Board, Delivery
from bot.models.events import Answer, Event, Kind, Phase, Rsvp
from bot.models.people import Category, Group, Member, Standing
from bot.services import express
from handlers import rsvp as handler
from tests.announced import publish
from tests.scene import Scene
from tests.world import World


def _request(pair: Scene, event: int, answer: str = "yes", *, update: str = "t1", revision: int = 0) -> Request:
    return Request(
        Sender("web", pair.mei.user, "梅老师"),
        Address("web", Scene.GROUP, Audience.GROUP),
        pair.world.clock.now(),
        pair.world.app.house,
        update=update,
        verb="rsvp",
        arguments={"event": str(event), "answer": answer, "revision": str(revision)},
    )


def _quickly(pair: Scene, request: Request) -> Any:
    return pair.world.do(lambda ledger: handler.at_once(request, ledger.connection()))


def _rows(world: World) -> dict[str, list[dict[str, Any]]]:
    def read(ledger: Session) -> dict[str, list[dict[str, Any]]]:
        return {
            table.__name__: [row.model_dump(exclude={"id"}) for row in ledger.exec(select(table))]
            for table in (Rsvp, Board, Delivery)
        }

    return world.do(read)


@pytest.fixture
def event(pair: Scene) -> int:
    return publish(pair)


@pytest.mark.parametrize("answers", [("yes",), ("maybe",), ("yes", "yes"), ("yes", "maybe"), ("maybe", "yes", "maybe")])
def test_it_leaves_the_same_rows_and_says_the_same(pair: Scene, event: int, answers: tuple[str, ...]) -> None:
    said, left = [], []
    savepoints: list[Callable[[Request, Session], Any]] = [
        lambda request, ledger: handler.at_once(request, ledger.connection()),
        handler.tapped,
    ]
    for way in savepoints:

        def tap(ledger: Session, way: Callable[[Request, Session], Any] = way) -> None:
            savepoint = ledger.begin_nested()
            member = ledger.get_one(Member, pair.ids["梅老师"])
            for number, answer in enumerate(answers):
                request = _request(pair, event, answer, update=f"t{number}")
                object.__setattr__(request, "member", member)
                reply = way(request, ledger)
                said.append((getattr(reply, "answered", None) and reply.answered.reply.line) or reply.line)
            ledger.flush()
            tables = (Rsvp, Board, Delivery)
            left.append([[row.model_dump(exclude={"id"}) for row in ledger.exec(select(table))] for table in tables])
            savepoint.rollback()

        pair.world.do(tap)
    half = len(said) // 2
    assert said[:half] == said[half:]
    assert left[0] == left[1]
    assert left[0][0]


def test_an_update_that_comes_again_changes_nothing(pair: Scene, event: int) -> None:
    assert not _quickly(pair, _request(pair, event)).answered.repeated
    before = _rows(pair.world)
    again = _quickly(pair, _request(pair, event, "maybe"))
    assert again.answered.repeated
    assert again.answered.reply.line is None
    assert _rows(pair.world) == before


def _change(pair: Scene, event: int, **values: object) -> None:
    def change(ledger: Session) -> None:
        row = ledger.get_one(Event, event)
        for name, value in values.items():
            setattr(row, name, value)

    pair.world.do(change)


def _of_member(pair: Scene, **values: object) -> None:
    def change(ledger: Session) -> None:
        row = ledger.get_one(Member, pair.ids["梅老师"])
        for name, value in values.items():
            setattr(row, name, value)

    pair.world.do(change)


def _let_group_go(pair: Scene) -> None:
    def close(ledger: Session) -> None:
        ledger.get_one(Group, pair.group).closed_at = pair.world.clock.now()

    pair.world.do(close)


def _call_party_members_only(pair: Scene, event: int) -> None:
    _change(pair, event, kind=Kind.GENERAL_MEETING)
    _of_member(pair, category=Category.ACTIVIST)


NOT_PLAIN: dict[str, Callable[[Scene, int], None]] = {
    "a limited number of seats": lambda pair, event: _change(pair, event, seats=30),
    "answers are closed": lambda pair, event: _change(pair, event, reply_by=pair.world.clock.now()),
    "it is cancelled": lambda pair, event: _change(pair, event, phase=Phase.CANCELLED),
    "it was moved": lambda pair, event: _change(pair, event, revision=1),
    "it is over": lambda pair, event: _change(
        pair,
        event,
        starts_at=pair.world.clock.now() - timedelta(days=1),
        ends_at=pair.world.clock.now() - timedelta(hours=22),
        reply_by=pair.world.clock.now() + timedelta(days=1),
    ),
    "a meeting it does not call them to": _call_party_members_only,
    "somebody who left": lambda pair, _: _of_member(pair, standing=Standing.LEFT),
    "somebody of another branch": lambda pair, _: _of_member(pair, branch_id=None),
    "a group that is bound no more": lambda pair, _: _let_group_go(pair),
}


@pytest.mark.parametrize("why", NOT_PLAIN)
def test_what_has_to_be_decided_goes_the_long_way(pair: Scene, event: int, why: str) -> None:
    NOT_PLAIN[why](pair, event)
    before = _rows(pair.world)
    assert _quickly(pair, _request(pair, event)) is None
    assert _rows(pair.world) == before


def test_leave_goes_the_long_way_for_it_is_asked_why(pair: Scene, event: int) -> None:
    assert _quickly(pair, _request(pair, event, "no")) is None


def test_whoever_was_never_asked_goes_the_long_way_and_gets_a_card(pair: Scene, event: int) -> None:
    def forget(ledger: Session) -> None:
        for row in ledger.exec(select(Delivery).where(Delivery.member_id == pair.ids["梅老师"])):
            ledger.delete(row)

    pair.world.do(forget)
    assert _quickly(pair, _request(pair, event)) is None


def test_a_stranger_goes_the_long_way(pair: Scene, event: int) -> None:
    taken = pair.world.do(
        lambda ledger: express.answer(
            ledger.connection(), sender=Sender("web", "nobody"), where=Address("web", Scene.GROUP), event_id=event,
            wanted=Answer.YES, revision=0, update="x", now=pair.world.clock.now(),
        )
    )  # fmt: skip
    assert taken is None
