"""`jiedui status`: read while the bot runs and while it does not, and nothing is written."""

import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.clock import SystemClock
from bot.models.deliveries import State
from bot.store import newest
from tests.scene import Scene, red_pair
from tests.stuck import fail
from tests.world import World

Status = Callable[..., Result]


@pytest.fixture
def status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Status:
    """Run the command in a folder of its own, where no bot answers."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("JIEDUI_WEB__PORT", "9")
    monkeypatch.setenv("JIEDUI_DATABASE__URL", f"sqlite:///{tmp_path / 'jiedui.db'}")
    return lambda *words: CliRunner().invoke(cli, ["status", *words])


@pytest.fixture
def pair(tmp_path: Path, empty_house: Path) -> Iterator[Scene]:
    """Return a red pair of today in a house that is open."""
    world = World(tmp_path, empty_house, SystemClock().now())  # the command reads the clock on the wall
    yield red_pair(world)
    world.close()


class _Healthz(BaseHTTPRequestHandler):
    answer: dict[str, Any]
    token = ""

    def do_GET(self) -> None:
        may = self.path == "/healthz" and self.headers.get("authorization", "") == self.token
        self.send_response(200 if may else 401)
        self.end_headers()
        self.wfile.write(json.dumps(self.answer if may else {}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def bot() -> Iterator[tuple[type[_Healthz], int]]:
    """Return something that answers /healthz as it is told, and its port."""
    kind = type("Healthz", (_Healthz,), {"answer": {"status": "ok"}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield kind, server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_before_the_first_start_there_is_nothing_and_nothing_is_made(status: Status, tmp_path: Path) -> None:
    result = status()
    assert result.exit_code == 0, result.output
    assert "第一次启动时会建好" in result.stdout
    assert "没有回应：http://127.0.0.1:9" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_where_all_went_out_nothing_needs_a_person(status: Status, pair: Scene) -> None:
    fail(pair, "梅老师", state=State.SENT)
    fail(pair, "兰婶", state=State.SENT, done_at=pair.world.clock.now() - timedelta(days=2))
    fail(pair, "李书记", state=State.PLANNED, due_at=pair.world.clock.now() + timedelta(hours=1))
    result = status()
    assert result.exit_code == 0, result.output
    for words in (f"版本 {newest()}", "待发 1 · 迟了 0", "发出 1 · 没发出 0", "没有记录：jiedui backup"):
        assert words in result.stdout


def test_what_was_not_sent_needs_a_person(status: Status, pair: Scene) -> None:
    fail(pair, "梅老师")
    fail(pair, "兰婶", state=State.UNKNOWN)
    result = status()
    assert result.exit_code == 1
    assert "没发出 1 · 不确定 1：请联络员发“投递”" in result.stdout
    assert "梅老师" not in result.output


@pytest.mark.parametrize(("minutes", "code"), [(5, 0), (20, 1)])
def test_what_is_late_needs_a_person_after_a_while(status: Status, pair: Scene, minutes: int, code: int) -> None:
    due = pair.world.clock.now() - timedelta(minutes=minutes)
    fail(pair, "梅老师", state=State.PLANNED, due_at=due, planned_at=due)
    result = status()
    assert (result.exit_code, f"迟了 1，最久 {minutes} 分钟" in result.stdout) == (code, True), result.stdout


def test_it_reads_what_a_running_bot_has_only_just_written_and_leaves_no_trace(
    status: Status, pair: Scene, tmp_path: Path
) -> None:
    assert Path(tmp_path / "jiedui.db-wal").stat().st_size > 0
    fail(pair, "梅老师")
    assert json.loads(status("--json").stdout)["messages"]["failed"] == 1
    pair.world.app.gate.close()
    assert set(_files(tmp_path)) == {"jiedui.db"}
    before = _files(tmp_path)
    assert json.loads(status("--json").stdout)["messages"]["failed"] == 1
    assert _files(tmp_path) == before


def test_a_database_that_may_only_be_read_is_read(status: Status, pair: Scene, tmp_path: Path) -> None:
    pair.world.app.gate.close()
    (tmp_path / "jiedui.db").chmod(stat.S_IRUSR)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    result = status()
    tmp_path.chmod(stat.S_IRWXU)
    assert result.exit_code == 0, result.output


def test_older_tables_are_told_and_left_as_they_are(status: Status, pair: Scene, tmp_path: Path) -> None:
    pair.world.app.gate.close()
    with sqlite3.connect(tmp_path / "jiedui.db") as tables:
        tables.execute("UPDATE alembic_version SET version_num = '0007'")
    tables.close()
    result = status()
    assert result.exit_code == 0, result.output
    assert f"版本 0007，启动时会升到 {newest()}" in result.stdout
    with sqlite3.connect(tmp_path / "jiedui.db") as tables:
        assert tables.execute("SELECT version_num FROM alembic_version").fetchall() == [("0007",)]
    tables.close()


def test_a_file_that_is_no_database_is_told(status: Status, tmp_path: Path) -> None:
    (tmp_path / "jiedui.db").write_bytes(b"not a database, only words" * 100)
    result = status()
    assert result.exit_code == 1
    assert "打不开" in result.stdout


def test_the_running_bot_is_asked_how_it_is(
    status: Status, pair: Scene, bot: tuple[type[_Healthz], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, port = bot
    monkeypatch.setenv("JIEDUI_WEB__PORT", str(port))
    assert "在运行，一切正常" in status().stdout
    answers.answer = {"status": "red", "red": [{"part": "courier", "since": "2026-11-26T06:12:40Z"}]}
    result = status()
    assert result.exit_code == 1
    assert "在运行，但不正常：courier (2026-11-26T06:12:40Z)" in result.stdout
    answers.answer = {"hello": "another program"}
    assert "没有回应" in status().stdout
    assert pair.group


def test_where_the_bot_tells_the_operator_more_the_last_poll_is_told(
    status: Status, bot: tuple[type[_Healthz], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, port = bot
    answers.token = "Bearer secret"
    answers.answer = {
        "status": "red",
        "parts": {
            "disk": {"status": "red", "since": "2026-11-26T06:12:40Z"},
            "telegram": {"status": "ok", "heard_seconds_ago": 7},
        },
    }
    for name, value in (("ON", "true"), ("PORT", str(port)), ("TOKEN", "secret")):
        monkeypatch.setenv(f"JIEDUI_WATCH__{name}", value)
    result = status()
    assert "7 秒前（telegram）" in result.stdout
    assert "不正常：disk" in result.stdout
    assert "secret" not in result.output
    assert json.loads(status("--json").stdout)["heard_seconds_ago"] == {"telegram": 7}


def test_the_newest_backup_is_known_and_missed_when_it_is_gone(status: Status, pair: Scene, tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["backup", "copy.db"]).exit_code == 0
    assert f"→ {tmp_path / 'copy.db'}" in status().stdout
    (tmp_path / "copy.db").unlink()
    assert "现在不在那里了" in status().stdout
    assert pair.group


def test_a_program_reads_json(status: Status, pair: Scene) -> None:
    fail(pair, "梅老师")
    result = status("--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["needs_a_person"] is True
    assert told["running"] is False
    assert told["last_24_hours"] == {"sent": 0, "failed": 1, "unknown": 0, "missed": 0}
    assert told["database_bytes"] > 100_000
    assert told["unreachable"] == 0


def test_it_speaks_english_too(status: Status, pair: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_HOME__LANGUAGE", "en")
    fail(pair, "梅老师")
    assert "not sent 1 · not sure 0: a coordinator should say /deliveries" in status().stdout


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file with its size and the moment of its last change."""
    return {one.name: (one.stat().st_size, one.stat().st_mtime_ns) for one in os.scandir(folder)}
