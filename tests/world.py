"""A whole house on a hand clock, spoken to over the web channel: what dialogue tests are written in.

tests/ways lets the same dialogues go over every other channel.
"""

import asyncio
import itertools
import shutil
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.app import App, build
from bot.channels.web import threads
from bot.chat import Address, Answered, Attachment, Audience, Request, Sender, arguments
from bot.clock import HandClock
from bot.config import Database, Settings, Web
from bot.models.web import WebFile, WebMessage
from bot.services import joining
from bot.texts import say
from jobs.timetable import settle

T = TypeVar("T")
BEIJING = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)


@dataclass(frozen=True)
class Heard:
    """One message as its reader sees it."""

    row: WebMessage

    @property
    def text(self) -> str:
        """Title and parts, a line each."""
        body = self.row.body
        parts = [p if isinstance(p, str) else "  ".join(p) for p in body.get("parts", [])]
        return "\n".join([t for t in [body.get("title", "")] if t] + parts)

    @property
    def buttons(self) -> dict[str, str]:
        """Each button's data (or link) by its label."""
        return {b["label"]: b["data"] or b["url"] for row in self.row.body.get("buttons", []) for b in row}


class Person:
    """Somebody with a browser. Words and taps go through dispatch; answers land in their thread."""

    def __init__(self, world: "World", name: str, language: str = "") -> None:
        self.world = world
        self.name = name
        self.user = f"u{next(world.numbers)}"
        self.language = language
        self.toast = ""

    def says(
        self, text: str, *, to: str = "", file: Attachment | None = None, reply_to: Heard | None = None
    ) -> "Person":
        """Type words (in a group when `to` names its chat), then let the house settle."""
        self.world.hear(self, Request(**self._from(to), text=text, file=file, message=_id(reply_to)))
        return self

    def taps(self, label: str, on: Heard | None = None, *, to: str = "") -> "Person":
        """Tap a button by its label: on a given message, else on the newest that has it."""
        message = on or self._newest_with(label, to)
        verb, args = arguments(self.world.app.dispatcher.routes, message.buttons[label])
        self.world.hear(self, Request(**self._from(to), verb=verb, arguments=args, message=_id(message)))
        return self

    def forges(self, data: str, *values: object) -> "Person":
        """Send what a button would that this person does not see: its data, or its verb and what goes with it."""
        verb, args = arguments(self.world.app.dispatcher.routes, ":".join((data, *map(str, values))))
        self.world.hear(self, Request(**self._from(""), verb=verb, arguments=args))
        return self

    def opens(self, code: str) -> "Person":
        """Open a start link."""
        return self.says(f"/start {code}")

    def thread(self, chat: str = "") -> list[Heard]:
        """Return what the bot said, oldest first."""
        rows = self.world.do(lambda ledger: threads.since(ledger, chat or self.user, most=1000))
        return [Heard(row) for row in rows if not row.mine]

    def last(self, chat: str = "") -> Heard:
        """Return the newest message."""
        return self.thread(chat)[-1]

    def hears(self, *pieces: str, chat: str = "") -> "Person":
        """Assert that the newest message, or the toast, contains every piece."""
        shown = f"{self.last(chat).text if self.thread(chat) else ''}\n{self.toast}"
        for piece in pieces:
            assert piece in shown, f"{self.name} heard:\n{shown}\nnot: {piece}"
        return self

    def file(self, name_ends: str) -> WebFile:
        """Return the newest file in this person's thread whose name ends so."""

        papers = [
            paper
            for heard in self.thread()
            for paper in [heard.row.body.get("picture"), *heard.row.body.get("files", [])]
            if paper and paper["name"].endswith(name_ends)
        ]
        return self.world.do(lambda ledger: ledger.get_one(WebFile, papers[-1]["token"]))

    def _newest_with(self, label: str, chat: str) -> Heard:
        for heard in reversed(self.thread(chat)):
            if label in heard.buttons:
                return heard
        raise AssertionError(f"{self.name} sees no button {label}; newest: {self.last(chat).text}")

    def _from(self, to: str) -> dict[str, Any]:
        where = Address("web", to or self.user, Audience.GROUP if to else Audience.PRIVATE)
        return {
            "sender": Sender("web", self.user, self.name, self.language),
            "address": where,
            "at": self.world.clock.now(),
            "house": self.world.app.house,
        }


