"""Fetching updates by long polls. An update is confirmed only after its effects are committed."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import RequestData

from bot.channels.telegram.answering import Pause
from bot.channels.telegram.client import LONG_POLL
from bot.channels.telegram.errors import failure
from bot.channels.telegram.inbound import ALLOWED_UPDATES, Ears
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.shape import number_of, parse
from bot.chat import NotSent

_log = logging.getLogger(__name__)
_LONGEST_WAIT = 30.0


class Poller:
    """Polls until cancelled; `heard` is called whenever a poll has come back, with updates or without.

    The number to confirm is said once: after Telegram has taken it, polls begin at whatever is unconfirmed, so that
    numbers which start anew below it (as they do after a quiet week) are not passed over.
    """

    def __init__(self, bot: Bot, intake: Intake, ears: Ears, pause: Pause, heard: Callable[[], None]) -> None:
        self._bot, self._intake, self._ears, self._pause, self._heard = bot, intake, ears, pause, heard
        self._failures = 0

    async def run(self) -> None:
        """Poll, take in, confirm; wait longer after each failure in a row, up to half a minute."""
        confirm: int | None = None
        while True:
            try:
                updates = await self._fetch(confirm)
            except TelegramError as error:
                await self._pause(self._wait_after(error))
                continue
            self._failures = 0
            self._heard()
            confirm = await self._take(updates)

    async def _take(self, updates: Sequence[Update | int]) -> int | None:
        """Take in a batch and return the number that confirms it."""
        readable = [update for update in updates if isinstance(update, Update)]
        await asyncio.gather(*(self._intake.take(update, self._ears) for update in readable))
        return _numbers(updates)[-1] + 1 if updates else None

    async def _fetch(self, confirm: int | None) -> Sequence[Update | int]:
        """Fetch what waits. Raises TelegramError, also where nothing of what waits can ever be confirmed."""
        updates: Sequence[Update | int]
        try:
            updates = await self._bot.get_updates(offset=confirm, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES)
        except TelegramError:
            raise
        except Exception:  # noqa: BLE001 - python-telegram-bot raises whatever its parsing met
            updates = await self._fetch_singly()
        if updates and not _numbers(updates):
            raise TelegramError("what waits has no numbers")
        return updates

    async def _fetch_singly(self) -> Sequence[Update | int]:
        """Fetch what waits and read each update by itself; one that cannot be read is only its number."""
        raw = await self._bot.request.post(f"{self._bot.base_url}/getUpdates", RequestData())
        if not isinstance(raw, list):
            raise TelegramError("what is sent are no updates")
        return [parse(one, self._bot) or number_of(one) or 0 for one in raw]

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
        return min(2.0 ** (self._failures - 1), _LONGEST_WAIT)


def _numbers(updates: Sequence[Update | int]) -> list[int]:
    read = (one if isinstance(one, int) else number_of(one) for one in updates)
    return [number for number in read if number]
