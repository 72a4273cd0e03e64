"""What no bot on this machine could pass: the disk's promise, and what one request costs without a bot behind it."""

import os
import resource
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter

from tests.bench.figures import Figure, middle

TOPIC = "Limits of this machine"
REQUEST = (
    b"POST /telegram/webhook HTTP/1.1\r\nhost: jiedui.example.org\r\ncontent-type: application/json\r\n"
    b"content-length: 0\r\n\r\n"
)


async def measure(folder: Path, times: int = 300) -> list[Figure]:
    """Measure one flush to disk, one durable row, and a request and its answer through a socket by hand."""
    return [
        Figure(TOPIC, "one flush of 4 KiB to disk (fsync)", middle(_flushes(folder / "flushes", times)), "ms"),
        Figure(TOPIC, "one row in a transaction of its own, WAL, FULL", middle(_rows(folder / "rows.db", times)), "ms"),
        Figure(TOPIC, "processor seconds of 1,000 requests through a socket, both ends by hand", _socket(10_000), "s"),
    ]


def _flushes(file: Path, times: int) -> list[float]:
    took = []
    with file.open("wb", buffering=0) as out:
        for _ in range(times):
            begun = perf_counter()
            out.write(bytes(4096))
            os.fsync(out.fileno())
            took.append((perf_counter() - begun) * 1000)
    return took


def _rows(file: Path, times: int) -> list[float]:
    took = []
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for said in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE answer (member, answer)"):
            connection.execute(said)
        for number in range(times):
            begun = perf_counter()
            connection.execute("INSERT INTO answer VALUES (?, ?)", (number, "yes"))
            took.append((perf_counter() - begun) * 1000)
    return took


def _socket(times: int) -> float:
    """Return the seconds of processor for 1,000 requests that are written, read, answered and read again."""
    here, there = socket.socketpair()
    before = resource.getrusage(resource.RUSAGE_SELF)
    for _ in range(times):
        here.sendall(REQUEST)
        there.recv(4096)
        there.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        here.recv(4096)
    after = resource.getrusage(resource.RUSAGE_SELF)
    here.close()
    there.close()
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / times
