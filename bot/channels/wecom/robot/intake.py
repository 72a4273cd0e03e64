"""From a callback to its committed effects, and from there to the answer."""

import logging
from dataclasses import replace

from bot.channels.lanes import Lanes
from bot.channels.wecom.robot.answering import Answerer
from bot.channels.wecom.robot.files import fetch
from bot.channels.wecom.robot.frames import Callback
from bot.channels.wecom.robot.inbound import Ears, Kind, Misshapen, Taken
from bot.channels.wecom.robot.line import Line
from bot.channels.wecom.robot.taps import Taps
from bot.chat import Answered, Attachment, Hear, Request
from bot.clock import Clock

_log = logging.getLogger(__name__)


class Intake:
    """Hears callbacks in order for each person; answers follow in their own lanes and hold up nobody.

    WeCom tells everything once: what is under way when the house ends is finished first.
    """

    def __init__(self, ears: Ears, taps: Taps, clock: Clock, hear: Hear, answerer: Answerer) -> None:
        self._ears, self._taps, self._clock, self._hear, self._answerer = ears, taps, clock, hear, answerer
        self.line: Line | None = None
        self.hearing, self.answering = Lanes(), Lanes()

    def take(self, told: Callback) -> None:
        """Let the effects of a callback be committed, and its answer follow. Never raises: a poison one is logged."""
        try:
            taken = self._ears.read(told, self._clock.now())
        except Misshapen as error:
            _log.warning("a callback is not what it should be and is set aside: %s", error)
            return
        except Exception:  # noqa: BLE001 - one poison callback never stops the line
            _log.exception("a callback could not be read")
            return
        if taken is None:
            return
        if taken.kind is Kind.TAP:
            self._taps.came(taken.req_id, taken.task)
        person = taken.request.sender.user
        self.hearing.put(person, lambda: self._hear_it(person, taken))

    async def drain(self, within: float) -> None:
        """Finish what was taken in; after `within` seconds answers still on their way are given up."""
        await self.hearing.drain(within)
        if not await self.answering.drain(within):
            _log.warning("stopped before every answer was sent")

    async def _hear_it(self, person: str, taken: Taken) -> None:
        try:
            answered = await self._hear(self._with_file(taken))
        except Exception:  # noqa: BLE001 - one poison callback never stops the line
            _log.exception("%s could not be taken in", taken.request.update)
            return
        self.answering.put(person, lambda: self._answer(taken, answered))

    async def _answer(self, taken: Taken, answered: Answered) -> None:
        try:
            await self._answerer.answer(taken, answered)
        except Exception:  # noqa: BLE001 - an answer that cannot be made must not end the listening
            _log.exception("%s: its answer could not be made", taken.request.update)

    def _with_file(self, taken: Taken) -> Request:
        """Return the request with its file, whose content is fetched when somebody may and does read it."""
        file, line = taken.file, self.line
        if file is None or line is None:
            return taken.request
        return replace(
            taken.request, file=Attachment(file.name, file.media_type, b""), fetch=lambda: fetch(line, file)
        )  # fmt: skip
