"""What the ways have in common: a house that listens to a test server, and people who are heard by way of it."""

import asyncio
import contextlib
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import col, func, or_, select

from bot.chat import Attachment
from bot.clock import HandClock
from bot.config import Web
from bot.models.deliveries import Delivery, State
from bot.models.web import WebFile, WebMessage
from jobs.timetable import settle
from tests.world import MONDAY, Heard, Person, World

_LONGEST = 120
"""Seconds of the hand clock in which what is due has to be said: platforms want their pauses."""

_BOARDS_FOLLOW = 4
"""Seconds after which a group's board shows what is known: three between two changes, and what is left of one."""


@dataclass(frozen=True)
class Seen(Heard):
    """One message as it is seen on another platform; `said` is the platform's own, `key` names it."""

    said: Any = None
    key: str = ""
    picture: bytes | None = None
    file: tuple[str, bytes] | None = None


def seen(key: str, said: Any, text: str, buttons: list[list[tuple[str, str]]], **more: Any) -> Seen:
    """Return a message with its words and its buttons: rows of labels, each with its data or its link."""
    rows = [[{"label": label, "data": data, "url": ""} for label, data in row] for row in buttons]
    body = {"parts": text.split("\n"), "buttons": rows} | ({"picture": {"name": ""}} if more.get("picture") else {})
    return Seen(WebMessage(chat="", body=body, sent_at=MONDAY, version=0), said, key, **more)


def _name(one: Heard) -> str:
    return one.key if isinstance(one, Seen) else f"web {one.row.id}"


class Someone(Person):
    """Somebody on the platform. What they do is told to the test server; what comes of it is awaited."""

    world: "Elsewhere"

    def __init__(self, world: "Elsewhere", name: str, language: str = "") -> None:
        super().__init__(world, name, language)
        self._before: set[tuple[str, str]] = set()

    def says(
        self, text: str, *, to: str = "", file: Attachment | None = None, reply_to: Heard | None = None
    ) -> "Someone":
        """Type words, or send a file."""
        return self._act(lambda: self.sends(text, to, file, reply_to))

    def taps(self, label: str, on: Heard | None = None, *, to: str = "") -> "Someone":
        """Tap a button by its label: on a given message, else on the newest that has it."""
        message = on or self._newest_with(label, to)
        return self._act(lambda: self.touches(message, label))

    def forges(self, data: str, *values: object) -> "Someone":
        """Send what a button would that this person does not see."""
        return self._act(lambda: self.touches_nothing(":".join((data, *map(str, values)))))

    def hears(self, *pieces: str, chat: str = "") -> "Someone":
        """Assert that what was said or changed since they last did something, or the toast, contains every piece."""
        news = [one for one in self.thread(chat) if (_name(one), one.text) not in self._before]
        heard = "\n".join([*(one.text for one in news or self.thread(chat)[-1:]), self.toast])
        for piece in pieces:
            assert piece in heard, f"{self.name} heard:\n{heard}\nnot: {piece}"
        return self

    def file(self, name_ends: str) -> WebFile:
        """Return the newest file they were sent whose name ends so."""
        everything = [one for one in self.thread() if isinstance(one, Seen)]
        files = [one.file for one in everything if one.file]
        files += [(".png", one.picture) for one in everything if one.picture]
        name, content = next(file for file in reversed(files) if file[0].endswith(name_ends))
        return WebFile(token="", chat="", name=name, media_type="", content=content, at=MONDAY)

    @abstractmethod
    def sends(self, text: str, to: str, file: Attachment | None, reply_to: Heard | None) -> None:
        """Let the platform take words or a file."""

    @abstractmethod
    def touches(self, message: Heard, label: str) -> None:
        """Let the platform take a tap."""

    @abstractmethod
    def touches_nothing(self, data: str) -> None:
        """Let the platform take a tap on a button that is not there."""

    def _act(self, work: Callable[[], None]) -> "Someone":
        self._before = {(_name(one), one.text) for chat in ("", *self.world.groups) for one in self.thread(chat)}
        self.toast = ""

        async def act() -> None:
            self.world.clock.advance(seconds=self.world.breath)
            work()
            await self.world.heard()

        self.world.run(act())
        self.world.settle()
        return self


class Elsewhere(World):
    """A house that listens to a test server. `groups` are chats by the names tests have for them.

    `breath`: seconds between two things somebody does. Platforms take so many messages a minute, and direct answers do
    not wait on a clock that stands.
    """

    breath = 2

    def __init__(self, folder: Path, template: Path | None = None, at: datetime = MONDAY) -> None:
        self.groups: dict[str, Any] = {}
        self.people: list[Any] = []
        self._listening: asyncio.Task[None] | None = None
        super().__init__(folder, template, at, Web(public_url="https://jiedui.example.org"))

    @abstractmethod
    async def heard(self) -> None:
        """Wait until everything people did was taken in and answered."""

    @abstractmethod
    def begin(self, clock: HandClock) -> None:
        """Start the test server, on this world's event loop."""

    @abstractmethod
    def end(self) -> None:
        """Stop the test server, and look at what it holds against the house."""

    def sections(self) -> dict[str, Any]:
        """Start the platform."""
        self.begin(self.clock)
        return {}

    def opened(self) -> None:
        """Let the house listen to the platform."""
        self._listening = self.loop.create_task(self.app.channels[self.channel].run())
        self.run(self._known())

    def left(self) -> None:
        """End the listening as the house does."""
        if self._listening:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                self.loop.run_until_complete(self._listening)
            self._listening = None

    def close(self) -> None:
        """Shut the house, then the platform."""
        self.left()
        self.app.gate.close()
        self.end()
        self.loop.close()

    def pass_to(self, at: datetime) -> None:
        """Move the clock, let everything due happen, and what groups see follow at their pace."""
        super().pass_to(at)
        for _ in range(_BOARDS_FOLLOW):
            self.clock.advance(seconds=1)
            self.settle()

    def settle(self) -> None:
        """Let everything due now happen, each message in its turn: the hands move on while one has to wait."""
        self.run(self._settle())

    async def _settle(self) -> None:
        for _ in range(_LONGEST):
            await settle(self.app.jobs)
            await self.heard()
            if not self._waiting():
                return
            self.clock.advance(seconds=1)
        raise AssertionError(f"something due was not said within {_LONGEST} s")

    async def _known(self) -> None:
        async with asyncio.timeout(10):
            await self.app.channels[self.channel].known.wait()  # type: ignore[attr-defined]

    def _waiting(self) -> int:
        now = self.clock.now()
        return self.do(
            lambda ledger: ledger.exec(
                select(func.count())
                .select_from(Delivery)
                .where(Delivery.state == State.PLANNED, col(Delivery.due_at) <= now)
                .where(or_(col(Delivery.retry_at).is_(None), col(Delivery.retry_at) <= now))
            ).one()
        )
