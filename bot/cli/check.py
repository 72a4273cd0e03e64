"""The command `jiedui check`."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import httpx
import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.chat import Line, Misconfigured, SendFailed, Verbatim
from bot.cli.shell import ConfigFile, out, reader_of, settings_or_exit
from bot.cli.shell import table as make_table
from bot.clock import SystemClock
from bot.config import Settings
from bot.services import configured_groups
from bot.store import newest, open_engine, version
from bot.texts import say

_PATIENCE = httpx.Timeout(10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `good` True or False, or None where there is nothing to look at yet."""

    what: Line
    good: bool | None
    says: Line


def check(config: ConfigFile = None) -> None:
    """Look at everything; leave with 1 if something has to be mended."""
    settings = settings_or_exit(config)
    reader = reader_of(settings)
    table = make_table(show_header=False, show_edge=False, padding=(0, 1))
    bad = False
    with out().status(say(Line("cli-checking"), reader)):
        for finding in findings(settings):
            mark = {True: "[green]✓[/]", False: "[red]✗[/]", None: "·"}[finding.good]
            table.add_row(mark, say(finding.what, reader), say(finding.says, reader))
            bad = bad or finding.good is False
    out().print(table)
    if bad:
        raise typer.Exit(1)


def findings(settings: Settings) -> Iterator[Finding]:
    """Look at one thing after the other."""
    yield Finding(Line("cli-check-settings"), good=True, says=Line("cli-check-settings-good"))
    yield _database(settings)
    yield _web(settings)
    yield _telegram(settings)
    yield from _groups(settings)
    if settings.wecom_robot.bot_id:
        yield _robot(settings)
    if settings.wecom_app.corp_id:
        yield from _app(settings)


def _database(settings: Settings) -> Finding:
    what, url = Line("cli-check-database"), settings.database.url
    file = make_url(url).database or ""
    engine = open_engine(url)
    try:
        has, wants = version(engine), newest()
    except (SQLAlchemyError, OSError) as error:
        return Finding(what, good=False, says=Line("cli-check-database-broken", file=file, reason=str(error)))
    finally:
        engine.dispose()
    if has is None:
        return Finding(what, good=None, says=Line("cli-check-database-new", file=file))
    if has == wants:
        return Finding(what, good=True, says=Line("cli-check-database-good", version=has))
    return Finding(what, good=None, says=Line("cli-check-database-old", version=has, newest=wants))


def _web(settings: Settings) -> Finding:
    what, address = Line("cli-check-web"), settings.web.base
    try:
        answer = httpx.get(f"{address}/healthz", timeout=_PATIENCE)
    except httpx.HTTPError:
        return Finding(what, good=None, says=Line("cli-check-web-silent", address=address))
    if red := _red(answer):
        return Finding(what, good=False, says=Line("cli-check-web-red", address=address, parts=red))
    if answer.status_code != httpx.codes.OK:
        return Finding(what, good=False, says=Line("cli-check-web-wrong", address=address, status=answer.status_code))
    return Finding(what, good=True, says=Line("cli-check-web-good", address=address))


def _red(answer: httpx.Response) -> str:
    """Name what the house says of itself that is not well, and since when (UTC)."""
    try:
        parts = answer.json()["red"] if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE else []
        return ", ".join(f"{part['part']} ({part['since']})" for part in parts)
    except (ValueError, KeyError, TypeError):
        return ""


def _telegram(settings: Settings) -> Finding:
    what, telegram = Line("cli-check-telegram"), settings.telegram
    if not telegram.token:
        return Finding(what, good=None, says=Line("cli-check-telegram-off"))
    try:
        answer = httpx.get(f"{telegram.api_url}/bot{telegram.token}/getMe", timeout=_PATIENCE)
        body = answer.json()
    except (httpx.HTTPError, ValueError):
        return Finding(what, good=False, says=Line("cli-check-telegram-silent", address=telegram.api_url))
    if not isinstance(body, dict) or not body.get("ok"):
        return Finding(what, good=False, says=Line("cli-check-telegram-refused"))
    return Finding(what, good=True, says=Line("cli-check-telegram-good", name=str(body["result"].get("username"))))


def _groups(settings: Settings) -> Iterator[Finding]:
    """Say of each group robot what can be known without posting into its group."""
    known = _partnerships(settings)
    for name in settings.wecom_groups:
        what = Line("cli-check-group", partnership=Verbatim(name))
        if known is not None and name.strip() not in known:
            yield Finding(what, good=None, says=Line("cli-check-group-unknown", partnership=Verbatim(name)))
        else:
            yield Finding(what, good=True, says=Line("cli-check-group-good"))


def _partnerships(settings: Settings) -> frozenset[str] | None:
    """Return the names of the open partnerships; None where no database of this version can be read."""
    engine = open_engine(settings.database.url)
    try:
        with Session(engine) as ledger:
            return configured_groups.names(ledger)
    except (SQLAlchemyError, OSError):
        return None
    finally:
        engine.dispose()


def _robot(settings: Settings) -> Finding:
    """Look at WeCom's robot: ask the bot that runs, or connect where none does. Connecting would end its connection."""
    what, robot, answer = Line("cli-check-robot"), settings.wecom_robot, _health(settings)
    if answer is None:
        from bot.channels.wecom.robot.probe import probe  # noqa: PLC0415 - loaded where there is a robot

        try:
            asyncio.run(probe(robot))
        except Misconfigured:
            return Finding(what, good=False, says=Line("cli-check-robot-refused"))
        except SendFailed:
            return Finding(what, good=False, says=Line("cli-check-robot-silent", address=robot.url))
        return Finding(what, good=True, says=Line("cli-check-robot-good"))
    if "wecom" in _red(answer).replace(",", "").split():
        return Finding(what, good=False, says=Line("cli-check-robot-red", parts=_red(answer)))
    return Finding(what, good=True, says=Line("cli-check-robot-runs"))


def _health(settings: Settings) -> httpx.Response | None:
    """Ask the bot that runs how it is, by where it listens too: the public address may not lead there from here."""
    for address in (settings.web.base, f"http://{settings.web.host}:{settings.web.port}"):
        with suppress(httpx.HTTPError):
            return httpx.get(f"{address}/healthz", timeout=_PATIENCE)
    return None


def _app(settings: Settings) -> Iterator[Finding]:
    """Look at WeCom's app: whether WeCom knows it and takes calls from here, and whether its address answers."""
    from bot.channels.wecom.app.probe import answers, probe  # noqa: PLC0415 - loaded where there is an app
    from bot.channels.wecom.errors import NotTrusted  # noqa: PLC0415

    what, app, clock = Line("cli-check-app"), settings.wecom_app, SystemClock()
    try:
        name = asyncio.run(probe(app, clock))
    except NotTrusted:
        yield Finding(what, good=False, says=Line("cli-check-app-untrusted"))
    except Misconfigured as error:
        yield Finding(what, good=False, says=Line("cli-check-app-refused", reason=str(error)))
    except SendFailed:
        yield Finding(what, good=False, says=Line("cli-check-app-silent", address=app.api_url))
    else:
        yield Finding(what, good=True, says=Line("cli-check-app-good", name=Verbatim(name)))
    what, address = Line("cli-check-app-calls"), settings.web.base
    try:
        right = answers(app, address, clock)
    except httpx.HTTPError:
        yield Finding(what, good=None, says=Line("cli-check-web-silent", address=address))
        return
    says = Line("cli-check-app-calls-good" if right else "cli-check-app-calls-wrong", address=address)
    yield Finding(what, good=right, says=says)
