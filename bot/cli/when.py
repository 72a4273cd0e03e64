"""The command `jiedui when TEXT`."""

import json
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.chat import Line, Reader, Span
from bot.cli.shell import ConfigFile, err, out, refuse, settings_or_exit
from bot.cli.shell import table as make_table
from bot.clock import SystemClock
from bot.rules.refusals import Refusal
from bot.rules.when import read
from bot.texts import say, say_any, why


def when(
    text: Annotated[str, typer.Argument(help="下周五下午3点-4点半 学习…")],
    now: Annotated[str, typer.Option(help="The moment to read from, ISO 8601; the present by default.")] = "",
    tz: Annotated[str, typer.Option(help="Time zone; that of the settings by default.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with start, end and rest.")] = False,
    config: ConfigFile = None,
) -> None:
    """Read a time as the bot would. Leaves with 2 and a sentence when it cannot."""
    settings = settings_or_exit(config)
    try:
        zone = ZoneInfo(tz or settings.home.zone)
    except (KeyError, ValueError, OSError):
        refuse(settings, Line("cli-when-zone", zone=tz))
    try:
        moment = datetime.fromisoformat(now) if now else SystemClock().now()
    except ValueError:
        refuse(settings, Line("cli-when-now", now=now))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    reader = Reader(settings.home.language, zone, moment)
    try:
        reading = read(text, now=moment, zone=zone)
    except Refusal as refusal:
        err().print(say(why(refusal), reader), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from refusal
    if as_json:
        end = reading.end.isoformat() if reading.end else None
        typer.echo(
            json.dumps({"start": reading.start.isoformat(), "end": end, "rest": reading.rest}, ensure_ascii=False)
        )
        return
    table = make_table(show_header=False, show_edge=False)
    table.add_row(say(Line("label-when"), reader), say_any(Span(reading.start, reading.end), reader))
    table.add_row(say(Line("cli-when-rest"), reader), reading.rest)
    out().print(table)
