"""A running writer as a test holds it: what it has reported, stopped anywhere, and what copies of its files tell."""

import os
import re
import signal
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.store import migrate, newest, open_engine, version

ROOT = Path(__file__).parent.parent.parent
_WAL_HEADER, _FRAME_HEADER = 32, 24


class Writer:
    """`with Writer(file, "w") as writer`: a process of its own that commits to a database until the block ends."""

    def __init__(self, file: Path, name: str) -> None:
        self.name, self.reported = name, 0
        self._command = [sys.executable, "-m", "tests.faults.writer", f"sqlite:///{file}", name]
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(self._command, env=environment, stdout=subprocess.PIPE)
        self.commits(1)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._process
        self._process.kill()
        self._process.communicate()

    def commits(self, more: int) -> int:
        """Wait until it has reported so many more commits; return the number of the last."""
        wanted = self.reported + more
        while self.reported < wanted:
            self._read()
        return self.reported

    def stop(self) -> int:
        """Stop it wherever it is (SIGSTOP); return the last commit it had reported by then."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(self._process.pid, os.WUNTRACED)
        return self.drain()

    def go_on(self) -> None:
        """Let it go on (SIGCONT)."""
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def drain(self) -> int:
        """Take in what it has reported so far, without waiting; return the last commit."""
        assert self._process
        assert self._process.stdout
        handle = self._process.stdout.fileno()
        os.set_blocking(handle, False)
        try:
            while True:
                self._read()
        except BlockingIOError:
            return self.reported
        finally:
            os.set_blocking(handle, True)

    def _read(self) -> None:
        assert self._process
        assert self._process.stdout
        piece = os.read(self._process.stdout.fileno(), 65536)
        assert piece, "the writer died"
        *lines, self._rest = (self._rest + piece).split(b"\n")
        if lines:
            self.reported = int(lines[-1])


def committed(file: Path) -> dict[str, int]:
    """Open a database as the bot does and return how many commits of each writer it holds.

    Asserts that it is whole: SQLite finds nothing wrong, no commit is there by half, and none is missing in between.
    """
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    assert version(engine) == newest()
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        names = connection.exec_driver_sql("SELECT name FROM bookmark").scalars().all()
    engine.dispose()
    halves: dict[str, list[set[int]]] = defaultdict(lambda: [set(), set()])
    for name in names:
        if row := re.fullmatch(r"(\w+)-([ab])-(\d+)", name):
            halves[row[1]]["ab".index(row[2])].add(int(row[3]))
    for first, second in halves.values():
        assert first == second == set(range(1, len(first) + 1))
    return {name: len(first) for name, (first, _) in halves.items()}


def frames(wal: bytes) -> list[tuple[int, bool]]:
    """Return where each frame of a write-ahead log ends, and whether a commit ends with it.

    Only frames of the log's present round count: after a checkpoint it is written over from the beginning.
    """
    if len(wal) < _WAL_HEADER:
        return []
    page, salt, found = int.from_bytes(wal[8:12], "big"), wal[16:24], []
    size = _FRAME_HEADER + page
    for begin in range(_WAL_HEADER, len(wal) - size + 1, size):
        if wal[begin + 8 : begin + 16] != salt:
            break
        found.append((begin + size, wal[begin + 4 : begin + 8] != b"\0\0\0\0"))
    return found
