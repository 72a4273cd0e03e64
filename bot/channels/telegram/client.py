"""The HTTP client: python-telegram-bot's Bot, with the token kept out of every log."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import httpx
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot import config
from bot.channels.certificates import certificates
from bot.channels.wire import Wire, is_proxied
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

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *rest: Any, **more: Any
    ) -> tuple[int, bytes]:
        """Make the call."""
        began, outcome = self._watch.seconds(), "cancelled"
        try:
            code, payload = await self._make(url, method, request_data, *rest, **more)
            outcome = str(code)
        except Exception as error:
            outcome = type(error).__name__
            raise
        else:
            return code, payload
        finally:
            name = "file" if "/file/bot" in url else url.rpartition("/")[2]
            self._watch.figures.call(name, outcome, self._watch.seconds() - began)

    async def _make(
        self, url: str, method: str, data: RequestData | None, *rest: Any, **more: Any
    ) -> tuple[int, bytes]:  # fmt: skip
        return await super().do_request(url, method, data, *rest, **more)


class _Direct(_Timed):
    """Hands calls that carry no file to the transport itself.

    Cookies, redirects, authentication and hooks, none of which the Bot API has, are half of what httpx.AsyncClient
    costs a call, and a tap's answer is such a call.
    """

    def __init__(self, watch: Watch, wire: Wire, **settings: Any) -> None:
        super().__init__(watch, httpx_kwargs={"transport": wire, "trust_env": False}, **settings)
        self._wire = wire

    async def _make(
        self, url: str, method: str, data: RequestData | None, *rest: Any, **more: Any
    ) -> tuple[int, bytes]:  # fmt: skip
        if rest or method != "POST" or data is None or data.contains_files or self._client.is_closed:
            return await super()._make(url, method, data, *rest, **more)
        patience = self._client.timeout.as_dict()
        # python-telegram-bot names what was asked for, and leaves a value of its own where nothing was.
        patience |= {kind: more[name] for kind, name in _ASKED.items() if isinstance(more.get(name), int | float)}
        request = httpx.Request(
            "POST", _address(url), headers=_HEADERS, content=urlencode(data.json_parameters).encode(),
            extensions={"timeout": patience},
        )  # fmt: skip
        try:
            response = await self._wire.handle_async_request(request)
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error
        return response.status_code, response.content


_ASKED = {kind: f"{kind}_timeout" for kind in ("connect", "read", "write", "pool")}
_HEADERS = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "Content-Type": "application/x-www-form-urlencoded",
    "User-Agent": HTTPXRequest.USER_AGENT,
}


@lru_cache(maxsize=64)
def _address(url: str) -> httpx.URL:
    """Return a method's address, read once."""
    return httpx.URL(url)


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
    settings: dict[str, Any] = {
        "connection_pool_size": connections,
        "pool_timeout": patience.pool,
        "connect_timeout": patience.connect,
        "read_timeout": patience.read,
        "write_timeout": 10,
    }
    if is_proxied(url):
        return _Timed(watch, **settings)
    return _Direct(watch, Wire(verify=certificates(), limits=httpx.Limits(max_connections=connections)), **settings)
