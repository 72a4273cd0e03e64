"""Sending on the web chat: a message is a row of its thread; open pages are told to look."""

import asyncio
from collections.abc import Callable

from bot.channels.web import threads
from bot.chat import Address, Card, Reader, Reply, Request
from bot.clock import Clock
from bot.store import Gate
from bot.texts import speak

NAME = "web"


class WebChannel:
    """The web chat as a channel. It has no limits of its own and every address stays open."""

    name = NAME

    def __init__(self, gate: Gate, clock: Clock) -> None:
        self._gate = gate
        self._clock = clock
        self._watchers: dict[str, set[Callable[[], None]]] = {}

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Append to the thread and return the row's id."""
        spoken, now = speak(card, reader), self._clock.now()
        message = await self._gate.run(lambda ledger: threads.append(ledger, to.chat, spoken, now))
        self.touch(to.chat)
        return str(message)

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Rewrite a row in place. Raises MessageGone where there is none."""
        spoken, now = speak(card, reader), self._clock.now()
        await self._gate.run(lambda ledger: threads.rewrite(ledger, to.chat, message, spoken, now))
        self.touch(to.chat)

    async def respond(self, request: Request, reply: Reply, reader: Reader) -> None:
        """Put the answer to a request into its thread. A line that answers a tap is a toast, shown by the page."""
        where, card = request.address, reply.card
        if card is None and reply.line and not request.verb:
            card = Card(parts=(reply.line,))
        if card is None:
            return
        if reply.replaces and request.message:
            await self.edit(where, request.message, card, reader)
        else:
            await self.send(where, card, reader)

    async def run(self) -> None:
        """Serve until cancelled."""
        await asyncio.Event().wait()

    def watch(self, chat: str, look: Callable[[], None]) -> Callable[[], None]:
        """Call `look` whenever the thread changes, until the returned function is called."""
        watchers = self._watchers.setdefault(chat, set())
        watchers.add(look)

        def stop() -> None:
            watchers.discard(look)
            if not watchers:
                self._watchers.pop(chat, None)

        return stop

    def touch(self, chat: str) -> None:
        """Tell the pages open on a thread to look again."""
        for look in tuple(self._watchers.get(chat, ())):
            look()
