"""Whether Telegram reaches our webhook: it says so itself, to whoever asks."""

import asyncio
import math
from datetime import datetime, timedelta

from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.clock import Clock

_EVERY = 60.0
"""Seconds between two questions: whoever asks for our health may ask often."""

_PATIENCE = 2.0
"""Seconds the answer may take; health is not held up for longer."""

_RECENT = timedelta(minutes=5)
"""How old a failed delivery may be that counts: Telegram tries again with growing pauses while something waits."""


class Evidence:
    """Asks Telegram how its calls of our webhook, which is to be at `address`, go."""

    def __init__(self, bot: Bot, clock: Clock, address: str) -> None:
        self._bot, self._clock, self._address = bot, clock, address
        self._asked = -math.inf

    async def trouble(self) -> str | None:
        """Return what stands in the way, empty when nothing does; None without fresh evidence.

        Asked again within the minute there is none. Nor is there any while Telegram is not reached: the way to it is
        another one than the way from it.
        """
        if self._clock.monotonic() - self._asked < _EVERY:
            return None
        self._asked = self._clock.monotonic()
        try:
            async with asyncio.timeout(_PATIENCE):
                return self._judge(await self._bot.get_webhook_info(), self._clock.now())
        except (TelegramError, TimeoutError):
            return None

    def _judge(self, info: WebhookInfo, now: datetime) -> str:
        if info.url != self._address:
            return "Telegram calls another address" if info.url else "Telegram calls no webhook"
        failed = info.last_error_date
        if info.pending_update_count and failed and now - failed <= _RECENT:
            return f"Telegram cannot deliver {info.pending_update_count} updates: {info.last_error_message}"
        return ""