class World:
    """A house in a folder of its own, its clock in our hand. `channel` is what people speak over."""

    channel = "web"
    rewrites = True  # what was said unasked can be changed in place
    called = "网页"  # how people read its name
    tells_names = True  # the platform tells what people are called
    hears_groups = True  # what is said and tapped in groups is heard

    def __init__(
        self, folder: Path, template: Path | None = None, at: datetime = MONDAY, web: Web | None = None,
        wecom_groups: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        file = folder / "jiedui.db"
        if template:
            shutil.copy(template, file)
        self.numbers = itertools.count(1)
        self.clock = HandClock(at)
        self.loop = asyncio.new_event_loop()
        self._settings = Settings(
            database=Database(url=f"sqlite:///{file}"), web=web or Web(), wecom_groups=dict(wecom_groups or {}),
            **self.sections(),
        )  # fmt: skip
        self.app: App = build(self._settings, self.clock)
        self.opened()

    def sections(self) -> dict[str, Any]:
        """Return the settings people's channel needs."""
        return {}

    def opened(self) -> None:
        """Let the house begin to listen."""

    def left(self) -> None:
        """Let the house listen no more."""

    def group_of(self, name: str, _title: str) -> str:
        """Make a group everybody is in; return its chat, which the platform may call otherwise than tests do."""
        return name

    def chat_of(self, name: str) -> str:
        """Return the chat of a group that was made."""
        return name

    def called_group(self, _name: str) -> str:
        """Return what people read as the name of a group that tells none of its own: its partnership's."""
        return "红色对子"

    def gathers(self, coordinator: Person) -> str:
        """Let a coordinator who looks at their partnership give it a group; return the name tests have for it."""
        coordinator.taps("群").taps("开网页群").hears("红色对子（网页）")
        said = next(one.text for one in reversed(coordinator.thread()) if "/g/" in one.text)
        return said.split("/g/")[1].split()[0]

    def restart(self, **settings: object) -> None:
        """Let the house end, and start again on the rows it left, with other `settings` if they are given."""
        self.left()
        self.app.gate.close()
        self._settings = self._settings.model_copy(update=settings)
        self.app = build(self._settings, self.clock)
        self.opened()

    def close(self) -> None:
        """Shut the house."""
        self.left()
        self.app.gate.close()
        self.loop.close()

    def do(self, unit: Callable[[Session], T]) -> T:
        """Run one transaction."""
        return self.app.gate.run_here(unit)

    def person(self, name: str, language: str = "") -> Person:
        """Return a new person nobody knows yet."""
        return Person(self, name, language)

    def coordinator(self, name: str = "陈联络") -> Person:
        """Return a person who has claimed the house."""
        code = self.do(lambda ledger: joining.new_claim(ledger, self.clock.now()))
        return self.person(name).opens(code)

    def hear(self, person: Person, request: Request) -> Answered:
        """Let the house hear a request as the web pages do, and settle."""
        answered = self.run(self._hear(request))
        person.toast = say(answered.reply.line, answered.reader) if answered.reply.line else ""
        return answered

    async def _hear(self, request: Request) -> Answered:
        answered = await self.app.web.take(request)
        await settle(self.app.jobs)
        return answered

    def pass_to(self, at: datetime) -> None:
        """Move the clock and let everything due happen."""
        self.clock.set(at)
        self.settle()

    def settle(self) -> None:
        """Let everything due happen now."""
        self.run(settle(self.app.jobs))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do asynchronous work to its end."""
        return self.loop.run_until_complete(work)


def _id(message: Heard | None) -> str:
    return str(message.row.id) if message else ""
