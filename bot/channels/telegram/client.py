"""The HTTP client: python-telegram-bot's Bot, with the token kept out of every log."""

import logging
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from bot import config
from bot.channels.telegram.wire import Wire, is_proxied
from bot.watch import Watch

LONG_POLL = 50
_BEYOND_THE_POLL = 10
"""Seconds after which a poll that should have come back counts as lost."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call waits, in seconds: for a free connection, to connect, for each piece of the answer."""

    pool: float = 5
    connect: float = 5
    read: float = 10


class HouseBot(Bot):
    """python-telegram-bot's Bot, which can leave updates as they were told."""

    async def told(self, offset: int | None, seconds: int, kinds: Sequence[str]) -> object:
        """Poll for at most so many seconds; `offset` confirms what came before it. Raises a TelegramError."""
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": kinds}
        return await self._post("getUpdates", asked, read_timeout=seconds + _BEYOND_THE_POLL)


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


def make_bot(
    settings: config.Telegram, watch: Watch, patience: Patience = Patience(), connections: int = 64
) -> HouseBot:
    """Make the Bot for a token and an API address (`<api_url>/bot<token>/<method>`). Nothing is sent yet."""
    for library in ("httpx", "httpcore"):  # they log addresses, and the token is part of each
        logging.getLogger(library).setLevel(logging.WARNING)
    return HouseBot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=_requests(settings.api_url, watch, patience, connections),
        get_updates_request=_requests(settings.api_url, watch, patience, 2),
    )


def _requests(url: str, watch: Watch, patience: Patience, connections: int) -> HTTPXRequest:
    """Return python-telegram-bot's client. Behind a proxy it keeps httpx's own road, which knows all their kinds."""
    road: dict[str, Any] = {}
    if not is_proxied(url):
        limits = httpx.Limits(max_connections=connections)
        road = {"transport": Wire(verify=_certificates(), limits=limits), "trust_env": False}
    return _Timed(
        watch,
        connection_pool_size=connections,
        pool_timeout=patience.pool,
        connect_timeout=patience.connect,
        read_timeout=patience.read,
        write_timeout=10,
        httpx_kwargs=road,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Return what servers are checked by. Reading it takes 25 ms, and both clients can share it."""
    return httpx.create_ssl_context()
