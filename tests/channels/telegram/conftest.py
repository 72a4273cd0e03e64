from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import HandClock
from tests.channels.telegram.house import TelegramHouse
from tests.channels.telegram.whole import WholeHouse
from tests.telegram_server.fixtures import hand_clock, telegram_server
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer

__all__ = ["hand_clock", "telegram_server"]


@pytest.fixture
async def house(
    telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[TelegramHouse]:
    """A house that polls."""
    async with TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock) as running:
        yield running


@pytest.fixture
def mei(telegram_server: TelegramServer) -> User:
    """Somebody who has not met the bot."""
    return telegram_server.user("梅")


@pytest.fixture
async def whole(
    telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[WholeHouse]:
    """The whole house on Telegram."""
    async with WholeHouse(telegram_server, tmp_path, empty_house, hand_clock) as running:
        yield running
