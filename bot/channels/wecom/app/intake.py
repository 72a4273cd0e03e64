"""From a call to its committed effects, and from there to the answer."""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import replace
from typing import Protocol

from bot.channels.lanes import Lanes
from bot.channels.wecom.app.answering import Answerer
from bot.channels.wecom.app.inbound import Taken
from bot.channels.wecom.app.media import MediaShelf
from bot.chat import Answered, Attachment, ChatChanged, Hear, Request

_log = logging.getLogger(__name__)
_MOST_TOLD = 512


class Notice(Protocol):
    """Takes note of a change of a chat; its effects and update id are committed before it returns."""

    async def __call__(self, change: ChatChanged) -> None:
        """Note it. Never raises."""


class Intake:
    """Hears calls in order for each person; answers follow in their own lanes and hold up nobody."""

    def __init__(self, media: MediaShelf, hear: Hear, notice: Notice, answerer: Answerer) -> None:
        self._media, self._hear, self._notice, self._answerer = media, hear, notice, answerer
        self._told: OrderedDict[str, None] = OrderedDict()
        self.hearing, self.answering = Lanes(), Lanes()

    async def take(self, taken: Taken | ChatChanged) -> bool:
        """Commit the effects of a call and let its answer follow; say whether they are, or should be asked for again.

        Being cancelled ends the waiting, not the work. Never raises: a poison call is logged, and not asked for again.
        """
        if isinstance(taken, ChatChanged):
            change, person = taken, taken.chat
            await asyncio.shield(self.hearing.put(person, lambda: self._notice(change)))
            return True
        call, person = taken, taken.request.sender.user
        return await asyncio.shield(self.hearing.put(person, lambda: self._hear_it(call, person)))

    async def drain(self, within: float) -> None:
        """Finish what was taken in; after `within` seconds answers still on their way are given up."""
        await self.hearing.drain(within)
        if not await self.answering.drain(within):
            _log.warning("stopped before every answer was sent")

    async def _hear_it(self, taken: Taken, person: str) -> bool:
        try:
            answered = await self._hear(self._with_file(taken))
        except Exception:  # noqa: BLE001 - one poison call never stops the line
            _log.exception("%s could not be taken in", taken.request.update)
            return True
        if answered.kept or self._is_news(taken.request.update):
            self.answering.put(person, lambda: self._answer(taken, answered))
        return answered.kept

    def _is_news(self, update: str) -> bool:
        """Say whether nobody was told yet that this could not be taken in: it comes again, the words need not."""
        if update in self._told:
            return False
        self._told[update] = None
        if len(self._told) > _MOST_TOLD:
            self._told.popitem(last=False)
        return True

    async def _answer(self, taken: Taken, answered: Answered) -> None:
        try:
            await self._answerer.answer(taken, answered)
        except Exception:  # noqa: BLE001 - an answer that cannot be made must not end the listening
            _log.exception("%s: its answer could not be made", taken.request.update)

    def _with_file(self, taken: Taken) -> Request:
        """Return the request with its file, whose content is fetched when somebody may and does read it."""
        file = taken.file
        if file is None:
            return taken.request
        attached = Attachment(file.name, file.media_type, b"")
        return replace(taken.request, file=attached, fetch=lambda: self._media.fetch(file.media))
