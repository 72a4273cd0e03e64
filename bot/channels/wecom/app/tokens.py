"""The app's access token: fetched when somebody needs it, by one for all, and anew before it runs out."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.clock import Clock

LASTS, GOOD_FOR = 7200.0, 6900.0
"""Seconds WeCom's tokens last, and how long they are used of these."""

Fetch = Callable[[], Awaitable[tuple[str, float]]]
"""Asks for a token and how many seconds it lasts. Raises a SendFailed."""


class Tokens:
    """Keeps one token in memory; it stands in no table and no log."""

    def __init__(self, fetch: Fetch, clock: Clock) -> None:
        self._fetch, self._clock = fetch, clock
        self._token, self._until = "", 0.0
        self._turn = asyncio.Lock()

    async def get(self) -> str:
        """Return a token that is good as far as we know. Raises a SendFailed where none can be had."""
        if not self._is_good():
            async with self._turn:
                if not self._is_good():  # whoever waited here has it fetched already
                    asked = self._clock.monotonic()
                    self._token, lasts = await self._fetch()
                    self._until = asked + min(lasts, LASTS) * GOOD_FOR / LASTS
        return self._token

    def refused(self, token: str) -> None:
        """Note that WeCom does not take a token any more; a newer one stays."""
        if token == self._token:
            self._token = ""

    def _is_good(self) -> bool:
        return bool(self._token) and self._clock.monotonic() < self._until
