"""Fetching updates by long polls. An update is confirmed only after its effects are committed."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.channels.giving import Pause
from bot.channels.telegram.client import LONG_POLL, HouseBot
from bot.channels.telegram.errors import failure
from bot.channels.telegram.inbound import ALLOWED_UPDATES, Ears
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.shape import number_of, parse
from bot.chat import NotSent
from bot.rules.retries import channel_pause

_log = logging.getLogger(__name__)
_LONGEST_WAIT = 30.0


class Poller:
    """Polls until cancelled; `heard` is called whenever a poll has come back, with updates or without.

    The number to confirm is said once: after Telegram has taken it, polls begin at whatever is unconfirmed, so that
    numbers which start anew below it (as they do after a quiet week) are not passed over.
    """

    def __init__(self, bot: HouseBot, intake: Intake, ears: Ears, pause: Pause, heard: Callable[[], None]) -> None:
        self._bot, self._intake, self._ears, self._pause, self._heard = bot, intake, ears, pause, heard
        self._failures = 0

    async def run(self) -> None:
        """Poll, take in, confirm; wait longer after each failure in a row, up to half a minute."""
        confirm: int | None = None
        while True:
            try:
                told = await self._fetch(confirm)
            except TelegramError as error:
                await self._pause(self._wait_after(error))
                continue
            self._failures = 0
            self._heard()
            confirm = await self._take(told)

    async def _take(self, told: Sequence[object]) -> int | None:
        """Take in a batch and return the number that confirms it. What cannot be read is set aside."""
        readable = [update for one in told if (update := parse(one, self._bot)) is not None]
        await asyncio.gather(*(self._intake.take(update, self._ears) for update in readable))
        return _numbers(told)[-1] + 1 if told else None

    async def _fetch(self, confirm: int | None) -> Sequence[object]:
        """Fetch what waits. Raises TelegramError, also where nothing of what waits can ever be confirmed."""
        told = await self._bot.told(confirm, LONG_POLL, ALLOWED_UPDATES)
        if not isinstance(told, list):
            raise TelegramError("what is sent are no updates")
        if told and not _numbers(told):
            raise TelegramError("what waits has no numbers")
        return told

    def _wait_after(self, error: TelegramError) -> float:
        """Return how many seconds to wait; tell the operator what only they can mend, once in a row of failures."""
        self._failures += 1
        first = self._failures == 1
        if isinstance(error, Conflict) and first:
            _log.error("another program fetches updates with this token: stop it, or give this bot one of its own")
        if isinstance(error, InvalidToken) and first:
            _log.error("%s", failure(error))
        if isinstance(error, Conflict | InvalidToken):
            return _LONGEST_WAIT
        if isinstance(error, RetryAfter):
            kind = failure(error)
            return (kind.retry_after if isinstance(kind, NotSent) else None) or 1.0
        if isinstance(error, TimedOut) and first:
            return 0.0
        _log.log(logging.WARNING if first else logging.DEBUG, "no updates could be fetched: %s", failure(error))
        return channel_pause(self._failures)


def _numbers(told: Sequence[object]) -> list[int]:
    return [number for one in told if (number := number_of(one))]
