"""Lines, cards and buttons: facts on their way to becoming words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, both ends aware; `end` is None where it was not said."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of local days, both of them in it: 11月20日–27日."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to say: its key in bot/texts and the facts it needs."""

    key: str
    facts: Mapping[str, "Fact"]

    def __init__(self, key: str, /, **facts: "Fact") -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "facts", facts)

    def __hash__(self) -> int:
        return hash((self.key, tuple(self.facts.items())))


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words that are not ours (a title, a name, a code): said as they are, in every language."""

    text: str


Fact = (
    Line | Verbatim | Span | Days | StrEnum | str | int | datetime | date | time | ZoneInfo | tuple["Fact", ...] | None
)
"""What a line can say.

Times are said in the reader's zone, dates with their weekday, enums by their name in the reader's language,
tuples as an enumeration; `None` is said as nothing.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled fact of a card: 时间  11月27日 周五 15:00."""

    label: Line
    value: Fact


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it travels: to us or from us."""

    name: str
    media_type: str
    content: bytes

    @property
    def is_picture(self) -> bool:
        """Whether chats show it instead of offering it for download."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture or file still to be made: `what` names the paper (bot/papers), `values` is what it shows.

    It is made off the event loop and outside any transaction, just before it is sent.
    """

    what: str
    values: object
    name: str = ""


class Style(StrEnum):
    """How strongly a button asks to be tapped."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap: a verb of handlers/routes.py with its arguments, or a link."""

    label: Line
    verb: str = ""
    arguments: tuple[str, ...] = ()
    style: Style = Style.PLAIN
    url: str = ""

    @property
    def data(self) -> str:
        """The verb and its arguments as one short text (Telegram: at most 64 bytes)."""
        return ":".join((self.verb, *self.arguments))


def tap(label: Line, verb: str, *arguments: object, style: Style = Style.PLAIN) -> Button:
    """Make a button for `verb`; enums and numbers are written as text."""
    return Button(label, verb, tuple(str(a) for a in arguments), style)


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One message with a title, lines and rows, and what can be tapped under it."""

    title: Line | None = None
    parts: tuple[Line | Row, ...] = ()
    buttons: Buttons = ()
    picture: Attachment | Drawing | None = None
    files: tuple[Attachment | Drawing, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes: the language (`zh`, `en`), the zone times are said in, and the moment of reading."""

    language: str
    zone: ZoneInfo
    now: datetime
