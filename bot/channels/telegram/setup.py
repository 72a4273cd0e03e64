"""What Telegram shows about the bot: its descriptions, and the command menus by place, language and role."""

import json
import re
from hashlib import sha256
from typing import NamedTuple

from sqlmodel import Session
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.channels.telegram.outbound import call
from bot.chat import House, Line, Reader, Routes
from bot.clock import Clock
from bot.models.deliveries import Bookmark
from bot.models.people import Role
from bot.store import Gate
from bot.texts import LANGUAGES, has, say, written

_MARK = "telegram-setup"
_DESCRIPTIONS = ("telegram-description", "telegram-short-description")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_RANKS = tuple(Role)


class Setup:
    """Sets the menus: everywhere once for every change of the table, for leading people when they come by."""

    def __init__(self, bot: Bot, gate: Gate, clock: Clock, routes: Routes, house: House) -> None:
        self._bot, self._gate, self._clock = bot, gate, clock
        self._routes, self._house = routes, house
        self._shown: dict[str, tuple[Role, str]] = {}

    async def everywhere(self) -> bool:
        """Set descriptions and the menus of private chats, groups and administrators; say whether that was needed.

        Raises a SendFailed; the next start goes on.
        """
        mark = self._mark()
        if await self._gate.run(lambda ledger: _stands(ledger, mark)):
            return False
        for face in self._plan():
            code = face.code or None
            await call(self._bot.set_my_description(face.description, code))
            await call(self._bot.set_my_short_description(face.short, code))
            for scope, menu in (
                (BotCommandScopeAllPrivateChats(), face.private),
                (BotCommandScopeAllGroupChats(), face.group),
                (BotCommandScopeAllChatAdministrators(), face.leaders),
            ):
                await call(self._bot.set_my_commands([BotCommand(*entry) for entry in menu], scope, code))
        await self._gate.run(lambda ledger: ledger.merge(Bookmark(name=_MARK, value=mark)) and None)
        return True

    async def for_person(self, chat: str, role: Role, language: str, *, typed: bool) -> None:
        """Keep the menu of somebody's private chat in step with their role. Raises a SendFailed.

        Once a process and change; members, whose menu is everybody's, only when they `typed`: taps come in crowds.
        """
        before = self._shown.get(chat)
        if before == (role, language) or (before is None and role is Role.MEMBER and not typed):
            return
        scope = BotCommandScopeChat(int(chat))
        if role is Role.MEMBER:
            await call(self._bot.delete_my_commands(scope))
        else:
            commands = [BotCommand(name, words) for name, words in self.menu(role, language)]
            await call(self._bot.set_my_commands(commands, scope))
        self._shown[chat] = (role, language)

    def menu(self, role: Role, language: str, *, group: bool = False) -> list[tuple[str, str]]:
        """Return the commands for a role, in the order of the table, in one language."""
        reader = Reader(language, self._house.zone, self._clock.now())
        return [
            (route.verb, say(Line(f"menu-{route.verb}"), reader)[:256])  # keys: handlers/routes.py names the verbs
            for route in self._routes.table
            if route.menu is not None
            and _RANKS.index(route.menu) <= _RANKS.index(role)
            and (route.groups or not group)
            and _COMMAND.fullmatch(route.verb)
            and has(f"menu-{route.verb}", language)
        ][:100]

    def _mark(self) -> str:
        """Return what changes whenever the menus do, without saying any: every start would load every language."""
        listed = [(route.verb, str(route.menu), route.groups) for route in self._routes.table if route.menu is not None]
        keys = [*_DESCRIPTIONS, *(f"menu-{verb}" for verb, _, _ in listed)]
        words = [[written(language).get(key) for key in keys] for language in LANGUAGES]
        facts = [self._bot.id, self._house.language, listed, words]
        return sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    def _plan(self) -> list["_Face"]:
        faces = []
        for code in ("", *LANGUAGES):
            language = code or self._house.language
            reader = Reader(language, self._house.zone, self._clock.now())
            description, short = (Line(key) for key in _DESCRIPTIONS)
            private = self.menu(Role.MEMBER, language)
            group = self.menu(Role.MEMBER, language, group=True)
            leaders = self.menu(Role.COORDINATOR, language, group=True)
            faces.append(_Face(code, say(description, reader), say(short, reader), private, group, leaders))
        return faces


class _Face(NamedTuple):
    """What the bot shows in one language; the code is empty for all others."""

    code: str
    description: str
    short: str
    private: list[tuple[str, str]]
    group: list[tuple[str, str]]
    leaders: list[tuple[str, str]]


def _stands(ledger: Session, mark: str) -> bool:
    row = ledger.get(Bookmark, _MARK)
    return row is not None and row.value == mark
