"""Bots as processes of their own, so that only their own time is counted."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import psutil

from tests.telegram_server.server import TelegramServer
from tests.telegram_server.wire import Wire

ROOT = Path(__file__).parent.parent.parent
MEBIBYTE = 2**20


@dataclass
class Running:
    """A bot at work. `started` is when it was called, on the performance counter."""

    process: asyncio.subprocess.Process
    started: float
    errors: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Raise what the bot said of errors: figures of a bot that fails are worth nothing."""
        wrong = [line for line in self.errors if '"level": "error"' in line or "Traceback" in line]
        if self.process.returncode is not None or wrong:
            raise RuntimeError(f"the bot failed:\n{''.join(wrong[-10:])}")

    def cpu(self) -> float:
        """Return the seconds of processor it has used, its own and the kernel's for it."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Return its resident memory in MiB."""
        return float(psutil.Process(self.process.pid).memory_info().rss / MEBIBYTE)


@contextlib.asynccontextmanager
async def house(
    server: TelegramServer, file: Path, mode: str, *options: str, within: float = 60
) -> AsyncIterator[Running]:
    """Run the product on a database: `python <options> -m bot run`, by "polling" or "webhook"."""
    port = free_port()
    settings = {
        "JIEDUI_DATABASE__URL": f"sqlite:///{file}",
        "JIEDUI_TELEGRAM__TOKEN": server.token,
        "JIEDUI_TELEGRAM__API_URL": server.url,
        "JIEDUI_TELEGRAM__MODE": mode,
        "JIEDUI_WEB__PORT": str(port),
        "JIEDUI_WEB__PUBLIC_URL": "https://jiedui.example.org",
    }
    command = [*options, "-m", "bot", "run"]
    async with (
        _running(command, settings, "╰", file.parent, within) as bot,
        _reached(server, port, mode),
    ):
        yield bot


@contextlib.asynccontextmanager
async def bare(server: TelegramServer, mode: str, folder: Path) -> AsyncIterator[Running]:
    """Run the bot there is to compare with."""
    port = free_port()
    command = ["-m", "tests.bench.bare", server.url, server.token, *([str(port)] if mode == "webhook" else [])]
    async with _running(command, {}, "ready", folder, 60) as bot, _reached(server, port, mode):
        yield bot


@contextlib.asynccontextmanager
async def silent(server: TelegramServer, folder: Path) -> AsyncIterator[Running]:
    """Run the web server that only answers, and lead webhooks to it."""
    port = free_port()
    async with _running(["-m", "tests.bench.silent", str(port)], {}, "ready", folder, 60) as bot:
        server.world.webhook["url"], server.world.updates.webhook_set = f"http://127.0.0.1:{port}/", True
        async with _reached(server, port, "webhook"):
            yield bot


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def _running(
    command: Sequence[str], settings: dict[str, str], ready: str, folder: Path, within: float
) -> AsyncIterator[Running]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JIEDUI_", "COV"))}
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=folder,
        env={**own, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "200", **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    bot = Running(process, started)
    listening = asyncio.create_task(_listen(process.stderr, bot.errors))
    try:
        async with asyncio.timeout(within):
            await _hear(process, ready, bot)
        chatter = asyncio.create_task(_listen(process.stdout, []))
        yield bot
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 30)
        except TimeoutError:
            process.kill()
            await process.wait()
        await listening
    await chatter


async def _hear(process: asyncio.subprocess.Process, ready: str, bot: Running) -> None:
    assert process.stdout
    while line := (await process.stdout.readline()).decode():
        if ready in line:
            return
    raise RuntimeError(f"the bot ended before it was ready:\n{''.join(bot.errors[-30:])}")


async def _listen(stream: asyncio.StreamReader | None, into: list[str]) -> None:
    assert stream
    while line := await stream.readline():
        into.append(line.decode())


@contextlib.asynccontextmanager
async def _reached(server: TelegramServer, port: int, mode: str) -> AsyncIterator[None]:
    """Wait until updates can come, and lead webhooks to the bot's own port as its proxy would."""
    updates, bell = server.world.updates, server.world.bell
    if mode == "polling":
        await server.polled(within=30)
        yield
        return
    server.webhooks.wire = Wire("127.0.0.1", port)
    assert await bell.until(lambda: updates.webhook_set, 30), "no webhook was set"
    try:
        yield
    finally:
        server.webhooks.wire.close()
        server.webhooks.wire = None
        server.world.webhook["url"], updates.webhook_set = "", False
