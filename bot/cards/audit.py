"""The audit trail, a page at a time."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards import paging
from bot.chat import Card, Line, Row, Verbatim

Told = tuple[datetime, str | None, Line]


def page(entries: Sequence[Told], number: int, pages: int) -> Card:
    """Show entries: when, who (None: the house itself), what."""
    rows = tuple(
        Row(Line("trail-at", at=at), Line("trail-did", by=Verbatim(by) if by else Line("trail-house"), what=what))
        for at, by, what in entries
    )
    shown = paging.Page(entries, number, pages)
    return Card(
        Line("trail-title", page=number + 1, pages=pages), rows or (Line("trail-empty"),), paging.turns(shown, "trail")
    )
