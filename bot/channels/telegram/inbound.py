"""What Telegram tells us, as a request or a change of a chat. Pure: an update in, values out."""

from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Chat, ChatMember, ChatMemberUpdated, Document, Message, Update

from bot.channels.telegram import shape
from bot.channels.telegram.names import NAME, MessageId
from bot.channels.telegram.taps import Tap, address_of, sender_of
from bot.chat import ChatChanged, House, Request, Routes, Turn, arguments

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
_GONE = {ChatMember.LEFT, ChatMember.BANNED}


@dataclass(frozen=True, slots=True)
class Taken:
    """A request, with what is needed to answer it here.

    `query` is the tap to be answered, `asked` the message replied to in groups, `document` a file still to be fetched.
    """

    request: Request
    query: str = ""
    asked: int = 0
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Ears:
    """Who listens: the bot's own id and user name, its routes and its house."""

    user: int
    username: str
    routes: Routes
    house: House

    def read(self, update: Update | Tap, at: datetime) -> Taken | ChatChanged | None:
        """Return what an update means to us; None for what is not for us. Raises Misshapen."""
        if isinstance(update, Tap):
            return self._tap(update, at)
        shape.check(update)
        number = str(update.update_id)
        if update.callback_query:
            return self._tap(Tap.of(update.callback_query, update.update_id), at)
        if update.my_chat_member:
            return self._standing(update.my_chat_member, number, at)
        if update.message:
            return _change(update.message, number, at) or self._message(update.message, number, at)
        return None

    def _tap(self, tap: Tap, at: datetime) -> Taken:
        verb, named = arguments(self.routes, tap.data)
        request = Request(
            sender=tap.sender,
            address=tap.address,
            at=at,
            house=self.house,
            update=str(tap.update_id),
            verb=verb or "?",  # a tap without data is still a tap, on a card nobody understands any more
            arguments=named,
            message=tap.message,
            chat_title=tap.title,
        )
        return Taken(request, query=tap.query)

    def _message(self, message: Message, number: str, at: datetime) -> Taken | None:
        if message.from_user is None or message.via_bot or _is_service(message):
            return None
        words = self._words(message)
        if words is None:
            return None
        thread = str(message.message_thread_id) if message.is_topic_message else ""
        card = message.reply_to_message
        mine = card is not None and card.from_user is not None and card.from_user.id == self.user
        request = Request(
            sender=sender_of(message.from_user),
            address=address_of(message.chat, thread),
            at=at,
            house=self.house,
            update=number,
            text=words,
            message=str(MessageId.of(card)) if card and mine and not _is_service(card) else "",
            chat_title=message.chat.title or "",
            owed=True,
        )
        document = message.document if not message.animation else None
        return Taken(request, asked=message.message_id, document=document)

    def _words(self, message: Message) -> str | None:
        """Return what is said to us; None where a group talks among itself or to another bot."""
        text = message.text or message.caption or ""
        me = f"@{self.username}".lower()
        first, gap, rest = text.partition(" ")
        if first.startswith("/") and "@" in first:
            command, _, whom = first.partition("@")
            return f"{command}{gap}{rest}" if f"@{whom.lower()}" == me else None
        if message.chat.type == Chat.PRIVATE or text.startswith("/"):
            return text
        mentions = message.parse_entities(["mention"]) | message.parse_caption_entities(["mention"])
        mine = next((said for said in mentions.values() if said.lower() == me), None)
        if mine:
            return text.replace(mine, "", 1).strip()
        card = message.reply_to_message
        return text if card and card.from_user and card.from_user.id == self.user else None

    def _standing(self, change: ChatMemberUpdated, number: str, at: datetime) -> Taken | ChatChanged | None:
        was, now = change.old_chat_member.status, change.new_chat_member.status
        gone, came = now in _GONE, was in _GONE and now not in _GONE
        chat = str(change.chat.id)
        if change.chat.type == Chat.PRIVATE:
            if gone or came:
                return ChatChanged(NAME, chat, Turn.CLOSED if gone else Turn.OPENED, at, number)
            return None
        if gone:
            return ChatChanged(NAME, chat, Turn.LEFT, at, number)
        if came and change.chat.type in {Chat.GROUP, Chat.SUPERGROUP}:
            arrived = Request(
                sender=sender_of(change.from_user),
                address=address_of(change.chat, ""),
                at=at,
                house=self.house,
                update=number,
                verb="arrived",
                chat_title=change.chat.title or "",
            )
            return Taken(arrived)
        return None


def _change(message: Message, number: str, at: datetime) -> ChatChanged | None:
    """Return what a service message says of its chat. A migration is told in the old chat and again in the new one."""
    chat = str(message.chat.id)
    if message.migrate_to_chat_id:
        return ChatChanged(NAME, chat, Turn.MOVED, at, number, becomes=str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        moved = ChatChanged(NAME, str(message.migrate_from_chat_id), Turn.MOVED, at, number)
        return replace(moved, becomes=chat)
    if message.new_chat_title:
        return ChatChanged(NAME, chat, Turn.RENAMED, at, number, becomes=message.new_chat_title)
    return None


def _is_service(message: Message) -> bool:
    """Whether the platform speaks, not a person: everything a person sends has one of these."""
    said = (message.text, message.caption, message.effective_attachment)
    return all(one is None or one == () for one in said)
