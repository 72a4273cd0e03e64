"""Cards out: sent, and changed by their codes. Raises kinds of SendFailed only."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.channels.wecom.app import codes
from bot.channels.wecom.app.api import Api, Body
from bot.channels.wecom.app.media import MediaShelf
from bot.channels.wecom.app.wording import written
from bot.channels.wecom.cards import APP_CARD, Laid, TemplateCard, Words, lay
from bot.channels.wecom.errors import CardRefused
from bot.channels.wecom.memory import Memory, beside, tappable
from bot.channels.wecom.names import message_of, new_task
from bot.chat import Address, AddressClosed, MessageGone, Pacing, PerhapsSent, Reader, SendFailed
from bot.clock import Clock
from bot.store import Gate
from bot.texts import Spoken

_SAME = 600
"""Seconds in which WeCom takes two messages that are the same for one."""

_log = logging.getLogger(__name__)
Message = tuple[str, Mapping[str, Any]]
"""WeCom's msgtype and what stands under it."""


class Mouth:
    """Says what is to be said to one person. Of one card, every message but the first takes its turn here."""

    def __init__(self, api: Api, media: MediaShelf, gate: Gate, clock: Clock, pacing: Pacing) -> None:
        self._api, self._media, self._gate, self._clock, self._pacing = api, media, gate, clock, pacing
        self._memory = Memory()

    async def post(self, to: Address, spoken: Spoken, reader: Reader) -> str:
        """Send a card and return the id of its message: its (first) template card is named so.

        Files are put up first, when nothing is said yet. When only what follows the first message could not be sent it
        is PerhapsSent: repeating would double the rest.
        """
        task = new_task()
        laid = lay(spoken, task, APP_CARD, reader)
        first, *rest = [*_messages(laid), *await self._files(spoken)] or [("text", {"content": "…"})]
        await self._send(to, first)
        self._remember(laid.cards, laid.words)
        await self._follow(to, rest, "a part went out")
        return task

    async def change(self, to: Address, code: str, task: str, spoken: Spoken, reader: Reader) -> None:
        """Let a card take the place of `task`; what does not fit into it, pictures and files are sent.

        A card needs something to tap: one that has nothing gets the way to what is next. Raises CardRefused where it
        cannot be changed any more, else a SendFailed.
        """
        laid, kept = lay(tappable(spoken, reader), task, APP_CARD, reader), self._memory.of(task)
        card, words = beside(laid, kept, APP_CARD)
        more = [_named_anew(one, task) for one in laid.cards[1:]]
        files = await self._files(spoken)
        what = {"userids": [to.chat], "agentid": self._api.agent, "response_code": code, "template_card": card}
        await self._api.post("message/update_template_card", what)
        self._memory.keep(task, card, laid.words.lines if words or kept is None else kept.lines)
        self._remember(more, words)
        await self._follow(to, [*_messages(Laid(words, tuple(more))), *files], "the card was changed")

    async def rewrite(self, to: Address, message: str, spoken: Spoken, reader: Reader) -> None:
        """Let a card take a message's place unasked. Raises MessageGone where WeCom lets it be changed no more."""
        code = await self._gate.run(partial(codes.take, chat=to.chat, task=message, now=self._clock.now()))
        if not code:
            raise MessageGone("there is no code to change the card with")
        try:
            await self.change(to, code, message, spoken, reader)
        except CardRefused as error:
            raise MessageGone(str(error)) from error

    async def keep(self, to: Address, task: str, code: str) -> None:
        """Remember a code by which a card can be changed later. Never raises: the card is out, and stays as it is."""
        if not code:
            return
        keeping = partial(codes.keep, code=code, chat=to.chat, task=task, now=self._clock.now())
        try:
            await self._gate.run(keeping)
        except Exception:  # noqa: BLE001 - the card is out: whatever happens here must not have it sent again
            _log.exception("a card's code could not be kept")

    async def _files(self, spoken: Spoken) -> list[Message]:
        files = (*((spoken.picture,) if spoken.picture else ()), *spoken.files)
        up = [await self._media.put_up(file) for file in files]
        return [(kind, {"media_id": name}) for kind, name in up]

    async def _follow(self, to: Address, rest: Sequence[Message], so_far: str) -> None:
        try:
            for message in rest:
                await self._pacing.turn(to)
                await self._send(to, message)
        except SendFailed as error:
            raise PerhapsSent(f"{so_far}, the rest did not: {error}") from error

    async def _send(self, to: Address, message: Message) -> None:
        """Send one message; the code of a card is kept. Raises a SendFailed."""
        kind, what = message
        body = {"touser": to.chat, "agentid": self._api.agent, "msgtype": kind, kind: what}
        told = await (self._once(body) if kind == "template_card" else self._api.post("message/send", body))
        invalid = str(told.get("invaliduser") or "").lower().split("|")
        if to.chat.lower() in invalid:
            raise AddressClosed("WeCom says that this person cannot be written to")
        code = told.get("response_code")
        if kind == "template_card" and isinstance(code, str):
            await self.keep(to, str(what["task_id"]), code)

    async def _once(self, body: Body) -> Body:
        """Send a card, and ask once more where nobody says whether it went out. Raises a SendFailed.

        No two cards are alike, for each has a name of its own: WeCom drops the second of the same, or refuses its name.
        Words may well be said twice, so of them nobody can know.
        """
        body = {**body, "enable_duplicate_check": 1, "duplicate_check_interval": _SAME}
        try:
            return await self._api.post("message/send", body)
        except PerhapsSent:
            try:
                return await self._api.post("message/send", body)
            except CardRefused as error:  # for being there: one that is no good would have been refused at once
                _log.info("a card nobody answered for is taken for sent: %s", error)
                return {}

    def _remember(self, cards: Sequence[TemplateCard], words: Words) -> None:
        for card in cards:
            self._memory.keep(str(card["task_id"]), card, words.lines)


def _messages(laid: Laid) -> list[Message]:
    texts: list[Message] = [("text", {"content": piece}) for piece in written(laid.words)]
    return [*texts, *(("template_card", card) for card in laid.cards)]


def _named_anew(card: TemplateCard, task: str) -> TemplateCard:
    """Return a further card of a message under a name no card had before."""
    return {**card, "task_id": f"{message_of(task)}@{secrets.token_hex(4)}"}
