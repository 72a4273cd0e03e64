"""The whole house, as it is put together for real, on the tests' WeCom and a hand clock."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from bot.app import build
from bot.clock import HandClock
from bot.config import Database, Settings, WecomRobot
from bot.services import joining
from jobs.timetable import settle
from tests.wecom_server.robot.people import Person
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer

T = TypeVar("T")


class WholeRobotHouse:
    """`async with WholeRobotHouse(...)`: everything but the timetable, which `settle()` stands for."""

    def __init__(self, server: WecomServer, folder: Path, template: Path, clock: HandClock) -> None:
        file = folder / "jiedui.db"
        if not file.exists():
            shutil.copy(template, file)
        self.server, self.clock = server, clock
        robot = WecomRobot(bot_id=BOT_ID, secret=SECRET, url=server.url)
        self.app = build(Settings(database=Database(url=f"sqlite:///{file}"), wecom_robot=robot), clock)
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "WholeRobotHouse":
        assert self.app.robot
        self._task = asyncio.create_task(self.app.robot.run())
        await self.app.robot.known.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """End it as the house does; once more does nothing."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
            self.app.gate.close()

    async def settle(self) -> None:
        """Let everything due now happen."""
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

    async def coordinator(self, name: str = "陈联络") -> Person:
        """Return somebody who has claimed the house."""
        code = self.do(lambda ledger: joining.new_claim(ledger, self.clock.now()))
        person = self.server.person(name)
        person.says(f"加入 {code}")
        await person.hears("联络员")
        return person

    def do(self, unit: Callable[[Session], T]) -> T:
        """Run one transaction."""
        return self.app.gate.run_here(unit)
