"""`jiedui run` as a process of its own."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.cli.shell import run_until_done

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Let no process outlive a failed test."""
    try:
        yield
    finally:
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_from_nothing_answers_and_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JIEDUI_WEB__PORT": "0", "COLUMNS": "200"}
    with (
        subprocess.Popen(
            [sys.executable, "-u", "-m", "bot", "run"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        _ended(process),
    ):
        assert process.stdout
        assert process.stderr
        said = ""
        while "╰" not in said:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            said += line
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address, said
        assert re.search(r"/start/[\w-]{22}", said)
        assert httpx.get(f"{address[0]}/healthz").status_code == 200
        process.send_signal(number)
        rest, errors = process.communicate(timeout=20)
        assert process.returncode == 0, errors
        assert "已停止" in rest
        assert "Traceback" not in errors
    assert (tmp_path / "data" / "jiedui.db").exists()


def test_a_port_that_is_taken_is_told_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "JIEDUI_WEB__PORT": port, "COLUMNS": "200"}
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "run"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert "JIEDUI_WEB__PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_runs_on_the_quick_event_loop() -> None:
    loops: list[asyncio.AbstractEventLoop] = []

    async def look() -> None:
        loops.append(asyncio.get_running_loop())

    run_until_done(look())
    assert type(loops[0]).__module__ == "uvloop"
