"""Cards put into words: the last step before a channel writes them its own way."""

from dataclasses import dataclass

from bot.chat import Attachment, Card, Line, Reader, Row, Style
from bot.texts.sentences import say, say_any


@dataclass(frozen=True, slots=True)
class SpokenButton:
    """A button as people read it; `data` is what comes back when it is tapped, or `url` opens."""

    label: str
    data: str = ""
    style: Style = Style.PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A card in words. Parts are a paragraph, or a (label, value) pair. Plain text: channels escape."""

    title: str
    parts: tuple[str | tuple[str, str], ...]
    buttons: tuple[tuple[SpokenButton, ...], ...]
    picture: Attachment | None
    files: tuple[Attachment, ...]


def speak(card: Card, reader: Reader) -> Spoken:
    """Put a card into its reader's words. Drawings must have been made before (bot/papers)."""
    return Spoken(
        title=say(card.title, reader) if card.title else "",
        parts=tuple(_part(part, reader) for part in card.parts),
        buttons=tuple(
            tuple(SpokenButton(say(b.label, reader), "" if b.url else b.data, b.style, b.url) for b in row)
            for row in card.buttons
            if row
        ),
        picture=_made(card.picture) if card.picture else None,
        files=tuple(_made(file) for file in card.files),
    )


def _part(part: Line | Row, reader: Reader) -> str | tuple[str, str]:
    if isinstance(part, Row):
        return say(part.label, reader), say_any(part.value, reader)
    return say(part, reader)


def _made(paper: object) -> Attachment:
    if not isinstance(paper, Attachment):
        raise TypeError(f"not drawn yet: {paper!r}")
    return paper
