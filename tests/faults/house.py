"""The real thing, `python -m bot run`, as a process that is killed, frozen, starved and started again."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx

from tests.faults.waiting import eventually

ROOT = Path(__file__).parent.parent.parent


class RealHouse:
    """One installation: a folder with its database, and the process that works on it, whenever there is one."""

    def __init__(self, folder: Path, api_url: str, token: str, **environment: str) -> None:
        self.folder, self.file = folder, folder / "data" / "jiedui.db"
        self.log, self.address, self.starts = folder / "log.txt", "", 0
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
        self.environment = {
            **clean,
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "200",
            "JIEDUI_WEB__PORT": "0",
            "JIEDUI_TELEGRAM__TOKEN": token,
            "JIEDUI_TELEGRAM__API_URL": api_url,
            **environment,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._said: asyncio.Task[bytes] | None = None

    async def __aenter__(self) -> "RealHouse":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    def use(self, *, api_url: str = "", **environment: str) -> None:
        """Change what the next start finds in its environment."""
        self.environment |= environment | ({"JIEDUI_TELEGRAM__API_URL": api_url} if api_url else {})

    async def start(self) -> None:
        """Start the process and wait until it says where it listens."""
        await self.begin()
        out = self.process.stdout
        assert out
        said = ""
        while "╰" not in said:
            line = await asyncio.wait_for(out.readline(), 60)
            assert line, self.logged()
            said += line.decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        self.address = found[0]
        self._said = asyncio.create_task(out.read())

    async def begin(self) -> None:
        """Start the process and wait for nothing."""
        assert self._process is None, "it runs already"
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-u", "-m", "bot", "run",
                cwd=self.folder, env=self.environment, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        self.starts += 1

    @property
    def process(self) -> asyncio.subprocess.Process:
        """Return the process under way."""
        assert self._process, "it does not run"
        return self._process

    async def kill(self) -> None:
        """End it with SIGKILL, as the power or the kernel would; nothing to do when it does not run."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._over()

    async def stop(self) -> None:
        """End it as an operator does, and expect that it drains what is under way and says goodbye."""
        self.process.send_signal(signal.SIGTERM)
        code, said = await self._over()
        assert code == 0, self.logged()
        assert "已停止" in said, said

    def freeze(self) -> None:
        """Stop the clock of the process, not of the world."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen process go on."""
        self.process.send_signal(signal.SIGCONT)

    async def turns(self) -> None:
        """Wait until its event loop has gone round: whatever had arrived before has been read."""
        async with httpx.AsyncClient(trust_env=False) as browser:
            for _ in range(3):
                assert (await browser.get(f"{self.address}/nowhere")).status_code == 404

    def logged(self) -> str:
        """Return everything it wrote to standard error, over all starts."""
        return self.log.read_text(encoding="utf-8")

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the database from outside."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10)) as reader:
            return reader.execute(query, values).fetchall()

    def states(self, what: str = "%") -> dict[str, int]:
        """Return how many deliveries of a kind stand in each state."""
        return dict(self.rows("SELECT state, count(*) FROM delivery WHERE what LIKE ? GROUP BY state", what))

    async def until(self, query: str, *values: object, within: float = 30) -> list[tuple[Any, ...]]:
        """Wait until a query finds rows, and return them."""
        return await eventually(lambda: self.rows(query, *values), f"nothing found by {query}", within=within)

    async def settled(self, *, within: float = 60) -> None:
        """Wait until nothing is due, held or under way on the ledger any more."""
        busy = "SELECT count(*) FROM delivery WHERE state IN ('planned', 'attempting')"
        await eventually(lambda: self.rows(busy) == [(0,)], lambda: f"still busy: {self.states()}", within=within)

    async def _over(self) -> tuple[int, str]:
        said = await self._said if self._said else b""
        code = await self.process.wait()
        self._process = self._said = None
        return code, said.decode()


class Lock:
    """The database's write lock, held by somebody else: `with Lock(house.file): ...`."""

    def __init__(self, file: Path) -> None:
        self._other = sqlite3.connect(file, timeout=10, isolation_level=None)

    def __enter__(self) -> "Lock":
        self._other.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go of it."""
        with suppress(sqlite3.Error):
            self._other.execute("ROLLBACK")
        self._other.close()
