"""Taps: what is tapped most, read without python-telegram-bot's classes, which take ten times as long to make."""

from dataclasses import dataclass

from telegram import CallbackQuery, Chat, Message, User

from bot.channels.telegram.names import NAME, MessageId
from bot.chat import Address, Audience, Sender

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that was tapped: by whom, on which card (`message`, empty where it is not told) and what it carries."""

    update_id: int
    query: str
    sender: Sender
    address: Address
    data: str
    message: str = ""
    title: str = ""

    @classmethod
    def of(cls, query: CallbackQuery, number: int) -> "Tap":
        """Return the tap that python-telegram-bot has read."""
        sender, data, card = sender_of(query.from_user), query.data or "", query.message
        if card is None:
            return cls(number, query.id, sender, Address(NAME, sender.user), data)
        thread = str(card.message_thread_id) if isinstance(card, Message) and card.is_topic_message else ""
        title = card.chat.title or ""
        return cls(number, query.id, sender, address_of(card.chat, thread), data, str(MessageId.of(card)), title)


def sender_of(user: User) -> Sender:
    """Return the person who did something."""
    return Sender(NAME, str(user.id), user.full_name, user.language_code or "")


def address_of(chat: Chat, thread: str) -> Address:
    """Return a chat, or a topic of it, as an address."""
    audience = Audience.PRIVATE if chat.type == Chat.PRIVATE else Audience.GROUP
    return Address(NAME, str(chat.id), audience, thread)


def read_tap(told: object) -> Tap | None:
    """Return the tap that Telegram tells of: the same as by way of `Tap.of`, or None where it is not an everyday one.

    Never raises. None: somebody has to look closer (bot/channels/telegram/shape.py). No less strict than they are.
    """
    match told:
        case {
            "update_id": int(number),
            "callback_query": {
                "id": str(query),
                "from": {"id": int(user), "first_name": str(first)} as person,
                "data": str(data),
                "message": {
                    "message_id": int(card),
                    "date": int(date),
                    "chat": {"id": int(chat), "type": str(kind)} as place,
                } as message,
            },
        } if date and first and len(told) == 2 and "photo" not in message and "document" not in message:  # type: ignore[arg-type]
            last, language = person.get("last_name") or "", person.get("language_code") or ""
            title, topic = place.get("title") or "", ""
            if not (_are_words(query, first, data, last, language, title) and _are_ids(number, user, card, chat)):
                return None
            if message.get("is_topic_message"):
                if not _are_ids(message.get("message_thread_id")):
                    return None
                topic = str(message["message_thread_id"])
            audience = Audience.PRIVATE if kind == Chat.PRIVATE else Audience.GROUP
            return Tap(
                number,
                query,
                Sender(NAME, str(user), f"{first} {last}" if last else first, language),
                Address(NAME, str(chat), audience, topic),
                data,
                str(MessageId(str(chat), card)),
                title,
            )
    return None


def _are_ids(*numbers: object) -> bool:
    return all(type(number) is int and -(2**63) < number < 2**63 for number in numbers)


def _are_words(*texts: object) -> bool:
    """Say whether all are texts of a tap's size and of whole characters."""
    for text in texts:
        if not isinstance(text, str) or len(text) > _LONGEST:
            return False
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                return False
    return True
