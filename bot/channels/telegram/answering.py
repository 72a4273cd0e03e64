"""Giving back at once what a handler replied: a toast for the tap, the card in its place, words for words."""

import asyncio

from telegram import Bot

from bot.channels.giving import Giver, Pause, together
from bot.channels.telegram.inbound import Taken
from bot.channels.telegram.outbound import answer_tap, change, post
from bot.channels.telegram.wording import ANSWER_LIMIT, clean, cut, units
from bot.chat import Address, Answered, Card, Lasting, MessageGone, Pacing
from bot.texts import say, speak


class Answerer:
    """Answers what was taken in. What cannot be given back is logged: the effects are committed all the same."""

    def __init__(self, bot: Bot, pacing: Pacing, lasting: Lasting, pause: Pause = asyncio.sleep) -> None:
        self._bot, self._pacing, self._lasting = bot, pacing, lasting
        self._giver = Giver(pacing, pause)

    async def answer(self, taken: Taken, answered: Answered, *, tap_answered: bool = False) -> None:
        """Give the whole answer; `tap_answered` when the toast has gone out in a webhook's response."""
        in_time = tap_answered or not taken.query or await self._toast(taken, answered)
        if answered.repeated:
            return
        if not in_time and answered.reply.alert and answered.reply.line:
            await self._in_private(taken, answered)
        card = _card(taken, answered)
        shown = not card or await self._giver.insist(taken.request.address, lambda: self._show(taken, card, answered))
        if answered.owed and shown:
            await self._lasting.given(taken.request)
        if not shown and taken.query and answered.reply.replaces:
            await self._lasting.unshown(taken.request)

    async def _toast(self, taken: Taken, answered: Answered) -> bool:
        """Show the toast of a tap; False where it came too late for Telegram, which forgets a tap within a minute."""
        text, alert = toast(answered)
        in_time = True

        async def show() -> None:
            nonlocal in_time
            in_time = await answer_tap(self._bot, taken.query, text, alert=alert)

        await self._giver.insist(taken.request.address, show)
        return in_time

    async def _in_private(self, taken: Taken, answered: Answered) -> None:
        """Say a refusal that could not be shown over the chat to who tapped: it must not be missed."""
        to = Address(taken.request.sender.channel, taken.request.sender.user)
        card = Card(parts=(answered.reply.line,) if answered.reply.line else ())

        async def say_it() -> None:
            await self._pacing.turn(to)
            await post(self._bot, to, speak(card, answered.reader), self._pacing)

        await self._giver.insist(to, say_it)

    async def _show(self, taken: Taken, card: Card, answered: Answered) -> None:
        request, spoken = taken.request, speak(card, answered.reader)
        await self._pacing.turn(request.address)
        if answered.reply.replaces and request.message and (taken.query or answered.reply.line is None):
            try:
                return await change(self._bot, request.address, request.message, spoken)
            except MessageGone:  # too old or deleted: a new card does as well
                await self._pacing.turn(request.address)
        asked = taken.asked if request.in_group else 0
        await post(self._bot, request.address, spoken, self._pacing, asked)
        return None


def is_all_told(taken: Taken, answered: Answered) -> bool:
    """Say whether the toast of a tap in a group is the whole answer: no card follows, and nobody's menu changes."""
    return bool(taken.query) and taken.request.in_group and (answered.repeated or _card(taken, answered) is None)


def toast(answered: Answered) -> tuple[str, bool]:
    """Return the words shown over the chat after a tap, and whether they must be dismissed.

    Words too long for it are left to a message.
    """
    line = answered.reply.line
    text = clean(say(line, answered.reader)) if line and not answered.repeated else ""
    if units(text) > ANSWER_LIMIT and not answered.reply.card:
        return "", False
    return cut(text, ANSWER_LIMIT), answered.reply.alert and bool(text)


def _card(taken: Taken, answered: Answered) -> Card | None:
    """Return the message to show: a line answers words in the same message as the card, before it."""
    reply = answered.reply
    if taken.query and reply.line:
        long = not reply.card and not toast(answered)[0]
        return Card(parts=(reply.line,)) if long else reply.card
    return together(reply)
