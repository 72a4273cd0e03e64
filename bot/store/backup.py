"""A copy of the database while it is in use: SQLite's online backup."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

_PAGES = 256
"""Pages copied between two looks at the lock, so that a running bot never waits long."""


def copy_database(url: str, to: Path, progress: Callable[[int, int], None]) -> int:
    """Copy the SQLite database at `url` to the file `to` and return its size in bytes.

    The copy is of one moment. It grows under another name beside `to` and is put in place only when it is whole and
    has passed SQLite's own integrity check. `progress` is told (pages done, pages in all). Raises FileNotFoundError
    when there is no database, another OSError when the copy cannot be written.
    """
    source = Path(make_url(url).database or "")
    if not source.is_file():
        raise FileNotFoundError(source)
    part = to.with_name(f"{to.name}.part")
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(part)) as copy:
            live.backup(copy, pages=_PAGES, progress=lambda _, left, total: progress(total - left, total))
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise OSError("the copy did not pass the integrity check")
        os.replace(part, to)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return to.stat().st_size
