"""A Telegram server in the test's own loop, a village on it, and the real process beside them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from tests.faults.house import RealHouse
from tests.faults.village import Village
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """A Bot API with the machine's clock; any violation of it fails the test at the end."""
    async with TelegramServer(SystemClock()) as running:
        yield running
        assert not running.violations, "\n".join(running.violations)


@pytest.fixture
async def house(server: TelegramServer, tmp_path: Path) -> AsyncIterator[RealHouse]:
    """An installation; the test starts it."""
    house = RealHouse(tmp_path, server.url, server.token)
    yield house
    await house.kill()


@pytest.fixture
def village(server: TelegramServer, house: RealHouse, empty_house: Path) -> Village:
    """Two branches with three members; the database is there before the process is."""
    return Village(house.file, empty_house, server)
