"""Giving back at once what a handler replied, on whatever platform."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat import Address, Card, NotSent, Pacing, Reply, SendFailed

_log = logging.getLogger(__name__)
_TRIES = 4
_LONGEST_WAIT = 30.0
"""Seconds an answer waits where the platform asks for a rest: later it would answer nobody."""

Pause = Callable[[float], Awaitable[None]]


class Giver:
    """Gives answers. What cannot be given is logged: the effects are committed all the same."""

    def __init__(self, pacing: Pacing, pause: Pause = asyncio.sleep) -> None:
        self._pacing, self._pause = pacing, pause

    async def insist(self, to: Address, work: Callable[[], Awaitable[None]]) -> bool:
        """Give a part of an answer, several times where need be; say whether it was given."""
        for tried in range(1, _TRIES + 1):
            try:
                await work()
            except NotSent as failure:
                if failure.retry_after:
                    self._pacing.rest(to, failure.retry_after)
                if tried == _TRIES or (failure.retry_after or 0.0) > _LONGEST_WAIT:
                    _log.warning("an answer could not be sent: %s", failure)
                    return False
                await self._pause(failure.retry_after or 2.0**tried)
            except SendFailed as failure:
                _log.warning("an answer could not be sent: %s: %s", type(failure).__name__, failure)
                return False
            else:
                return True
        return False


def together(reply: Reply) -> Card | None:
    """Return a reply as one message: its line stands over its card."""
    if reply.line is None:
        return reply.card
    if reply.card is None:
        return Card(parts=(reply.line,))
    title = (reply.card.title,) if reply.card.title else ()
    parts = tuple(part for part in reply.card.parts if part != reply.line)  # some cards say it themselves
    return replace(reply.card, title=reply.line, parts=(*title, *parts))
