"""The whole house, as it is put together for real, on the test server and a hand clock."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, select

from bot.app import build
from bot.chat import Sender
from bot.clock import HandClock
from bot.config import Database, Settings, Telegram
from bot.models.people import Branch, Member, Role
from bot.services import accounts, joining
from jobs.timetable import settle
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer

T = TypeVar("T")


class WholeHouse:
    """`async with WholeHouse(...)`: everything but the timetable, which `settle()` stands for."""

    def __init__(self, server: TelegramServer, folder: Path, template: Path, clock: HandClock) -> None:
        file = folder / "jiedui.db"
        if not file.exists():
            shutil.copy(template, file)
        self.server, self.clock = server, clock
        telegram = Telegram(token=server.token, api_url=server.url)
        self.app = build(Settings(database=Database(url=f"sqlite:///{file}"), telegram=telegram), clock)
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "WholeHouse":
        self._task = asyncio.create_task(self.app.channels["telegram"].run())
        await self.server.polled()
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
        """Let everything said be taken in, and everything due now happen."""
        await self.server.settled()
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

    async def joins(self, name: str, branch: str, role: Role = Role.MEMBER) -> User:
        """Return a user who is a member of a branch, put into the tables."""
        user = self.server.user(name)
        user.opens_link()
        await user.hears()

        def add(ledger: Session) -> None:
            home = ledger.exec(select(Branch).where(Branch.name == branch)).one()
            member = Member(name=name, branch_id=home.id, role=role, joined_at=self.clock.now())
            ledger.add(member)
            ledger.flush()
            accounts.link(ledger, member, Sender("telegram", str(user.id), name), str(user.id), self.clock.now())

        self.do(add)
        return user

    async def coordinator(self, name: str = "陈联络") -> User:
        """Return a user who has claimed the house."""
        code = self.do(lambda ledger: joining.new_claim(ledger, self.clock.now()))
        user = self.server.user(name)
        user.opens_link(code)
        await user.hears(name)
        return user

    def do(self, unit: Callable[[Session], T]) -> T:
        """Run one transaction."""
        return self.app.gate.run_here(unit)
