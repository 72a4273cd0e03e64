"""`make bench`: measure everything in one run, print it, and write it into docs/performance.md."""

import argparse
import asyncio
import gc
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop
from rich.console import Console

from bot.clock import SystemClock
from tests.bench import burst, fanout, growing, limits, machine, paper, publishing, starting, taps
from tests.bench.figures import Figure
from tests.bench.running import ROOT

PAGE = ROOT / "docs" / "performance.md"
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
Measure = Callable[[Path, bool], Awaitable[list[Figure]]]

SCENARIOS: dict[str, Measure] = {
    "taps": lambda folder, _: taps.measure(folder),
    "burst": lambda folder, _: burst.measure(folder),
    "fanout": lambda folder, full: fanout.measure(folder, full=full),
    "publishing": lambda folder, _: publishing.measure(folder),
    "digest": lambda folder, full: growing.measure_digest(folder, (10**3, 10**5, *([10**7] if full else []))),
    "tap": lambda folder, _: growing.measure_tap(folder),
    "starting": lambda folder, _: starting.measure(folder),
    "limits": lambda folder, _: limits.measure(folder),
}
IN_MEMORY = {"digest", "tap"}
"""Parts that read very many rows: made in memory where there is such a place, since making them is not measured."""


async def run(names: list[str], console: Console, *, full: bool) -> list[Figure]:
    """Measure, saying each table as soon as it is known."""
    figures: list[Figure] = []
    for name in names:
        console.print(f"[dim]{name} …[/dim]")
        place = MEMORY if name in IN_MEMORY else None
        with tempfile.TemporaryDirectory(prefix="jiedui-bench-", dir=place) as folder:
            found = await SCENARIOS[name](Path(folder), full)
        console.print(paper.table(found, name))
        figures += found
        gc.collect()
    return figures


def main() -> None:
    """Read the command line; a whole run is written into the page, a part of it is only shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", choices=[*SCENARIOS, []], help="these parts only; nothing is written then")
    parser.add_argument("--full", action="store_true", help="with 10,000 reminders (six minutes) and 10^7 answers")
    wanted = parser.parse_args()
    console = Console()
    names = list(wanted.only) or list(SCENARIOS)
    gc.freeze()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        figures = runner.run(run(names, console, full=wanted.full))
    if wanted.only:
        return
    command = "make bench FULL=1" if wanted.full else "make bench"
    day = SystemClock().now().date().isoformat()
    heading = [f"`{command}`, {day}", *machine.told(Path(tempfile.gettempdir()))]
    paper.write(PAGE, paper.markdown(figures, heading))
    console.print(f"written into {PAGE.relative_to(ROOT)}")


main()
