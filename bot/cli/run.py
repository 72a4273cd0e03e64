"""The command `jiedui run`."""

import asyncio
import signal
import sys
from collections.abc import Callable

import typer

from bot import app
from bot.cards.invitations import how
from bot.channels.web import AddressTaken
from bot.chat import Line, Misconfigured
from bot.cli.shell import ConfigFile, framed, reader_of, refuse, run_until_done, settings_or_exit, tell
from bot.config import Settings
from bot.services import joining
from bot.store import InUse, alone
from bot.texts import say, say_any
from bot.watch.logs import log_to


def run(config: ConfigFile = None) -> None:
    """Run until Ctrl-C or SIGTERM; what is under way is finished first.

    Leaves with 1 while another process runs on the same database: it may end, and a supervisor tries again.
    """
    settings = settings_or_exit(config)
    log_to_console(settings)
    try:
        with alone(settings.database.url):
            run_until_done(_run(settings))
    except InUse as taken:
        refuse(settings, Line("cli-in-use", process=taken.process or "?"), code=1)
    except OSError as error:
        refuse(settings, Line("cli-database-unwritable", address=settings.database.url, reason=str(error)))


def log_to_console(settings: Settings) -> None:
    """Send the log to standard error, without any secret wherever a library would write it."""
    log_to(sys.stderr, form=settings.log.format, level=settings.log.level, secrets=settings.secrets)


async def _run(settings: Settings) -> None:
    house = app.build(settings)
    await stand(house, lambda: typer.echo(_welcome(house)))


async def stand(house: app.App, ready: Callable[[], None]) -> None:
    """Run a house until a signal ends it; say in words why it cannot begin or go on.

    Leaves with 2 for what only the operator can mend, and with 1 while the address is taken: it may become free.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await house.run(stop, ready)
    except AddressTaken as taken:
        refuse(house.settings, Line("cli-address-taken", address=taken.address, reason=taken.reason), code=1)
    except Misconfigured as error:
        refuse(house.settings, Line("cli-misconfigured", reason=str(error)))
    tell(house.settings, Line("cli-stopped"))


def _welcome(house: app.App) -> str:
    reader = reader_of(house.settings)
    lines = [say(Line("cli-web-at", address=house.house.web), reader)]
    if not house.gate.run_here(joining.is_claimed):
        code = house.gate.run_here(lambda ledger: joining.new_claim(ledger, house.clock.now()))
        lines += ["", say(Line("cli-claim", days=joining.CLAIM_LASTS.days), reader)]
        lines += [say_any(how(way), reader) for way in reversed(house.house.ways(code))]
    return framed(*lines)
