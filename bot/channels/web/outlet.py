"""What the bot says on the web chat: rows of threads, and open pages told to look."""

import contextlib
from dataclasses import replace
from functools import partial

from bot.channels.web import threads
from bot.channels.web.live import Watchers
from bot.chat import Address, Answered, Card, MessageGone, Reader, Reply, Request
from bot.clock import Clock
from bot.rules.words import clean, one_line
from bot.store import Gate
from bot.texts import speak


class Outlet:
    """Writes to threads. There are no limits and every address stays open."""

    def __init__(self, gate: Gate, clock: Clock, watchers: Watchers) -> None:
        self._gate = gate
        self._clock = clock
        self._watchers = watchers

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Append to the thread and return the row's id."""
        spoken, now = speak(card, reader), self._clock.now()
        message = await self._gate.run(lambda ledger: threads.append(ledger, to.chat, spoken, now))
        self._watchers.touch(to.chat)
        return str(message)

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Rewrite a row in place. Raises MessageGone where there is none."""
        spoken, now = speak(card, reader), self._clock.now()
        await self._gate.run(lambda ledger: threads.rewrite(ledger, to.chat, message, spoken, now))
        self._watchers.touch(to.chat)

    async def heard(self, request: Request) -> None:
        """Show in the thread what a person typed or sent; taps leave no trace of their own."""
        if request.verb:
            return
        unit = partial(
            threads.append_words,
            chat=request.address.chat,
            words=clean(request.text),
            now=self._clock.now(),
            by=request.sender.user,
            update=request.update,
            file=one_line(request.file.name) if request.file else "",
        )
        await self._gate.run(unit)
        self._watchers.touch(request.address.chat)

    async def respond(self, request: Request, answered: Answered) -> None:
        """Put the answer to a request into its thread. A line that answers a tap is a toast, shown by the page."""
        reply, where = answered.reply, request.address
        card = reply.card if request.verb else _with_line(reply)
        if card is None:
            return
        if reply.replaces and request.message and card is reply.card:
            with contextlib.suppress(MessageGone):  # deleted, or never ours: a new card does as well
                await self.edit(where, request.message, card, answered.reader)
                return
        await self.send(where, card, answered.reader)


def _with_line(reply: Reply) -> Card | None:
    """Return the message that answers words: the line before the card, in one message."""
    if reply.line is None or reply.card is None:
        return reply.card if reply.line is None else Card(parts=(reply.line,))
    title = (reply.card.title,) if reply.card.title else ()
    return replace(reply.card, title=reply.line, parts=(*title, *reply.card.parts))
