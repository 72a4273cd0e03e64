"""What every command needs: settings or a clear refusal, a console, sentences in the operator's language."""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.chat import Line, Reader
from bot.clock import SystemClock
from bot.config import BadSettings, Settings, load
from bot.store import Gate, migrate, open_engine
from bot.texts import say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table


ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Settings file; config.toml in this folder by default.")
]


@cache
def out() -> "Console":
    """Return the console for what was asked for. A bot that runs as a service never needs it: it brings 7 MiB."""
    from rich.console import Console  # noqa: PLC0415 - see above

    return Console(highlight=False)


@cache
def err() -> "Console":
    """Return the console for everything else."""
    from rich.console import Console  # noqa: PLC0415 - see above

    return Console(stderr=True, highlight=False)


def table(**looks: Any) -> "Table":
    """Return an empty table."""
    from rich.table import Table  # noqa: PLC0415 - see above

    return Table(**looks)


def progress() -> "Progress":
    """Return a bar of progress that goes away when it is done."""
    from rich.progress import Progress  # noqa: PLC0415 - see above

    return Progress(console=err(), transient=True)


def framed(*lines: str) -> str:
    """Return lines set off from the log around them."""
    return "\n".join(("╭─ 结对 · Jiedui", "│", *(f"│  {line}".rstrip() for line in lines), "│", "╰─"))


def settings_or_exit(file: Path | None) -> Settings:
    """Read the settings, or print every mistake and leave with 2."""
    try:
        return load(file)
    except BadSettings as bad:
        reader = reader_of(Settings.model_construct())
        wrong_ones = table(title=say(Line("cli-settings-wrong"), reader), title_justify="left", show_edge=False)
        wrong_ones.add_column(say(Line("cli-setting"), reader), style="bold")
        wrong_ones.add_column(say(Line("cli-mend"), reader))
        for key, wrong in bad.mistakes:
            wrong_ones.add_row(key, wrong)
        err().print(wrong_ones)
        raise typer.Exit(2) from bad


def reader_of(settings: Settings, now: datetime | None = None) -> Reader:
    """Return the operator as a reader."""
    return Reader(settings.home.language, ZoneInfo(settings.home.zone), now or SystemClock().now())


def tell(settings: Settings, line: Line) -> None:
    """Print one sentence."""
    typer.echo(say(line, reader_of(settings)))


def refuse(settings: Settings, line: Line, code: int = 2) -> NoReturn:
    """Print one sentence to standard error and leave."""
    typer.secho(say(line, reader_of(settings)), fg="red", err=True)
    raise typer.Exit(code)


def open_gate(settings: Settings) -> Gate:
    """Open the database at its newest version."""
    engine = open_engine(settings.database.url)
    migrate(engine)
    return Gate(engine)


def run_until_done(work: Coroutine[Any, Any, None]) -> None:
    """Run asynchronous work to its end on the quickest event loop there is."""
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(work)


def _loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop  # noqa: PLC0415 - it is not made for Windows, and only what runs for long needs it

    return uvloop.new_event_loop()
