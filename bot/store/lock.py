"""One running house a database."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url


class InUse(Exception):
    """Another process runs on this database; `process` is its id, or nothing where it did not write one."""

    def __init__(self, process: str) -> None:
        super().__init__(f"process {process or '?'} runs on this database")
        self.process = process


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the database at `url` for this process: two of them would each send what is due.

    The system lets go of the lock when the process ends, however it ends; the file `<database>.lock` stays behind and
    means nothing by itself. Short transactions of other commands need no lock. Raises InUse, or OSError where the file
    cannot be written.
    """
    database = make_url(url).database
    if not database or database == ":memory:":
        yield
        return
    file = Path(f"{database}.lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(os.read(handle, 20).decode("ascii", "replace").strip()) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)
