from collections.abc import AsyncIterator

import pytest
from telegram import Bot

import bot.channels.telegram as settings_of_the_library
from tests.telegram_server.fixtures import hand_clock, telegram_server
from tests.telegram_server.server import TelegramServer

__all__ = ["hand_clock", "settings_of_the_library", "telegram_server"]


@pytest.fixture
async def bot(telegram_server: TelegramServer) -> AsyncIterator[Bot]:
    base = telegram_server.url
    async with Bot(telegram_server.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as running:
        yield running
