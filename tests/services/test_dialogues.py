from datetime import UTC, datetime

from sqlmodel import Session

from bot.chat import Address, Request, Sender
from bot.services import dialogues
from tests.world import World

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def _request(world: World, message: str = "") -> Request:
    return Request(Sender("web", "u1"), Address("web", "u1"), NOON, world.app.house, message=message)


def test_a_new_dialogue_takes_the_place_of_the_one_that_was_open(world: World) -> None:
    def unit(ledger: Session) -> tuple[str, dict[str, str], str]:
        dialogues.begin(ledger, _request(world), "first")
        dialogues.begin(ledger, _request(world, message="7"), "second", event=3, field="place")
        found = dialogues.current(ledger, _request(world))
        assert found is not None
        return found.topic, found.facts, found.message

    assert world.do(unit) == ("second", {"event": "3", "field": "place"}, "7")


def test_a_dialogue_ends_once_and_ending_none_is_no_fault(world: World) -> None:
    def unit(ledger: Session) -> bool:
        dialogues.begin(ledger, _request(world), "first")
        dialogues.end(ledger, _request(world))
        dialogues.end(ledger, _request(world))
        return dialogues.current(ledger, _request(world)) is None

    assert world.do(unit)
