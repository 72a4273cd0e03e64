"""The command `jiedui status`: what an operator asks first, read without writing anything."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.chat import Fact, Line, Verbatim
from bot.cli.shell import ConfigFile, out, reader_of, settings_or_exit
from bot.cli.shell import table as make_table
from bot.clock import SystemClock
from bot.config import Settings
from bot.models.deliveries import State
from bot.rules.deliveries import Plight
from bot.services import deliveries
from bot.services.deliveries import Overview
from bot.store import last_copy, newest, open_to_read, version
from bot.texts import say

_PATIENCE = httpx.Timeout(3)
_TOO_LONG = timedelta(minutes=15)
"""So long a message may wait after it was due before a person should look."""

_LEAST_FREE = 100 * 1024 * 1024

Row = tuple[Line, bool | None, Line]
"""What, whether it is well (None: neither), and how it stands."""


@dataclass
class Found:
    """Everything that was found out; what could not be is None. Sizes are bytes."""

    file: str = ""
    version: str | None = None
    broken: str = ""
    size: int | None = None
    free: int | None = None
    seen: Overview | None = None
    day: dict[State, int] = field(default_factory=dict)
    copy: tuple[Path, datetime] | None = None
    health: dict[str, Any] | None = None
    heard: dict[str, int] = field(default_factory=dict)


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    config: ConfigFile = None,
) -> None:
    """Show how the bot and its messages stand, whether it runs or not; leave with 1 if something needs a person."""
    settings, now = settings_or_exit(config), SystemClock().now()
    found = Found(copy=last_copy(settings.database.url))
    _read(settings, found, now)
    _ask(settings, found)
    rows = list(_rows(settings, found))
    needs = any(well is False for _, well, _ in rows)
    if as_json:
        typer.echo(json.dumps({**_json(found), "needs_a_person": needs}, ensure_ascii=False, indent=2))
    else:
        reader = reader_of(settings, now)
        table = make_table(show_header=False, show_edge=False, padding=(0, 1))
        for what, well, says in rows:
            mark = {True: "[green]✓[/]", False: "[red]✗[/]", None: "·"}[well]
            table.add_row(mark, say(what, reader), say(says, reader))
        out().print(table)
    if needs:
        raise typer.Exit(1)


def _read(settings: Settings, found: Found, now: datetime) -> None:
    """Read the database; tables of another version are not looked into, and nothing is made or migrated."""
    url = make_url(settings.database.url)
    found.file = url.database or ""
    if url.get_backend_name() == "sqlite":
        file = Path(found.file)
        if not file.is_file():
            return
        found.size = sum(one.stat().st_size for one in (file, Path(f"{file}-wal")) if one.is_file())
        found.free = shutil.disk_usage(file.absolute().parent).free
    engine = open_to_read(settings.database.url)
    try:
        found.version = version(engine)
        if found.version == newest():
            with Session(engine) as ledger:
                found.seen = deliveries.overview(ledger, now)
                found.day = dict(deliveries.lately(ledger, now))
    except SQLAlchemyError as error:
        found.broken = str(getattr(error, "orig", None) or type(error).__name__)
    finally:
        engine.dispose()


def _ask(settings: Settings, found: Found) -> None:
    """Ask the running bot how it is: where it tells the operator everything, else where it tells anybody."""
    watch = settings.watch
    if watch.on:
        shown = {"authorization": f"Bearer {watch.token}"} if watch.token else {}
        host = f"[{watch.host}]" if ":" in watch.host else watch.host
        full = _health(f"http://{host}:{watch.port}", shown)
        if full and isinstance(full.get("parts"), dict):
            parts: dict[str, Any] = full["parts"]
            red = [
                {"part": name, "since": part.get("since")} for name, part in parts.items() if part["status"] == "red"
            ]
            found.health = {"status": full["status"], "red": red}
            found.heard = {
                name: part["heard_seconds_ago"] for name, part in parts.items() if "heard_seconds_ago" in part
            }
            return
    found.health = _health(settings.web.base, {})


def _health(address: str, headers: dict[str, str]) -> dict[str, Any] | None:
    try:
        answer = httpx.get(f"{address}/healthz", headers=headers, timeout=_PATIENCE).json()
    except (httpx.HTTPError, ValueError):
        return None
    return answer if isinstance(answer, dict) and answer.get("status") in {"ok", "red"} else None


def _rows(settings: Settings, found: Found) -> Iterator[Row]:
    yield _bot(settings, found)
    yield _tables(found)
    for channel, seconds in found.heard.items():
        told = Line("cli-status-heard-ago", seconds=seconds, channel=Verbatim(channel))
        yield Line("cli-status-heard"), None, told
    if found.seen:
        yield from _ledger(found.seen, found.day)
    yield _copy(found)


def _bot(settings: Settings, found: Found) -> Row:
    what = Line("cli-status-bot")
    if found.health is None:
        return what, None, Line("cli-status-bot-silent", address=Verbatim(settings.web.base))
    if red := found.health.get("red"):
        parts = ", ".join(f"{part['part']} ({part['since']})" for part in red)
        return what, False, Line("cli-status-bot-red", parts=Verbatim(parts))
    return what, True, Line("cli-status-bot-good")


def _tables(found: Found) -> Row:
    what, file = Line("cli-status-tables"), Verbatim(found.file)
    if found.broken:
        return what, False, Line("cli-status-tables-broken", file=file, reason=Verbatim(found.broken))
    if found.version is None:
        return what, None, Line("cli-status-tables-none", file=file)
    facts: dict[str, Fact] = {
        "version": Verbatim(found.version), "size": Verbatim(_size(found.size)), "free": Verbatim(_size(found.free))
    }  # fmt: skip
    room = found.free is None or found.free >= _LEAST_FREE
    if found.seen is None:
        return what, None if room else False, Line("cli-status-tables-old", newest=Verbatim(newest()), **facts)
    return what, room, Line("cli-status-tables-good", **facts)


def _ledger(seen: Overview, day: dict[State, int]) -> Iterator[Row]:
    of: Callable[[Plight], int] = seen.counts.plights.__getitem__
    queued, late = of(Plight.QUEUED), of(Plight.LATE) + of(Plight.HELD)
    if seen.lag is None:
        yield Line("cli-status-waiting"), True, Line("cli-status-waiting-says", queued=queued, late=late)
    else:
        minutes = int(seen.lag.total_seconds() // 60)
        says = Line("cli-status-waiting-lag", queued=queued, late=late, minutes=minutes)
        yield Line("cli-status-waiting"), None if seen.lag < _TOO_LONG else False, says
    if seen.counts.need_a_person:
        failed, unknown = of(Plight.FAILED) + of(Plight.MISSED), of(Plight.UNKNOWN)
        yield Line("cli-status-todo"), False, Line("cli-status-todo-some", failed=failed, unknown=unknown)
    else:
        yield Line("cli-status-todo"), True, Line("cli-status-todo-none")
    counts: dict[str, Fact] = {state.value: count for state, count in day.items()}
    yield Line("cli-status-day"), None, Line("cli-status-day-says", **counts)
    yield Line("cli-status-lost"), None, Line("cli-status-lost-says", count=seen.unreachable)


def _copy(found: Found) -> Row:
    what = Line("cli-status-copy")
    if found.copy is None:
        return what, None, Line("cli-status-copy-none")
    file, at = found.copy
    key = "cli-status-copy-at" if file.is_file() else "cli-status-copy-gone"
    return what, None, Line(key, at=at, file=Verbatim(str(file)))


def _size(size: int | None) -> str:
    if size is None:
        return "?"
    return f"{size / 1024**3:.1f} GB" if size >= 1024**3 else f"{max(1, round(size / 1024**2))} MB"


def _json(found: Found) -> dict[str, Any]:
    seen, day = found.seen, found.day
    return {
        "running": found.health is not None,
        "health": found.health,
        "heard_seconds_ago": found.heard,
        "version": found.version,
        "newest_version": newest(),
        "broken": found.broken or None,
        "database_bytes": found.size,
        "free_bytes": found.free,
        "messages": {plight.value: count for plight, count in seen.counts.plights.items() if plight != Plight.SETTLED}
        if seen
        else None,
        "longest_wait_seconds": seen.lag.total_seconds() if seen and seen.lag else None,
        "last_24_hours": {state.value: count for state, count in day.items()} if seen else None,
        "unreachable": seen.unreachable if seen else None,
        "backup": {"file": str(found.copy[0]), "at": found.copy[1].isoformat()} if found.copy else None,
    }
