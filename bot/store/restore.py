"""A copy of the database put in the place of the database."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from bot.store.backup import file_of, fill, growing, to_disk
from bot.store.engine import open_engine
from bot.store.gate import Gate
from bot.store.lock import alone
from bot.store.schema import is_known, migrate, version


class NotACopy(Exception):
    """The file is no database of ours, or it is damaged."""


class TooNew(Exception):
    """The copy was made by a newer program, at the version that is told."""


def put_in_place(
    url: str, copy: Path, prepare: Callable[[Session], None], now: datetime, progress: Callable[[int, int], None]
) -> Path | None:
    """Let `copy` be the database at `url`; return where the one it replaces has gone, if there was one.

    The copy itself is left as it is. It is checked, brought to the newest version and given to `prepare`, all beside
    the database, which is moved aside and replaced only at the end: whatever goes wrong before leaves it as it was.
    Raises NoDatabase, InUse while a house runs on it, NotACopy, TooNew, or OSError.
    """
    file = file_of(url)
    with alone(url), growing(file) as part:
        _take_in(part, copy, progress)
        _prepare(part, prepare)
        to_disk(part)
        return _set_aside(file, now)


def _take_in(part: Path, copy: Path, progress: Callable[[int, int], None]) -> None:
    try:
        fill(part, copy, progress)
    except (sqlite3.DatabaseError, OSError) as error:
        if isinstance(error, sqlite3.OperationalError):  # the disk, not the file
            raise
        raise NotACopy(str(error)) from error
    if os.geteuid() == 0:  # the database belongs to whoever the folder belongs to
        owner = part.parent.stat()
        os.chown(part, owner.st_uid, owner.st_gid)


def _prepare(part: Path, prepare: Callable[[Session], None]) -> None:
    gate = Gate(open_engine(f"sqlite:///{part}"))
    try:
        had = version(gate.engine)
        if had is None:
            raise NotACopy("there are no tables of ours in it")
        if not is_known(had):
            raise TooNew(had)
        migrate(gate.engine)
        gate.run_here(prepare)
    except DatabaseError as error:
        raise OSError(str(error.orig)) from error
    finally:
        gate.close()
    with closing(sqlite3.connect(part)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")  # one file again


def _set_aside(file: Path, now: datetime) -> Path | None:
    """Move the database and what belongs to it out of the way. A log of another database must never meet the copy."""
    aside = file.with_name(f"{file.name}.before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    had = file.exists()
    for suffix in ("", "-wal", "-shm"):
        old = file.with_name(f"{file.name}{suffix}")
        if old.exists():
            os.replace(old, aside.with_name(f"{aside.name}{suffix}"))
    return aside if had else None
