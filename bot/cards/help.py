"""What can be said: one card, by role, each command with an example where words follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards import paging
from bot.chat import Button, Card, Line, Verbatim, tap
from bot.models.people import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as its reader types it; `example` is the sentence that shows it used, or None.

    `tapped`: it can be said here, and so has a button.
    """

    verb: str
    word: str
    about: Line
    example: Line | None
    tapped: bool


def whole(entries: Mapping[Role, Sequence[Entry]]) -> Card:
    """List the commands, the ones for everybody first; each can be tapped too."""
    parts: list[Line] = [Line("help-answers")]
    buttons: list[Button] = []
    for role in Role:
        if not entries.get(role):
            continue
        parts.append(Line("help-for", role=role))
        for one in entries[role]:
            parts.append(Line("help-entry", word=Verbatim(one.word), about=one.about))
            if one.example:
                parts.append(Line("help-example", example=one.example))
            if one.tapped:
                buttons.append(tap(Line("label-verbatim", text=Verbatim(one.word)), one.verb))
    return Card(Line("help-title"), tuple(parts), paging.in_rows(buttons, 3))
