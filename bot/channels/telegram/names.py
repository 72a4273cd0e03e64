"""How Telegram's ids are written as ours."""

from dataclasses import dataclass

from telegram import MaybeInaccessibleMessage, Message

from bot.chat import MessageGone

NAME = "telegram"


@dataclass(frozen=True, slots=True)
class MessageId:
    """A message of the bot: `<chat>/<number>`, with a `c` behind where its words are a caption.

    The chat is part of it because a group that becomes a supergroup begins to count anew: an old number
    would name another message there.
    """

    chat: str
    number: int
    captioned: bool = False

    def __str__(self) -> str:
        return f"{self.chat}/{self.number}{'c' * self.captioned}"

    @classmethod
    def read(cls, text: str, chat: str) -> "MessageId":
        """Read an id in `chat`. Raises MessageGone when it names a message of another chat, or none."""
        where, _, number = text.rpartition("/")
        digits = number.removesuffix("c")
        if where != chat or not digits.isdecimal():
            raise MessageGone(f"{text} is no message of {chat}")
        return cls(where, int(digits), number.endswith("c"))

    @classmethod
    def of(cls, message: MaybeInaccessibleMessage) -> "MessageId":
        """Return the id of a message the platform gave."""
        captioned = isinstance(message, Message) and bool(message.photo or message.document)
        return cls(str(message.chat.id), message.message_id, captioned)
