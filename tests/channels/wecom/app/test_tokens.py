"""The app's access token: one for all, fetched anew before it runs out or when WeCom takes it no more."""

import asyncio

import pytest

from bot.channels.wecom.app.tokens import Tokens
from bot.chat import NotSent
from bot.clock import HandClock
from tests.channels.wecom.app.house import AppHouse
from tests.channels.wecom.app.test_calls import hello
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.app.people import AppPerson


async def test_one_token_serves_until_shortly_before_it_runs_out(
    house: AppHouse, door: AppDoor, mei: AppPerson, hand_clock: HandClock
) -> None:
    await asyncio.gather(*(house.send(mei, hello(str(n))) for n in range(9)))
    hand_clock.advance(seconds=6899)
    await house.send(mei, hello())
    assert len(door.api.came("gettoken")) == 1
    hand_clock.advance(seconds=1)
    await asyncio.gather(*(house.send(mei, hello(str(n))) for n in range(9)))
    assert len(door.api.came("gettoken")) == 2
    assert len(mei.messages) == 19


async def test_a_token_revoked_in_the_middle_is_fetched_once_for_all(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    await house.send(mei, hello())
    door.app.revoke()
    await asyncio.gather(*(house.send(mei, hello(str(n))) for n in range(9)))
    assert len(mei.messages) == 10
    assert len(door.api.came("gettoken")) == 2


@pytest.mark.parametrize("code", [40014, 42001, 41001])
async def test_a_token_that_is_never_taken_is_tried_twice(
    house: AppHouse, door: AppDoor, mei: AppPerson, code: int
) -> None:
    door.goes_wrong("message/send", code, times=0)
    with pytest.raises(NotSent):
        await house.send(mei, hello())
    assert len(door.api.came("message/send")) == 2
    assert mei.messages == []


async def test_a_token_that_is_refused_late_costs_no_newer_one(hand_clock: HandClock) -> None:
    fetched = iter(["first", "second", "third"])

    async def fetch() -> tuple[str, float]:
        return next(fetched), 7200

    tokens = Tokens(fetch, hand_clock)
    assert await tokens.get() == "first"
    tokens.refused("first")
    assert await tokens.get() == "second"
    tokens.refused("first")
    assert await tokens.get() == "second"
