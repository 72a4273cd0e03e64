from collections.abc import AsyncIterator

import pytest

from bot.clock import HandClock
from tests.telegram_server.fixtures import hand_clock
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
