"""A small house on the app: the real channel, dispatcher, tables and web server; handlers of the test's own."""

import asyncio
import contextlib
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from bot import config
from bot.channels.web.asgi import shortcut
from bot.channels.web.server import listen, serve
from bot.channels.wecom.app import AppChannel
from bot.channels.wecom.app.callback import PATH
from bot.chat import Address, Card, House, Pacing, Reader
from bot.clock import HandClock
from bot.dispatch import Dispatcher
from bot.store import Gate, open_engine
from bot.watch import Watch
from jobs.slots import Slots
from tests.channels.handlers import Handlers
from tests.telegram_server.bell import PATIENCE
from tests.wecom_server.app.door import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN, AppDoor
from tests.wecom_server.app.people import AppPerson

ZONE = ZoneInfo("Asia/Shanghai")


def settings(door: AppDoor, **more: object) -> config.WecomApp:
    """Return the app's settings."""
    written = {"corp_id": CORP_ID, "agent_id": AGENT_ID, "secret": SECRET, "token": TOKEN, "aes_key": AES_KEY}
    return config.WecomApp.model_validate({**written, "api_url": door.url, **more})


class AppHouse:
    """`async with AppHouse(...)`: the channel runs and is called, and `stop()` ends it as the house would."""

    def __init__(
        self, door: AppDoor, folder: Path, template: Path, clock: HandClock, handlers: Handlers | None = None,
        pacing: Pacing | None = None, **more: object,
    ) -> None:  # fmt: skip
        file = folder / "wecom.db"
        if not file.exists():
            shutil.copy(template, file)
        self.door, self.clock, self.handlers = door, clock, handlers or Handlers()
        self.house = House(web="https://jiedui.example.org", language="zh", zone=ZONE)
        self.gate = Gate(open_engine(f"sqlite:///{file}"))
        routes = self.handlers.routes()
        self.dispatcher = Dispatcher(self.gate, clock, routes)
        self.watch, self.pauses = Watch(clock.monotonic), list[float]()
        self.channel = AppChannel(
            settings(door, **more), gate=self.gate, clock=clock, house=self.house, routes=routes,
            hear=self.dispatcher.hear, notice=self.dispatcher.notice, lasting=self.dispatcher,
            pacing=pacing or Slots(clock), pause=self._pause, watch=self.watch,
        )  # fmt: skip
        self.tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "AppHouse":
        self.start()
        await self.channel.known.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def start(self) -> None:
        """Let the channel run and be called."""
        taken = listen("127.0.0.1", 0)
        self.door.app.url = f"http://127.0.0.1:{taken.getsockname()[1]}{PATH}"
        serving = serve(shortcut(self.channel.routes, Starlette()), taken, lambda: None)
        self.tasks = [asyncio.create_task(self.channel.run()), asyncio.create_task(serving)]

    async def stop(self) -> None:
        """End it as the house does."""
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self.tasks:
            self.gate.close()
        self.tasks = []

    def reader(self) -> Reader:
        """Return a Chinese reader."""
        return Reader("zh", ZONE, self.clock.now())

    async def send(self, to: AppPerson, shown: Card) -> str:
        """Send a card unasked."""
        return await self.channel.send(Address("wecom-app", to.member.userid), shown, self.reader())

    async def edit(self, to: AppPerson, message: str, shown: Card) -> None:
        """Edit a card unasked."""
        await self.channel.edit(Address("wecom-app", to.member.userid), message, shown, self.reader())

    async def quiet(self) -> None:
        """Wait until every call was taken in and answered."""
        await self.door.settled()
        assert await self.channel._intake.answering.drain(PATIENCE)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.door.world.bell.ring()
        await asyncio.sleep(0)
