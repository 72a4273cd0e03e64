"""A small house on the robot: the real channel, dispatcher and tables; handlers of the test's own."""

import asyncio
import contextlib
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import config
from bot.channels.wecom.robot import RobotChannel
from bot.chat import Address, Audience, Card, House, Reader
from bot.clock import HandClock
from bot.dispatch import Dispatcher
from bot.store import Gate, open_engine
from bot.watch import Watch
from jobs.slots import Slots
from tests.channels.handlers import Handlers
from tests.channels.wecom.robot.pauses import Pauses
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer
from tests.wecom_server.world import Chat

ZONE = ZoneInfo("Asia/Shanghai")


class RobotHouse:
    """`async with RobotHouse(...)`: the channel runs, and `stop()` ends it as the house would."""

    def __init__(
        self, server: WecomServer, folder: Path, template: Path, clock: HandClock, *, secret: str = SECRET,
        patience: float = 10.0,
    ) -> None:  # fmt: skip
        file = folder / "wecom.db"
        if not file.exists():
            shutil.copy(template, file)
        self.server, self.clock, self.handlers = server, clock, Handlers()
        self.house = House(web="http://127.0.0.1:8300", language="zh", zone=ZONE)
        self.gate = Gate(open_engine(f"sqlite:///{file}"))
        routes = self.handlers.routes()
        self.dispatcher = Dispatcher(self.gate, clock, routes)
        self.pauses, self.watch = Pauses(server.world.bell), Watch(clock.monotonic)
        settings = config.WecomRobot(bot_id=BOT_ID, secret=secret, url=server.url)
        self.channel = RobotChannel(
            settings, clock=clock, house=self.house, routes=routes, hear=self.dispatcher.hear, lasting=self.dispatcher,
            pacing=Slots(clock), pause=self.pauses, watch=self.watch, patience=patience,
        )  # fmt: skip
        self.task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "RobotHouse":
        self.start()
        await self.channel.known.wait()
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

    async def send(self, chat: Chat, shown: Card) -> str:
        """Send a card unasked."""
        return await self.channel.send(address(chat), shown, self.reader())

    async def edit(self, chat: Chat, message: str, shown: Card) -> None:
        """Edit a card unasked."""
        await self.channel.edit(address(chat), message, shown, self.reader())


def address(chat: Chat) -> Address:
    """Return a chat of the tests' WeCom as an address."""
    return Address("wecom", chat.id, Audience.GROUP if chat.is_group else Audience.PRIVATE)
