"""The HTTP client: python-telegram-bot's Bot, with the token kept out of every log."""

import logging
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

from bot import config
from bot.watch import Watch

LONG_POLL = 50


class _Timed(HTTPXRequest):
    """Tells how long each call took and how it ended: the status, or the name of what was raised."""

    def __init__(self, watch: Watch, **settings: Any) -> None:
        super().__init__(**settings)
        self._watch = watch

    async def do_request(self, url: str, *rest: Any, **more: Any) -> tuple[int, bytes]:
        """Make the call."""
        began, outcome = self._watch.seconds(), "cancelled"
        try:
            code, payload = await super().do_request(url, *rest, **more)
            outcome = str(code)
        except Exception as error:
            outcome = type(error).__name__
            raise
        else:
            return code, payload
        finally:
            method = "file" if "/file/bot" in url else url.rpartition("/")[2]
            self._watch.figures.call(method, outcome, self._watch.seconds() - began)


def make_bot(settings: config.Telegram, watch: Watch) -> Bot:
    """Make the Bot for a token and an API address (`<api_url>/bot<token>/<method>`). Nothing is sent yet."""
    for library in ("httpx", "httpcore"):  # they log addresses, and the token is part of each
        logging.getLogger(library).setLevel(logging.WARNING)
    calls = _Timed(watch, connection_pool_size=64, connect_timeout=5, read_timeout=10, write_timeout=10, pool_timeout=5)
    polls = _Timed(watch, connection_pool_size=2, connect_timeout=5, read_timeout=10, pool_timeout=5)
    return Bot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=calls,
        get_updates_request=polls,
    )
