"""The whole house, as it is put together for real, with an app and a robot, on the tests' WeCom and a hand clock."""

import asyncio
import contextlib
import shutil
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from bot.app import build
from bot.channels.wecom.app.callback import PATH
from bot.clock import HandClock
from bot.config import Database, Settings, Web, WecomRobot
from bot.services import joining
from jobs.timetable import settle
from tests.channels.wecom.app.house import settings
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.server import BOT_ID, SECRET

T = TypeVar("T")


class WholeAppHouse:
    """`async with WholeAppHouse(...)`: everything but the timetable, which `settle()` stands for."""

    def __init__(self, door: AppDoor, folder: Path, template: Path, clock: HandClock) -> None:
        file = folder / "jiedui.db"
        if not file.exists():
            shutil.copy(template, file)
        self.door, self.clock = door, clock
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        door.app.url = f"http://127.0.0.1:{port}{PATH}"
        self.app = build(
            Settings(
                database=Database(url=f"sqlite:///{file}"), wecom_app=settings(door),
                web=Web(public_url="https://jiedui.example.org", port=port),
                wecom_robot=WecomRobot(bot_id=BOT_ID, secret=SECRET, url=door.server.url),
            ),
            clock,
        )  # fmt: skip
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "WholeAppHouse":
        assert self.app.wecom_app
        assert self.app.robot
        for running in (self.app.wecom_app.run(), self.app.robot.run(), self.app.web.run()):
            self._tasks.append(asyncio.create_task(running))
        await self.app.web.listening.wait()
        await self.app.wecom_app.known.wait()
        await self.app.robot.known.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self.app.gate.close()

    async def settle(self) -> None:
        """Let every call be taken in, and everything due now happen."""
        await self.door.settled()
        await settle(self.app.jobs)

    async def later(self, seconds: int) -> None:
        """Let seconds pass one by one, and everything due in each happen: sending waits for free slots."""
        for _ in range(seconds):
            self.clock.advance(seconds=1)
            await self.settle()

    async def until(self, at: datetime) -> None:
        """Let time pass until `at` and everything due by then happen."""
        self.clock.set(at)
        await self.later(12)

    async def coordinator(self, name: str = "陈联络") -> AppPerson:
        """Return somebody who has claimed the house."""
        code = self.do(lambda ledger: joining.new_claim(ledger, self.clock.now()))
        person = self.door.person(name)
        person.says(f"加入 {code}")
        await person.hears("联络员")
        return person

    def do(self, unit: Callable[[Session], T]) -> T:
        """Run one transaction."""
        return self.app.gate.run_here(unit)
