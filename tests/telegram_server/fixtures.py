"""The test server as pytest fixtures; import them into a conftest."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clock import HandClock
from tests.telegram_server.server import TelegramServer


@pytest.fixture
def hand_clock() -> HandClock:
    """A clock that stands at Friday, 20 November 2026, 10:00 in Shanghai."""
    return HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
async def telegram_server(hand_clock: HandClock) -> AsyncIterator[TelegramServer]:
    """A running Bot API; any violation of it fails the test at the end."""
    async with TelegramServer(hand_clock) as server:
        yield server
        assert not server.violations, "\n".join(server.violations)
