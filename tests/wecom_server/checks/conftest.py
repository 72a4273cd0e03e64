from collections.abc import AsyncIterator

import httpx
import pytest

from bot.clock import HandClock
from tests.telegram_server.fixtures import hand_clock
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.checks.caller import Caller
from tests.wecom_server.checks.client import Client
from tests.wecom_server.server import WecomServer

__all__ = ["hand_clock"]


@pytest.fixture
async def server(hand_clock: HandClock) -> AsyncIterator[WecomServer]:
    """A corporation with a robot; what anybody does against the facts fails the test."""
    async with WecomServer(hand_clock) as server:
        yield server
        assert not server.world.violations, "\n".join(server.world.violations)


@pytest.fixture
async def client(server: WecomServer) -> AsyncIterator[Client]:
    """Somebody else's client, subscribed."""
    async with Client(server) as client:
        await client.ready.wait()
        yield client


@pytest.fixture
async def door(hand_clock: HandClock) -> AsyncIterator[AppDoor]:
    """A corporation with an app."""
    async with AppDoor(WecomServer(hand_clock)) as door:
        door.app.url = "http://127.0.0.1:9/"
        yield door
        assert not door.world.violations, "\n".join(door.world.violations)


@pytest.fixture
async def caller(door: AppDoor) -> AsyncIterator[Caller]:
    """Somebody with a token of the app."""
    async with httpx.AsyncClient(base_url=f"{door.url}/cgi-bin/") as http:
        caller = Caller(door, http)
        await caller.token_told()
        yield caller
