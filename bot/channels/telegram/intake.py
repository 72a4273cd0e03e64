"""From an update to its committed effects, and from there to the answer. Shared by polling and webhook."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from telegram import Bot, Document, Update
from telegram.error import TelegramError

from bot.channels.lanes import Lanes
from bot.channels.telegram.answering import Answerer, is_all_told
from bot.channels.telegram.inbound import Ears, Taken
from bot.channels.telegram.shape import Misshapen
from bot.channels.telegram.taps import Tap
from bot.chat import Answered, Attachment, ChatChanged, Hear, Request
from bot.clock import Clock
from bot.rules.files import MOST_BYTES, FileNotFetched, FileTooLarge

_log = logging.getLogger(__name__)
_PATIENCE = 20.0
"""Seconds for fetching a file: what came after it in the same poll is confirmed after it."""


class Notice(Protocol):
    """Takes note of a change of a chat; its effects and update id are committed before it returns."""

    async def __call__(self, change: ChatChanged) -> None:
        """Note it. Never raises."""


Committed = tuple[Taken, Answered] | None


class Intake:
    """Hears updates in order for each person; answers follow in their own lanes and hold up nobody."""

    def __init__(
        self, bot: Bot, clock: Clock, hear: Hear, notice: Notice, answerer: Answerer,
        after: Callable[[Taken, Answered], Awaitable[None]],
    ) -> None:  # fmt: skip
        self._bot, self._clock = bot, clock
        self._hear, self._notice, self._answerer, self._after = hear, notice, answerer, after
        self.hearing, self.answering = Lanes(), Lanes()

    async def take(self, update: Update | Tap, ears: Ears, *, taps_answered: bool = False) -> Committed:
        """Commit the effects of one update and let its answer follow; return what was taken in and how it is answered.

        `taps_answered`: the caller shows the toast of a tap itself. Never raises: a poison update is logged. Being
        cancelled ends the waiting, not the work.
        """
        person = _person(update)

        async def work() -> Committed:
            committed = await self._take(update, ears)
            if committed:
                taken, answered = committed
                if not (taps_answered and is_all_told(taken, answered)):
                    self.answering.put(person, lambda: self._answer(taken, answered, taps_answered))
            return committed

        return await asyncio.shield(self.hearing.put(person, work))

    async def drain(self, within: float) -> None:
        """Finish what was taken in; after `within` seconds answers still on their way are given up."""
        await self.hearing.drain(within)
        if not await self.answering.drain(within):
            _log.warning("stopped before every answer was sent")

    async def _answer(self, taken: Taken, answered: Answered, tap_answered: bool) -> None:
        try:
            await self._answerer.answer(taken, answered, tap_answered=tap_answered and bool(taken.query))
            await self._after(taken, answered)
        except Exception:  # noqa: BLE001 - an answer that cannot be made must not end the listening
            _log.exception("update %s: its answer could not be made", taken.request.update)

    async def _take(self, update: Update | Tap, ears: Ears) -> Committed:
        try:
            read = ears.read(update, self._clock.now())
            if read is None:
                return None
            if isinstance(read, ChatChanged):
                await self._notice(read)
                return None
            request = self._with_file(read, read.document) if read.document else read.request
            return read, await self._hear(request)
        except Misshapen as error:
            _log.warning("update %s is not what an update should be and is set aside: %s", update.update_id, error)
            return None
        except Exception:  # noqa: BLE001 - one poison update never stops the line
            _log.exception("update %s could not be taken in", update.update_id)
            return None

    def _with_file(self, taken: Taken, document: Document) -> Request:
        """Return the request with its file, whose content is fetched when somebody may and does read it."""
        name, kind = document.file_name or "file", document.mime_type or "application/octet-stream"
        return replace(taken.request, file=Attachment(name, kind, b""), fetch=lambda: self._fetch(taken, document))

    async def _fetch(self, taken: Taken, document: Document) -> bytes:
        """Fetch a file. Raises FileTooLarge or FileNotFetched."""
        if (document.file_size or 0) > MOST_BYTES:
            raise FileTooLarge
        try:
            async with asyncio.timeout(_PATIENCE):
                return bytes(await (await self._bot.get_file(document.file_id)).download_as_bytearray())
        except (TelegramError, TimeoutError) as error:
            _log.warning("update %s: its file could not be fetched: %s", taken.request.update, error)
            raise FileNotFetched from error


def _person(update: Update | Tap) -> str:
    if isinstance(update, Tap):
        return update.sender.user
    return str(update.effective_user.id) if update.effective_user else ""
