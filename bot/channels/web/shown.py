"""Messages and commands as templates show them."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.web.marks import safe_address
from bot.chat import Line, Reader, Routes
from bot.models.people import Role
from bot.models.web import WebMessage
from bot.texts import say, say_fact

_IDLE = "idle"
_ROLES = (Role.MEMBER, Role.SECRETARY, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as its reader sees it. `author` is empty for the bot and for what the reader said themself."""

    id: int
    version: int
    mine: bool
    author: str
    day: str
    clock: str
    at: str
    edited: str
    title: str
    blocks: Sequence[Any]
    buttons: Sequence[Sequence[Mapping[str, str]]]
    picture: Mapping[str, Any] | None
    files: Sequence[Mapping[str, Any]]
    sent: str


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks: the reader, their web user, the names of the others, and what those without a name are called.

    `door` is how addresses begin that lead in; where everybody is in already they are left out. Empty: none are.
    """

    reader: Reader
    user: str
    names: Mapping[str, str]
    nobody: str
    door: str = ""


def show(row: WebMessage, eyes: Eyes) -> Shown:
    """Return a message as `eyes` see it."""
    body, reader, user = row.body, eyes.reader, eyes.user
    mine = row.mine and body.get("by", user) in {user, ""}
    local = row.sent_at.astimezone(reader.zone)
    edited = row.edited_at.astimezone(reader.zone) if row.edited_at else None
    return Shown(
        id=row.id or 0,
        version=row.version,
        mine=mine,
        author="" if mine or not row.mine else eyes.names.get(body["by"]) or eyes.nobody,
        day=say_fact(local.date(), reader, say),
        clock=say_fact(local.time(), reader, say),
        at=local.isoformat(timespec="minutes"),
        edited=say_fact(edited.time() if edited.date() == local.date() else edited, reader, say) if edited else "",
        title=body.get("title", ""),
        blocks=_blocks(body.get("parts", [])),
        buttons=[shown for line in body.get("buttons", []) if (shown := _buttons(line, eyes.door))],
        picture=body.get("picture"),
        files=body.get("files", []),
        sent=body.get("sent", ""),
    )


def _buttons(line: Sequence[Mapping[str, str]], door: str) -> list[Mapping[str, str]]:
    """Return a row of buttons; `idle` marks those that only keep a grid in shape."""
    return [
        {**b, "url": safe_address(b["url"]), "idle": "yes" if b["data"] == _IDLE else ""}
        for b in line
        if not (door and b["url"].startswith(door))
    ]


def _blocks(parts: Sequence[Any]) -> list[Any]:
    """Put neighbouring labelled rows together: a page shows them as one list of terms."""
    return [
        block
        for is_text, some in itertools.groupby(parts, lambda part: isinstance(part, str))
        for block in (some if is_text else [list(some)])
    ]


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the menu: the word that is said, and what it does."""

    word: str
    does: str


def menu(routes: Routes, role: Role | None, reader: Reader, *, in_group: bool) -> list[Command]:
    """Return what somebody of a role can say here, in the order of the route table: the everyday first.

    Strangers have no menu.
    """
    if role is None:
        return []
    mine = _ROLES[: _ROLES.index(role) + 1]
    return [
        Command(
            _word(route.verb, route.aliases, reader.language), say(Line(f"menu-{route.verb.replace('_', '-')}"), reader)
        )
        for route in routes.table
        if route.menu in mine and (route.groups or not in_group)
    ]


def _word(verb: str, aliases: Sequence[str], language: str) -> str:
    return next((alias for alias in aliases if alias.isascii() == (language == "en")), verb)
