"""`jiedui restore`: what it takes, what it refuses, and that a refusal leaves the database as it was."""

import hashlib
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.store import alone, migrate, newest, open_engine, version
from tests.store.test_migrations import FIRST_ROWS

Jiedui = Callable[..., Result]
DATABASE = Path("data/jiedui.db")


@pytest.fixture
def jiedui(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jiedui:
    """Run a command in a folder of its own, with a database of one claim and a copy of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, list(words))

    assert run("claim").exit_code == 0
    assert run("backup", "copy.db").exit_code == 0
    return run


def _claims(file: Path = DATABASE) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM invitation").fetchone()[0])


def _aside() -> list[Path]:
    return sorted(DATABASE.parent.glob("jiedui.db.before-restore-*"))


def test_the_copy_becomes_the_database_and_the_old_one_is_kept(jiedui: Jiedui) -> None:
    jiedui("claim")
    assert _claims() == 2
    result = jiedui("restore", "copy.db")
    assert result.exit_code == 0, result.output
    assert "已从 copy.db 恢复" in result.stdout
    assert "现在启动" in result.stdout
    assert _claims() == 1
    (aside,) = _aside()
    assert str(aside) in result.stdout
    assert _claims(aside) == 2
    assert stat.S_IMODE(DATABASE.stat().st_mode) == 0o600
    assert Path("copy.db").exists()
    assert not list(Path().rglob("*.part*"))


def test_a_restored_database_is_written_to_as_safely_as_ever(jiedui: Jiedui) -> None:
    jiedui("restore", "copy.db")
    engine = open_engine(f"sqlite:///{DATABASE}")
    with engine.connect() as connection:
        for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == wanted
    engine.dispose()


def test_it_restores_where_there_is_no_database(jiedui: Jiedui) -> None:
    shutil.rmtree("data")
    result = jiedui("restore", "copy.db")
    assert result.exit_code == 0, result.output
    assert _claims() == 1
    assert _aside() == []


def test_a_destroyed_database_and_its_log_never_meet_the_copy(jiedui: Jiedui) -> None:
    wal = DATABASE.with_name("jiedui.db-wal")
    DATABASE.write_bytes(b"what a dying disk left" * 1000)
    wal.write_bytes(b"and its log" * 1000)
    result = jiedui("restore", "copy.db")
    assert result.exit_code == 0, result.output
    assert _claims() == 1
    (aside, log) = _aside()
    assert aside.read_bytes().startswith(b"what a dying disk left")
    assert log.name == f"{aside.name}-wal"


def test_a_copy_of_the_first_version_is_brought_to_the_newest(jiedui: Jiedui) -> None:
    old = open_engine("sqlite:///old.db")
    migrate(old, "0001")
    with old.begin() as connection:
        for statement in FIRST_ROWS:
            connection.exec_driver_sql(statement)
    old.dispose()
    result = jiedui("restore", "old.db")
    assert result.exit_code == 0, result.output
    engine = open_engine(f"sqlite:///{DATABASE}")
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT name FROM member").scalar() == "兰婶"
    assert version(engine) == newest()
    engine.dispose()


def _garbage() -> None:
    Path("copy.db").write_bytes(b"no database at all" * 500)


def _cut_short() -> None:
    whole = Path("copy.db").read_bytes()
    Path("copy.db").write_bytes(whole[: len(whole) // 2])


def _overwritten() -> None:
    whole = Path("copy.db").read_bytes()
    Path("copy.db").write_bytes(whole[:8192] + b"\x00\xff" * 10_000 + whole[28_192:])


def _somebody_elses() -> None:
    Path("copy.db").unlink()
    with closing(sqlite3.connect("copy.db")) as other:
        other.execute("CREATE TABLE songs (title)")


def _of_a_newer_program() -> None:
    with closing(sqlite3.connect("copy.db")) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
        copy.commit()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_garbage, "不是完好的结对备份"),
        (_cut_short, "不是完好的结对备份"),
        (_overwritten, "不是完好的结对备份"),
        (_somebody_elses, "不是完好的结对备份"),
        (_of_a_newer_program, "先更新程序"),
        (lambda: Path("copy.db").unlink(), "没有 copy.db 这个文件"),
    ],
)
def test_what_cannot_be_restored_is_refused_and_the_database_stays(
    jiedui: Jiedui, spoil: Callable[[], None], told: str
) -> None:
    before = hashlib.sha256(DATABASE.read_bytes()).digest()
    spoil()
    result = jiedui("restore", "copy.db")
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert hashlib.sha256(DATABASE.read_bytes()).digest() == before
    assert _aside() == []
    assert not list(Path().rglob("*.part*"))


def test_a_running_house_is_not_restored_under_its_feet(jiedui: Jiedui) -> None:
    jiedui("claim")
    with alone(f"sqlite:///{DATABASE}"):
        result = jiedui("restore", "copy.db")
    assert result.exit_code == 2
    assert "先停下" in result.stderr
    assert _claims() == 2


def test_a_database_on_another_server_is_left_to_its_own_means(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_DATABASE__URL", "postgresql+psycopg://jiedui:secret@db/jiedui")
    for command in ("restore", "backup"):
        result = jiedui(command, "copy.db" if command == "restore" else "other.db")
        assert result.exit_code == 2
        assert "secret" not in result.output
