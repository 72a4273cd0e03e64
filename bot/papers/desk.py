"""Turns the drawings on a card into files, in a thread of its own; and reads the file that is sent in."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from bot.chat import Attachment, Card, Drawing, Reader
from bot.rules.files import file_name

if TYPE_CHECKING:
    from bot.papers.roster import Roster

Draw = Callable[[Any, Reader], bytes]

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PAPERS: Mapping[str, tuple[str, str, str]] = {
    "turnout": ("png", "image/png", "turnout:draw_turnout"),  # TurnoutChart
    "poster": ("png", "image/png", "qr:draw_poster"),  # JoinPoster
    "event": ("ics", "text/calendar", "ics:write_event"),  # CalendarEntry
    "feed": ("ics", "text/calendar", "ics:write_feed"),  # CalendarFeed
    "sign-in": ("xlsx", _SHEET, "signin:write_sign_in"),  # SignInSheet
    "notice": ("docx", _DOCUMENT, "notice:write_notice"),  # Notice
    "record": ("docx", _DOCUMENT, "record:write_record"),  # ActivityRecord
    "roster-template": ("xlsx", _SHEET, "template:write_template"),  # RosterTemplate
}
"""Each paper by its name: the ending of its file, its media type, and what makes it from values of the type named.

What makes it is found when the first one is asked for: the libraries for pictures, sheets and documents take half a
second and 30 MiB, and most days nobody wants all of them.
"""


async def finish(card: Card, reader: Reader) -> Card:
    """Return the card with every drawing made."""
    if not isinstance(card.picture, Drawing) and not any(isinstance(file, Drawing) for file in card.files):
        return card
    return await asyncio.to_thread(_finish, card, reader)


def _finish(card: Card, reader: Reader) -> Card:
    picture = make(card.picture, reader) if card.picture else None
    return replace(card, picture=picture, files=tuple(make(file, reader) for file in card.files))


def make(paper: Attachment | Drawing, reader: Reader) -> Attachment:
    """Make one file; what is made already is returned as it is."""
    if isinstance(paper, Attachment):
        return paper
    ending, media_type, made_by = PAPERS[paper.what]
    draw: Draw = resolve_name(f"bot.papers.{made_by}")
    return Attachment(f"{file_name(paper.name) or paper.what}.{ending}", media_type, draw(paper.values, reader))


def read_roster(content: bytes) -> "Roster":
    """Read a roster. Raises what `bot.papers.roster.read_roster` raises."""
    from bot.papers import roster  # noqa: PLC0415 - brings openpyxl, which a year needs twice

    return roster.read_roster(content)
