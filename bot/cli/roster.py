"""The command `jiedui import-roster`: from a file, or from a department of WeCom's directory."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cards import roster as cards
from bot.chat import Line
from bot.cli.shell import ConfigFile, err, open_gate, out, reader_of, refuse, settings_or_exit, tell
from bot.cli.shell import table as make_table
from bot.clock import SystemClock
from bot.config import Settings
from bot.rules.directory import NoDirectory
from bot.rules.refusals import Refusal
from bot.rules.roster import BadRow, RawRow
from bot.services import importing
from bot.store import Gate
from bot.texts import say, why

if TYPE_CHECKING:
    from bot.papers.roster import Roster


def import_roster(
    file: Annotated[Path | None, typer.Argument(help="An .xlsx or .csv file with a column 姓名 or name.")] = None,
    branch: Annotated[str, typer.Option(help="The branch of rows that name none.")] = "",
    department: Annotated[
        str, typer.Option(help="Instead of a file: a department of WeCom's directory, by its number or name.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the good rows in without asking.")] = False,
    config: ConfigFile = None,
) -> None:
    """Check a roster, show what it would do, and take its good rows in. A second import updates, it never doubles."""
    settings = settings_or_exit(config)
    if (file is None) is not bool(department):
        refuse(settings, Line("cli-roster-which"))
    known_on: tuple[str, ...] = ()
    with out().status(say(Line("cli-roster-reading", file=str(file or department)), reader_of(settings))):
        if file:
            rows: Sequence[RawRow] = _read(settings, file).rows
        else:
            rows, known_on = _ask(settings, department)
    gate = open_gate(settings)
    try:
        _take_in(settings, gate, rows, branch, known_on, yes=yes)
    finally:
        gate.close()


def _read(settings: Settings, file: Path) -> "Roster":
    from bot.papers.roster import read_roster  # noqa: PLC0415 - brings openpyxl, which no other command needs

    try:
        return read_roster(file.read_bytes())
    except OSError as error:
        refuse(settings, Line("cli-roster-unreadable", file=str(file), reason=str(error)))
    except Refusal as refusal:
        refuse(settings, why(refusal))


def _ask(settings: Settings, department: str) -> tuple[Sequence[RawRow], tuple[str, ...]]:
    """Return a department's people as rows, and the channels that know them by their users."""
    try:
        if not settings.wecom_app.corp_id:
            raise NoDirectory
        from bot.channels.wecom.app.probe import people  # noqa: PLC0415 - loaded where there is an app

        found, known_on = asyncio.run(people(settings.wecom_app, department, SystemClock()))
    except Refusal as refusal:
        refuse(settings, why(refusal))
    return [RawRow(line, one.name, user=one.user) for line, one in enumerate(found, 1)], known_on


def _take_in(
    settings: Settings, gate: Gate, rows: Sequence[RawRow], branch: str, known_on: tuple[str, ...], *, yes: bool
) -> None:
    check = gate.run_here(lambda ledger: importing.check(ledger, by=None, rows=rows, default=branch or None))
    foreseen = gate.run_here(lambda ledger: importing.foresee(ledger, check.good, known_on))
    _show_bad(settings, [*check.bad, *foreseen.doubtful])
    tell(settings, cards.counts(foreseen))
    if not foreseen.changes:
        return
    if not yes and not typer.confirm(say(Line("cli-roster-ask"), reader_of(settings))):
        tell(settings, Line("cli-roster-left"))
        return
    now = SystemClock().now()
    gate.run_here(lambda ledger: importing.apply(ledger, by=None, rows=check.good, now=now, known_on=known_on))
    tell(settings, Line("roster-done"))


def _show_bad(settings: Settings, bad: list[BadRow]) -> None:
    if not bad:
        return
    reader = reader_of(settings)
    table = make_table(title=say(Line("roster-flawed", count=len(bad)), reader), title_justify="left", show_edge=False)
    for heading in (Line("cli-roster-line"), Line("cli-roster-name"), Line("cli-roster-why")):
        table.add_column(say(heading, reader))
    for row in sorted(bad, key=lambda row: row.line):
        table.add_row(str(row.line), row.name, " ".join(say(why(reason), reader) for reason in row.reasons))
    err().print(table, markup=False)
