"""From the call to the first getUpdates, the memory it takes, and what is imported on the way."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from bot.clock import SystemClock
from tests.bench import crowd
from tests.bench.figures import Figure, middle
from tests.bench.running import bare, house
from tests.bench.stage import Stage, build
from tests.telegram_server.server import TelegramServer

TOPIC = "Starting, on a database that is there"
IMPORTS = "What is imported by then, its own microseconds by package (python -X importtime)"
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


async def measure(folder: Path, starts: int = 5, shown: int = 12) -> list[Figure]:
    """Start several times, then once more while Python tells what imports take."""
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, 200, board=False)
        found = [await _start(stage) for _ in range(starts)]
        plain = [await _start_bare(stage, folder) for _ in range(starts)]
        costs = await _imports(stage)
    whole = sum(costs.values())
    return [
        Figure(TOPIC, "to the first getUpdates", middle(at for at, _ in found), "s", most=1.0),
        Figure(TOPIC, "bare python-telegram-bot to the first getUpdates", middle(plain), "s"),
        Figure(TOPIC, "resident memory then", middle(memory for _, memory in found), "MiB", most=110),
        Figure(IMPORTS, "all", whole / 1000, "ms"),
        *(Figure(IMPORTS, name, cost / 1000, "ms") for name, cost in costs.most_common(shown)),
    ]


async def _start(stage: Stage) -> tuple[float, float]:
    updates, bell = stage.server.world.updates, stage.server.world.bell
    before = updates.polls
    polled = asyncio.create_task(bell.until(lambda: perf_counter() if updates.polls > before else None, within=60))
    async with house(stage.server, stage.file, "polling") as bot:
        first = await polled
        if first is None:
            raise crowd.Unanswered("no bot polls")
        return first - bot.started, bot.memory()


async def _start_bare(stage: Stage, folder: Path) -> float:
    updates, bell = stage.server.world.updates, stage.server.world.bell
    before = updates.polls
    polled = asyncio.create_task(bell.until(lambda: perf_counter() if updates.polls > before else None, within=60))
    async with bare(stage.server, "polling", folder) as bot:
        first = await polled
        if first is None:
            raise crowd.Unanswered("no bot polls")
        return first - bot.started


async def _imports(stage: Stage) -> Counter[str]:
    async with house(stage.server, stage.file, "polling", "-X", "importtime") as bot:
        pass
    return cost_by_package(bot.errors)


def cost_by_package(lines: Iterable[str]) -> Counter[str]:
    """Add up the microseconds of each package's own modules, in what `-X importtime` says."""
    costs: Counter[str] = Counter()
    for line in lines:
        if found := _LINE.match(line):
            costs[found[2].split(".")[0]] += int(found[1])
    return costs
