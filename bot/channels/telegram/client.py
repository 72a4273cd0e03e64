"""The HTTP client: python-telegram-bot's Bot, with the token kept out of every log."""

import logging

from telegram import Bot
from telegram.request import HTTPXRequest

from bot import config

LONG_POLL = 50


def make_bot(settings: config.Telegram) -> Bot:
    """Make the Bot for a token and an API address (`<api_url>/bot<token>/<method>`). Nothing is sent yet."""
    for library in ("httpx", "httpcore"):  # they log addresses, and the token is part of each
        logging.getLogger(library).setLevel(logging.WARNING)
    calls = HTTPXRequest(connection_pool_size=64, connect_timeout=5, read_timeout=10, write_timeout=10, pool_timeout=5)
    polls = HTTPXRequest(connection_pool_size=2, connect_timeout=5, read_timeout=10, pool_timeout=5)
    return Bot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
