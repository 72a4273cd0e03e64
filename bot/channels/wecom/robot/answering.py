"""Giving back at once what a handler replied.

There is no toast on WeCom. In private the tapped card is changed and the line stands over it; a line alone is said. In
a group the line is said to who tapped in private or, where they never wrote to the robot, on their own copy of the
card; what changes the card changes it for all.
"""

import asyncio
import logging

from bot.channels.giving import Giver, Pause, together
from bot.channels.wecom.errors import ReqIdUnknown
from bot.channels.wecom.names import ROBOT
from bot.channels.wecom.robot.inbound import Kind, Taken
from bot.channels.wecom.robot.outbound import Mouth
from bot.channels.wecom.robot.taps import Taps
from bot.chat import Address, AddressClosed, Answered, Card, Lasting, Line, Pacing, Rejected
from bot.texts import say, speak

_log = logging.getLogger(__name__)


class Answerer:
    """Answers what was taken in. What cannot be given back is logged: the effects are committed all the same."""

    def __init__(
        self, mouth: Mouth, taps: Taps, pacing: Pacing, lasting: Lasting, pause: Pause = asyncio.sleep
    ) -> None:
        self._mouth, self._taps, self._pacing, self._lasting = mouth, taps, pacing, lasting
        self._giver = Giver(pacing, pause)

    async def answer(self, taken: Taken, answered: Answered) -> None:
        """Give the whole answer."""
        reply = answered.reply
        if answered.repeated or not (reply.line or reply.card):
            return
        if taken.kind is Kind.TAP:
            await self._tapped(taken, answered)
            return
        given = await self._giver.insist(taken.request.address, lambda: self._say(taken, answered))
        if answered.owed and given:
            await self._lasting.given(taken.request)

    async def _say(self, taken: Taken, answered: Answered) -> None:
        """Answer words, or a visit."""
        spoken = speak(together(answered.reply) or Card(), answered.reader)
        await self._pacing.turn(taken.request.address)
        if taken.kind is Kind.ENTERED:
            await self._mouth.welcome(taken.req_id, spoken, answered.reader)
        else:
            await self._mouth.post(taken.request.address, spoken, answered.reader, taken.req_id)

    async def _tapped(self, taken: Taken, answered: Answered) -> None:
        reply, request = answered.reply, taken.request
        card, line = reply.card, reply.line
        if not request.in_group:
            card = together(reply)
        if card:
            shown = await self._giver.insist(request.address, lambda: self._show(taken, card, answered))
            if not shown and reply.replaces:
                await self._lasting.unshown(request)
        if request.in_group and line:
            await self._giver.insist(request.address, lambda: self._tell(taken, line, answered))

    async def _show(self, taken: Taken, card: Card, answered: Answered) -> None:
        """Show a card in the place of the one that was tapped, or as a new one."""
        to, spoken = taken.request.address, speak(card, answered.reader)
        await self._pacing.turn(to)
        if answered.reply.replaces and answered.reply.card:
            self._taps.used(taken.req_id, taken.task)
            try:
                return await self._mouth.change(to, taken.req_id, taken.task, spoken, answered.reader)
            except ReqIdUnknown:  # later than five seconds: a new card does as well
                await self._pacing.turn(to)
        await self._mouth.post(to, spoken, answered.reader)
        return None

    async def _tell(self, taken: Taken, line: Line, answered: Answered) -> None:
        """Tell who tapped in a group, and nobody else."""
        user, words = taken.request.sender.user, say(line, answered.reader)
        private = Address(ROBOT, user)
        await self._pacing.turn(private)
        try:
            await self._mouth.post(private, speak(Card(parts=(line,)), answered.reader), answered.reader)
        except (AddressClosed, Rejected):
            await self._pacing.turn(taken.request.address)
            try:
                if await self._mouth.whisper(taken.req_id, taken.task, user, words):
                    self._taps.used(taken.req_id, taken.task)
                    return
            except ReqIdUnknown:
                _log.info("a tap was answered too late to be shown on its card")
            await self._mouth.mention(taken.request.address, user, words)
