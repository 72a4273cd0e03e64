"""The shape of the route table: which handler hears what. The table itself is handlers/routes.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlmodel import Session

from bot.chat.requests import Quickly, Reply, Request
from bot.models.people import Role

Handler = Callable[[Request, Session], Reply]

Quick = Callable[[Request, Connection], Quickly | None]
"""A short way for what most requests of a verb are; None, with nothing done, for all others."""


@dataclass(frozen=True, slots=True)
class Route:
    """One verb.

    `verb` is what buttons carry and, where there are `aliases`, the `/command` too; the aliases are what may be typed.
    `parameters` names a button's arguments in order. `strangers`: people we do not know yet may use it. `groups`: it
    may be used where others read along. `menu`: listed in help and menus for this role and those above it.
    `glued`: text may follow a Chinese alias without a space (安排下周五…). `quick`: what it is tried with first.
    """

    verb: str
    handler: Handler
    aliases: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    strangers: bool = False
    groups: bool = False
    menu: Role | None = None
    glued: bool = False
    quick: Quick | None = None


@dataclass(frozen=True, slots=True)
class Routes:
    """All that can be said to the bot.

    `topics` answer the next words in an open dialogue (bot.models.events.Dialogue.topic): those of `joining` are for
    people who are not in yet, all others for members. `file` takes a document, `words` whatever nothing else took.
    """

    table: tuple[Route, ...]
    topics: Mapping[str, Handler]
    file: Handler
    words: Handler
    joining: frozenset[str] = frozenset()
    by_verb: Mapping[str, Route] = field(init=False)

    def __post_init__(self) -> None:
        by_verb = {route.verb: route for route in self.table}
        if len(by_verb) != len(self.table):
            raise ValueError("a verb stands twice in the route table")
        object.__setattr__(self, "by_verb", by_verb)

    def command(self, text: str) -> tuple[Route, str] | None:
        """Find the command that `text` begins with, and return it with the words after it.

        `/verb words` and `alias words` are commands, in any case; a glued alias needs no space.
        """
        first, _, rest = text.strip().partition(" ")
        head, break_, tail = first.partition("\n")
        if break_:
            first, rest = head, f"{tail} {rest}".strip()
        word = first.removeprefix("/").casefold()
        for route in self.table:
            if route.aliases and (word == route.verb or word in (a.casefold() for a in route.aliases)):
                return route, rest.strip()
        glued = [(a, r) for r in self.table if r.glued for a in r.aliases if not a.isascii() and first.startswith(a)]
        if glued:
            alias, route = max(glued, key=lambda pair: len(pair[0]))
            return route, text.strip()[len(alias) :].lstrip(" :：,，")
        return None


def arguments(routes: Routes, data: str) -> tuple[str, dict[str, str]]:
    """Read what a button carries: its verb and its arguments by name. An unknown verb is found out when it is heard."""
    verb, *values = data.split(":")
    route = routes.by_verb.get(verb)
    return verb, dict(zip(route.parameters, values, strict=False)) if route else {}
