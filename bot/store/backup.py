"""A copy of the database while it is in use: SQLite's online backup."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url

_PAGES = 256
"""Pages copied between two reports of progress."""

_OURS = re.compile(r"(jiedui-\d{8}T\d{6}Z\.db)(\.\w+\.part(-\w+)?)?")
"""A copy with a name of ours, or what is left of one that was cut off."""


class NoDatabase(Exception):
    """There is no SQLite database at this address."""


def file_of(url: str) -> Path:
    """Return the file of the SQLite database at `url`. Raises NoDatabase where another server keeps it."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise NoDatabase(parsed.render_as_string())
    return Path(parsed.database)


def copy_database(url: str, to: Path, progress: Callable[[int, int], None]) -> int:
    """Copy the SQLite database at `url` to the file `to` and return its size in bytes.

    The copy is of the moment it is begun at, however much is written meanwhile. It grows under another name beside
    `to`, readable by its owner only, and is put in place only when it is whole, has passed SQLite's own integrity
    check and lies on the disk. `progress` is told (pages done, pages in all). Raises NoDatabase, and
    OSError when the copy cannot be written; nothing is left behind then.
    """
    source = file_of(url)
    if not source.is_file():
        raise NoDatabase(source)
    with growing(to) as part:
        fill(part, source, progress)
    return to.stat().st_size


@contextmanager
def growing(to: Path) -> Iterator[Path]:
    """Give a file beside `to` that takes its place at the end, once it lies on the disk; after a fault it is gone."""
    handle, name = tempfile.mkstemp(".part", f"{to.name}.", to.absolute().parent)  # 0600
    os.close(handle)
    part = Path(name)
    try:
        yield part
        to_disk(part)
        os.replace(part, to)
        to_disk(to.absolute().parent)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            part.with_name(f"{part.name}{suffix}").unlink(missing_ok=True)


def fill(part: Path, source: Path, progress: Callable[[int, int], None]) -> None:
    """Copy a database that may be in use into the file `part`. Raises sqlite3.Error, or OSError where it is broken."""
    with closing(sqlite3.connect(source, isolation_level=None)) as live, closing(sqlite3.connect(part)) as copy:
        # Without a moment held, every write of another process makes the copy begin anew: under load it never ends.
        live.execute("BEGIN")
        live.execute("SELECT 1 FROM sqlite_master").fetchone()
        live.backup(copy, pages=_PAGES, progress=lambda _, left, total: progress(total - left, total))
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise OSError("the copy did not pass the integrity check")


def note_copy(url: str, to: Path) -> None:
    """Leave a note beside the database where its newest copy is; the note's age is the copy's. Raises OSError."""
    _note(url).write_text(f"{to.absolute()}\n", encoding="utf-8")


def last_copy(url: str) -> tuple[Path, datetime] | None:
    """Return where the newest copy was put, and when (aware, UTC); None where no copy is known of."""
    try:
        note = _note(url)
        return Path(note.read_text(encoding="utf-8").strip()), datetime.fromtimestamp(note.stat().st_mtime, UTC)
    except (OSError, UnicodeDecodeError, NoDatabase):
        return None


def _note(url: str) -> Path:
    return Path(f"{file_of(url)}.backup")


def name_for(now: datetime) -> str:
    """Return the name of a copy made at `now`, one that sorts by time wherever the machine stands."""
    return f"jiedui-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"


def keep_newest(folder: Path, keep: int) -> int:
    """Delete what is older than the `keep` newest copies with a name of ours; return how many files.

    Beside copies that is what a machine which died over its backup has left. Files with other names are left alone.
    """
    ours = {file: named[1] for file in folder.iterdir() if (named := _OURS.fullmatch(file.name))}
    whole = sorted(name for file, name in ours.items() if file.name == name)
    if len(whole) <= keep:
        return 0
    old = [file for file, name in ours.items() if name < whole[-keep]]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def to_disk(path: Path) -> None:
    """Wait until a file or folder lies on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
