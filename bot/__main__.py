"""The command line."""

import asyncio
import signal

import typer

from bot import app as house
from bot.config import load
from bot.services import joining

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Jiedui (结对): a chat bot for partnered branches.")


@cli.command()
def run() -> None:
    """Start the bot."""
    asyncio.run(_run())


async def _run() -> None:
    built = house.build(load())
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if not built.gate.run_here(joining.is_claimed):
        code = built.gate.run_here(lambda ledger: joining.new_claim(ledger, built.clock.now()))
        typer.echo(built.house.start_link("web", code))
    await built.run(stop, lambda: typer.echo(built.house.web))


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
