"""Cards out: sent, as the answer to a message, or over a card that was just tapped. Raises kinds of SendFailed only."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.wecom.cards import ROBOT_CARD, Laid, TemplateCard, lay
from bot.channels.wecom.errors import ReqIdUnknown
from bot.channels.wecom.memory import Memory, beside, tappable
from bot.channels.wecom.names import message_of, new_task, page_of
from bot.channels.wecom.robot import frames
from bot.channels.wecom.robot.files import put_up
from bot.channels.wecom.robot.line import Line
from bot.channels.wecom.robot.markdown import MOST, written
from bot.channels.wecom.wording import cut, escape, shorten
from bot.chat import Address, Audience, Pacing, PerhapsSent, Reader, SendFailed
from bot.texts import Spoken

_PAGES = 100
"""More cards than any message has: what is named beyond is no page of the first writing."""

Message = Mapping[str, Any]


class Mouth:
    """Says what is to be said over one line. Of one card, every message but the first takes its turn here."""

    def __init__(self, line: Line, pacing: Pacing) -> None:
        self._line, self._pacing, self._memory = line, pacing, Memory()

    async def post(self, to: Address, spoken: Spoken, reader: Reader, answering: str = "") -> str:
        """Send a card and return the id of its message: its (first) template card is named so.

        `answering` is the callback of a message this answers. Files are put up first, when nothing is said yet. When
        only what follows the first message could not be sent it is PerhapsSent: repeating would double the rest.
        """
        task = new_task()
        laid = lay(spoken, task, ROBOT_CARD, reader)
        media = [await put_up(self._line, file) for file in _files(spoken)]
        first, *rest = (
            *_messages(laid), *({"msgtype": kind, kind: {"media_id": name}} for kind, name in media)
        ) or [_say("…")]  # fmt: skip
        await self._first(to, first, answering)
        self._remember(laid)
        try:
            for message in rest:
                await self._pacing.turn(to)
                await self._send(to, message)
        except SendFailed as error:
            raise PerhapsSent(f"a part went out, the rest did not: {error}") from error
        return task

    async def change(self, to: Address, req_id: str, task: str, spoken: Spoken, reader: Reader) -> None:
        """Let a card take the place of the one that was tapped, for everybody; what does not fit into it is sent.

        A card needs something to tap: one that has nothing gets the way to what is next. Pictures and files are sent,
        too. Raises ReqIdUnknown where it comes too late, else a SendFailed.
        """
        spoken = tappable(spoken, reader)
        laid = _tapped_first(lay(spoken, message_of(task), ROBOT_CARD, reader), task)
        kept = self._memory.of(task)
        card, words = beside(laid, kept, ROBOT_CARD, quietly=to.audience is Audience.GROUP)
        media = [await put_up(self._line, file) for file in _files(spoken)]
        await self.replace(req_id, card)
        self._memory.keep(task, card, laid.words.lines if words or kept is None else kept.lines)
        rest = [*_messages(Laid(words, self._anew(laid.cards[1:])))]
        rest += [{"msgtype": kind, kind: {"media_id": name}} for kind, name in media]
        try:
            for message in rest:
                await self._pacing.turn(to)
                await self._send(to, message)
        except SendFailed as error:
            raise PerhapsSent(f"the card was changed, the rest was not sent: {error}") from error

    async def whisper(self, req_id: str, task: str, user: str, words: str) -> bool:
        """Show somebody, in a group, words on their own copy of the card they tapped; False where it is not known.

        Raises a SendFailed.
        """
        kept = self._memory.of(task)
        if kept is None:
            return False
        title = {"title": shorten(words, ROBOT_CARD.title)}
        if len(words) > ROBOT_CARD.title:
            title["desc"] = shorten(words[ROBOT_CARD.title - 1 :], ROBOT_CARD.desc)
        await self.replace(req_id, {**kept.card, "main_title": title}, (user,))
        return True

    async def mention(self, to: Address, user: str, words: str) -> None:
        """Say something in a group to one of it. Raises a SendFailed."""
        await self._send(to, _say(f"<@{user}> {cut(escape(words), MOST - 100)}"))

    async def welcome(self, req_id: str, spoken: Spoken, reader: Reader) -> None:
        """Greet somebody who has just come by: in words, or with one card. Raises a SendFailed."""
        laid = lay(spoken, new_task(), ROBOT_CARD, reader)
        words = "\n".join((*((laid.words.title,) if laid.words.title else ()), *laid.words.lines))
        message: Message = {"msgtype": "text", "text": {"content": cut(words, MOST) or "…"}}
        if laid.cards and not words:
            message = _template(laid.cards[0])
            self._remember(laid)
        await self._line.call(frames.WELCOME, message, req_id)

    async def replace(self, req_id: str, card: TemplateCard, users: Sequence[str] = ()) -> None:
        """Put a template card where the one that was tapped stands, for all or for some. Raises a SendFailed."""
        body = {"response_type": "update_template_card", "template_card": card}
        await self._line.call(frames.UPDATE, body | ({"userids": list(users)} if users else {}), req_id)

    async def _first(self, to: Address, message: Message, answering: str) -> None:
        """Send the first of a card's messages: as an answer where there is something to answer."""
        if answering:
            answer = message
            if (
                message["msgtype"] == "markdown"
            ):  # which answers do not know; a stream that is whole at once is the same
                stream = {"id": secrets.token_hex(8), "finish": True, "content": message["markdown"]["content"]}
                answer = {"msgtype": "stream", "stream": stream}
            try:
                await self._line.call(frames.RESPOND, answer, answering)
            except ReqIdUnknown:
                pass  # told over another connection, or too long ago
            else:
                return
        await self._send(to, message)

    async def _send(self, to: Address, message: Message) -> None:
        kind = 2 if to.audience is Audience.GROUP else 1
        await self._line.call(frames.SEND, {"chatid": to.chat, "chat_type": kind, **message})

    def _anew(self, cards: Sequence[TemplateCard]) -> tuple[TemplateCard, ...]:
        """Return those of a changed card's further cards that do not stand there already, under names of their own."""
        new = []
        for card in cards:
            name = str(card["task_id"])
            before = self._memory.of(name)
            if before is None or before.card.get("checkbox") != card.get("checkbox"):
                self._memory.keep(name, card, ())
                new.append({**card, "task_id": page_of(message_of(name), secrets.randbelow(2**32) + _PAGES)})
        return tuple(new)

    def _remember(self, laid: Laid) -> None:
        for card in laid.cards:
            self._memory.keep(str(card["task_id"]), card, laid.words.lines)


def _tapped_first(laid: Laid, task: str) -> Laid:
    """Return the layout with the card that was tapped before all others: of several, each keeps its place."""
    mine = next((card for card in laid.cards if card["task_id"] == task), laid.cards[0])
    others = tuple(card for card in laid.cards if card is not mine)
    return Laid(laid.words, ({**mine, "task_id": task}, *others))


def _files(spoken: Spoken) -> tuple[Any, ...]:
    return (*((spoken.picture,) if spoken.picture else ()), *spoken.files)


def _messages(laid: Laid) -> list[Message]:
    return [*map(_say, written(laid.words)), *map(_template, laid.cards)]


def _template(card: TemplateCard) -> Message:
    return {"msgtype": "template_card", "template_card": card}


def _say(content: str) -> Message:
    return {"msgtype": "markdown", "markdown": {"content": content}}
