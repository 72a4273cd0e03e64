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
from bot.chat import Address, Card, House, Reader
from bot.clock import HandClock
from bot.dispatch import Dispatcher
from bot.store import Gate, open_engine
from bot.watch import Watch
from jobs.slots import Slots
from tests.channels.handlers import Handlers
from tests.telegram_server.bell import Bell
from tests.telegram_server.server import TelegramServer

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Shanghai")


class Calls:
    """Keeps what was told of the calls of the Bot API: method and outcome. Rings after each."""

    def __init__(self, bell: Bell) -> None:
        self.told: list[tuple[str, str]] = []
        self._bell = bell

    def update(self, channel: str, outcome: str, seconds: float) -> None:
        """Not kept."""

    def delivery(self, what: str, outcome: str, lag: float) -> None:
        """Not kept."""

    def call(self, method: str, outcome: str, seconds: float) -> None:
        """Keep it."""
        self.told.append((method, outcome))
        self._bell.ring()

    def batch(self, units: int) -> None:
        """Not kept."""


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
        self.calls = Calls(server.world.bell)
        self.watch = Watch(clock.monotonic, self.calls)
        settings = config.Telegram.model_validate({"token": token or server.token, "api_url": server.url, "mode": mode})
        self.channel = TelegramChannel(
            settings, gate=self.gate, clock=clock, house=self.house, routes=routes,
            hear=self.dispatcher.hear, notice=self.dispatcher.notice, lasting=self.dispatcher,
            pacing=Slots(clock), pause=self._pause, watch=self.watch,
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
