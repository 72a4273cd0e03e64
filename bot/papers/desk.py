"""Turns the drawings on a card into files, in a thread of its own."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.chat import Attachment, Card, Drawing, Reader
from bot.papers.ics import write_event
from bot.papers.notice import write_notice
from bot.papers.qr import draw_poster
from bot.papers.record import write_record
from bot.papers.signin import write_sign_in
from bot.papers.template import write_template
from bot.papers.turnout import draw_turnout

Draw = Callable[[Any, Reader], bytes]

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PAPERS: Mapping[str, tuple[str, str, Draw]] = {
    "turnout": ("png", "image/png", draw_turnout),  # TurnoutChart
    "poster": ("png", "image/png", draw_poster),  # JoinPoster
    "event": ("ics", "text/calendar", write_event),  # CalendarEntry
    "sign-in": ("xlsx", _SHEET, write_sign_in),  # SignInSheet
    "notice": ("docx", _DOCUMENT, write_notice),  # Notice
    "record": ("docx", _DOCUMENT, write_record),  # ActivityRecord
    "roster-template": ("xlsx", _SHEET, write_template),  # RosterTemplate
}
"""Each paper by its name: the ending of its file, its media type, and what makes it from values of the type named."""


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
    ending, media_type, draw = PAPERS[paper.what]
    return Attachment(f"{paper.name or paper.what}.{ending}", media_type, draw(paper.values, reader))
