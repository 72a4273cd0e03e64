"""Giving back at once what a handler replied.

There is no toast on WeCom. The tapped card is changed and the line stands over it; a line alone is said.
"""

import asyncio

from bot.channels.giving import Giver, Pause, together
from bot.channels.wecom.app.inbound import Taken
from bot.channels.wecom.app.outbound import Mouth
from bot.channels.wecom.errors import CardRefused
from bot.chat import Answered, Lasting, Pacing
from bot.texts import speak


class Answerer:
    """Answers what was taken in. What cannot be given back is logged: the effects are committed all the same."""

    def __init__(self, mouth: Mouth, pacing: Pacing, lasting: Lasting, pause: Pause = asyncio.sleep) -> None:
        self._mouth, self._pacing, self._lasting = mouth, pacing, lasting
        self._giver = Giver(pacing, pause)

    async def answer(self, taken: Taken, answered: Answered) -> None:
        """Give the whole answer. A code that a tap brought and that is not used is kept for later."""
        reply, to = answered.reply, taken.request.address
        changes = bool(taken.code and reply.replaces and reply.card and not answered.repeated)
        if taken.is_tap and not changes:
            await self._mouth.keep(to, taken.task, taken.code)
        card = together(reply)
        if answered.repeated or card is None:
            return
        spoken = speak(card, answered.reader)

        async def change() -> None:
            await self._pacing.turn(to)
            await self._mouth.change(to, taken.code, taken.task, spoken, answered.reader)

        async def say() -> None:
            await self._pacing.turn(to)
            await self._mouth.post(to, spoken, answered.reader)

        async def show() -> None:
            if changes:
                try:
                    return await change()
                except CardRefused:  # it cannot be changed any more: a new card does as well
                    pass
            return await say()

        given = await self._giver.insist(to, show)
        if given and answered.owed:
            await self._lasting.given(taken.request)
        elif not given and taken.is_tap and reply.replaces:
            await self._lasting.unshown(taken.request)
