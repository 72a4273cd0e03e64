"""Two processes on one database: the second refuses, and a crash of the first lets go by itself."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "JIEDUI_WEB__PORT": "0", "COLUMNS": "200"}


def _jiedui(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def _running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the house until it says where it is; kill it at the end if it still lives."""
    command = [sys.executable, "-u", "-m", "bot", "run"]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            assert process.stderr
            said = ""
            while not re.search(r"http://127\.0\.0\.1:\d+", said):
                line = process.stdout.readline()
                assert line, process.stderr.read()
                said += line
            yield process
        finally:
            process.kill()


@pytest.fixture
def first(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a house that runs."""
    with _running(tmp_path) as process:
        yield process


def test_the_second_refuses_in_words_and_touches_nothing(first: subprocess.Popen[str], tmp_path: Path) -> None:
    second = _jiedui(tmp_path, "run")
    assert second.returncode == 1  # the first may end: a supervisor tries again
    assert f"已经有一个结对（进程 {first.pid}）在用这个数据库" in second.stderr
    assert second.stdout == ""
    assert "Traceback" not in second.stderr
    assert first.poll() is None


def test_short_commands_work_beside_a_running_house(first: subprocess.Popen[str], tmp_path: Path) -> None:
    assert _jiedui(tmp_path, "claim").returncode == 0
    assert _jiedui(tmp_path, "backup", "copy.db").returncode == 0
    assert first.poll() is None


def test_a_killed_house_has_let_go_by_itself(first: subprocess.Popen[str], tmp_path: Path) -> None:
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    with _running(tmp_path) as next_one:
        assert (tmp_path / "data/jiedui.db.lock").read_text(encoding="ascii") == f"{next_one.pid}\n"


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    refused = _jiedui(tmp_path, "run")
    assert refused.returncode == 2
    assert "写不了" in refused.stderr
    assert "Traceback" not in refused.stderr
