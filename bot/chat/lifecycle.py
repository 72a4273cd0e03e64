"""What happens to a chat itself: nobody said anything, but addresses open, close or move."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Turn(StrEnum):
    """What happened. A private chat opens and closes; a group is left, moves to a new id, or is renamed."""

    OPENED = "opened"
    CLOSED = "closed"
    LEFT = "left"
    MOVED = "moved"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class ChatChanged:
    """One such happening, as the platform tells it.

    `update` recognises a repetition (unique per channel). `becomes` is the new chat id (MOVED) or title (RENAMED).
    """

    channel: str
    chat: str
    turn: Turn
    at: datetime
    update: str = ""
    becomes: str = ""
