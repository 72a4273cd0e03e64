"""The command `jiedui demo`."""

import tempfile
from pathlib import Path

import typer

from bot.chat import Line
from bot.cli.run import log_to_console, stand
from bot.cli.shell import ConfigFile, framed, out, reader_of, run_until_done, settings_or_exit
from bot.clock import SystemClock
from bot.config import Settings
from bot.texts import say


def demo(config: ConfigFile = None) -> None:
    """Show the whole week on a stage, until Ctrl-C. Nothing of it is kept."""
    settings = settings_or_exit(config)
    log_to_console(settings)
    with tempfile.TemporaryDirectory(prefix="jiedui-demo-") as folder:
        run_until_done(_demo(settings, Path(folder)))


async def _demo(settings: Settings, folder: Path) -> None:
    from bot.demo import open_curtain  # noqa: PLC0415 - no other command needs a stage

    reader = reader_of(settings)
    with out().status(say(Line("cli-demo-building"), reader)):
        house = open_curtain(settings, folder, SystemClock().now())

    def ready() -> None:
        welcome = say(Line("cli-demo-at", address=house.house.web), reader)
        typer.echo(framed(welcome))

    await stand(house, ready)
