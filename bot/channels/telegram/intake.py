"""From an update to its committed effects, and from there to the answer. Shared by polling and webhook."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from telegram import Bot, Document, Update
from telegram.error import TelegramError

from bot.channels.telegram.answering import Answerer, is_all_told
from bot.channels.telegram.inbound import Ears, Taken
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.shape import Misshapen
from bot.channels.telegram.taps import Tap
from bot.chat import Answered, Attachment, ChatChanged, Hear, Line, Reader, Reply
from bot.clock import Clock

DOWNLOAD_LIMIT = 20 * 1024 * 1024
_log = logging.getLogger(__name__)


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
            if read.document:
                return await self._with_file(read, read.document, ears)
            return read, await self._hear(read.request)
        except Misshapen as error:
            _log.warning("update %s is not what an update should be and is set aside: %s", update.update_id, error)
            return None
        except Exception:  # noqa: BLE001 - one poison update never stops the line
            _log.exception("update %s could not be taken in", update.update_id)
            return None

    async def _with_file(self, taken: Taken, document: Document, ears: Ears) -> Committed:
        """Fetch the file, then hear the request; a file too large or out of reach is answered here."""
        if (document.file_size or 0) > DOWNLOAD_LIMIT:
            return taken, _refused(taken, ears, Line("telegram-file-too-large", most=DOWNLOAD_LIMIT // 1024 // 1024))
        try:
            content = bytes(await (await self._bot.get_file(document.file_id)).download_as_bytearray())
        except TelegramError as error:
            _log.warning("update %s: its file could not be fetched: %s", taken.request.update, error)
            return taken, _refused(taken, ears, Line("telegram-file-not-fetched"))
        return taken, await self._hear(taken.with_file(_attachment(document, content)))


def _person(update: Update | Tap) -> str:
    if isinstance(update, Tap):
        return update.sender.user
    return str(update.effective_user.id) if update.effective_user else ""


def _attachment(document: Document, content: bytes) -> Attachment:
    return Attachment(document.file_name or "file", document.mime_type or "application/octet-stream", content)


def _refused(taken: Taken, ears: Ears, line: Line) -> Answered:
    at: datetime = taken.request.at
    language = "en" if taken.request.sender.language.startswith("en") else ears.house.language
    return Answered(Reply(line, alert=True), Reader(language, ears.house.zone, at))
