"""A small house on Telegram: the real channel, dispatcher and tables; handlers of the test's own."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import config
from bot.channels.telegram import TelegramChannel
from bot.chat import (
    Address,
    Attachment,
    Card,
    House,
    Line,
    Reader,
    Reply,
    Request,
    Route,
    Routes,
    Row,
    Style,
    Verbatim,
    tap,
)
from bot.clock import HandClock
from bot.dispatch import Dispatcher
from bot.models.people import Role
from bot.store import Gate, open_engine
from tests.telegram_server.server import TelegramServer

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Shanghai")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff89993d1d0000000049454e44ae426082"
)


def said(text: str) -> Line:
    """Return a line that says a text."""
    return Line("hello-claimed", name=Verbatim(text))


def card(title: str = "学习", *, answer: str = "", picture: bytes = b"", files: tuple[Attachment, ...] = ()) -> Card:
    """Return a card with three buttons; it shows an answer once there is one."""
    rows = [Row(Line("label-place"), Verbatim("友谊渠 <3"))]
    if answer:
        rows.append(Row(Line("label-when"), Verbatim(answer)))
    buttons = (
        tap(Line("answer-yes"), "rsvp", 7, "yes", style=Style.PRIMARY),
        tap(Line("answer-no"), "rsvp", 7, "no", style=Style.DANGER),
    )
    shown = Attachment("turnout.png", "image/png", picture) if picture else None
    return Card(said(title), tuple(rows), (buttons,), shown, files)


class Handlers:
    """What this house can do; everything heard is kept."""

    def __init__(self) -> None:
        self.heard: list[Request] = []

    def words(self, request: Request, ledger: Session) -> Reply:
        """Repeat what was said."""
        self.heard.append(request)
        return Reply(said(f"没看懂{request.text}"))

    def card(self, request: Request, ledger: Session) -> Reply:
        """Show a card."""
        self.heard.append(request)
        return Reply(card=card(request.text or "学习"))

    def rsvp(self, request: Request, ledger: Session) -> Reply:
        """Take an answer: the card shows it."""
        self.heard.append(request)
        answer = request.arguments.get("answer", "yes")
        return Reply(said(f"已记下 {answer}"), card(answer=answer), replaces=True)

    def refuse(self, request: Request, ledger: Session) -> Reply:
        """Refuse, at length when asked so."""
        return Reply(said("名额已满" * (60 if request.arguments.get("long") else 1)), alert=True)

    def menu(self, request: Request, ledger: Session) -> Reply:
        """Show buttons for everything else."""
        rows = (
            (tap(Line("answer-maybe"), "refuse"), tap(Line("reason-travel"), "refuse", "long")),
            (tap(Line("reason-ill"), "picture"), tap(Line("reason-work"), "break")),
        )
        return Reply(card=Card(said("菜单"), buttons=rows))

    def picture(self, request: Request, ledger: Session) -> Reply:
        """Show a picture with buttons, and a file."""
        return Reply(card=card("周报", picture=PICTURE, files=(Attachment("学习.ics", "text/calendar", b"BEGIN"),)))

    def paper(self, request: Request, ledger: Session) -> Reply:
        """Give a file back."""
        assert request.file
        self.heard.append(request)
        return Reply(card=Card(said(request.file.name), files=(request.file,)))

    def breaks(self, request: Request, ledger: Session) -> Reply:
        """Fail."""
        raise RuntimeError("broken on purpose")

    def routes(self) -> Routes:
        """Return the table."""
        return Routes(
            table=(
                Route("start", self.words, aliases=("start",), strangers=True, menu=Role.MEMBER),
                Route("card", self.card, aliases=("card", "卡片"), strangers=True, groups=True, menu=Role.MEMBER),
                Route(
                    "rsvp", self.rsvp, aliases=("参加",), parameters=("event", "answer"), strangers=True, groups=True
                ),
                Route("refuse", self.refuse, parameters=("long",), strangers=True, groups=True),
                Route("menu", self.menu, aliases=("菜单",), strangers=True, menu=Role.SECRETARY),
                Route("picture", self.picture, aliases=("周报",), strangers=True),
                Route("break", self.breaks, strangers=True),
                Route("arrived", self.words, strangers=True, groups=True),
            ),
            topics={},
            file=self.paper,
            words=self.words,
        )


class TelegramHouse:
    """`async with TelegramHouse(...)`: the channel runs, and `stop()` ends it as the house would."""

    def __init__(
        self, server: TelegramServer, folder: Path, template: Path, clock: HandClock, *, mode: str = "polling",
        token: str = "", web: str = "http://127.0.0.1:8300",
    ) -> None:  # fmt: skip
        file = folder / "telegram.db"
        if not file.exists():
            shutil.copy(template, file)
        self.server, self.clock, self.handlers = server, clock, Handlers()
        self.house = House(web=web, language="zh", zone=ZONE)
        self.gate = Gate(open_engine(f"sqlite:///{file}"))
        routes = self.handlers.routes()
        self.dispatcher = Dispatcher(self.gate, clock, routes)
        self.pauses: list[float] = []
        settings = config.Telegram.model_validate({"token": token or server.token, "api_url": server.url, "mode": mode})
        self.channel = TelegramChannel(
            settings, gate=self.gate, clock=clock, house=self.house, routes=routes,
            hear=self.dispatcher.hear, notice=self.dispatcher.notice, pause=self._pause,
        )  # fmt: skip
        self.task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "TelegramHouse":
        self.start()
        if not self.channel.routes:
            await self.server.polled()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def start(self) -> None:
        """Let the channel run."""
        self.task = asyncio.create_task(self.channel.run())

    async def stop(self) -> None:
        """End it as the house does."""
        if self.task:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
            self.task = None
            self.gate.close()

    def reader(self) -> Reader:
        """Return a Chinese reader."""
        return Reader("zh", ZONE, self.clock.now())

    async def send(self, chat: int, shown: Card, **where: str) -> str:
        """Send a card unasked."""
        return await self.channel.send(Address("telegram", str(chat), **where), shown, self.reader())  # type: ignore[arg-type]

    async def edit(self, chat: int, message: str, shown: Card) -> None:
        """Edit a card unasked."""
        await self.channel.edit(Address("telegram", str(chat)), message, shown, self.reader())

    async def do(self, unit: Callable[[Session], T]) -> T:
        """Run one transaction."""
        return await self.gate.run(unit)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.server.world.bell.ring()
        await asyncio.sleep(0)
