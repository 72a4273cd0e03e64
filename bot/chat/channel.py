"""The port every channel implements, and how sending can fail."""

from collections.abc import Mapping
from typing import Protocol

from bot.chat.cards import Card, Reader
from bot.chat.requests import Address, Audience

EVERYWHERE, NOWHERE = frozenset(Audience), frozenset[Audience]()


class SendFailed(Exception):
    """A message did not go out, as far as we know; subclasses say what to do about it."""


class NotSent(SendFailed):
    """Certainly not sent, worth repeating; `retry_after` seconds when the platform said so."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class PerhapsSent(SendFailed):
    """The call was cut or timed out after it left: it may have arrived."""


class AddressClosed(SendFailed):
    """The address cannot be reached any more: blocked, left, never started."""


class Rejected(SendFailed):
    """The platform will never take this message as it is."""


class MessageGone(SendFailed):
    """The message to edit is no longer there or can no longer be edited."""


class Misconfigured(SendFailed):
    """The operator has to mend something: a wrong token (`everywhere`), or a missing right in one chat."""

    def __init__(self, reason: str, *, everywhere: bool = False) -> None:
        super().__init__(reason)
        self.everywhere = everywhere


class ChatMoved(SendFailed):
    """The chat has a new id."""

    def __init__(self, chat: str) -> None:
        super().__init__(f"the chat has moved to {chat}")
        self.chat = chat


class Channel(Protocol):
    """A way to reach people. Everything a channel does is in its own folder under bot/channels."""

    name: str

    rewrites: frozenset[Audience]
    """Where a message that stands can be rewritten unasked, at least once. Elsewhere `edit` raises MessageGone: what
    would only be rewritten is not said, and a board is posted anew now and then."""

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Send a card and return the platform's id of the message. Raises a SendFailed."""

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Let `card` take the place of a message. The same content again is no error. Raises a SendFailed."""

    async def run(self) -> None:
        """Listen until cancelled; what was taken in is finished first."""


def unwritable(channels: Mapping[str, Channel]) -> frozenset[tuple[str, Audience]]:
    """Return the channels' names and audiences where no message can be rewritten unasked."""
    return frozenset((name, audience) for name, one in channels.items() for audience in EVERYWHERE - one.rewrites)
