"""Who comes to a page of ours, and through which door. Made by bot/services, shown by channels that have pages."""

from dataclasses import dataclass

from bot.chat.cards import Reader
from bot.models.people import Group, Member


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a browser: the member behind it (None for a stranger), how they read, whose groups they see."""

    member: Member | None
    reader: Reader
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """What a start code leads to, without opening it; everything is empty behind a code that opens nothing.

    `branch` may be shown before it is opened. A personal link also names its member and, where that member has been
    on the web chat before, the web user whose thread it continues.
    """

    branch: str = ""
    member_id: int | None = None
    user: str = ""
