"""The database under what can happen to a file: cut power, copies, locks, a disk that is full."""

import asyncio
import random
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.models.deliveries import Bookmark
from bot.store import Gate, copy_database, open_engine
from tests.faults.writing import ROOT, Writer, committed, frames


@pytest.fixture
def house(tmp_path: Path, empty_house: Path) -> Path:
    """Return the file of a database that is ready to be written to."""
    file = tmp_path / "house.db"
    shutil.copy(empty_house, file)
    return file


def _image(house: Path, to: Path) -> tuple[Path, bytes]:
    """Copy what a disk holds after a power cut: the database and its log, without the -shm, which is memory."""
    copy = to / "found.db"
    for left in to.glob("found.db*"):
        left.unlink()
    shutil.copy(house, copy)
    wal = house.with_name(f"{house.name}-wal")
    log = wal.read_bytes() if wal.exists() else b""
    copy.with_name("found.db-wal").write_bytes(log)
    return copy, log


def test_after_a_power_cut_every_commit_that_was_reported_is_there(house: Path, tmp_path: Path) -> None:
    chance = random.Random(36)
    seen = rounds = 0
    last_salt = b""
    with Writer(house, "w") as writer:
        for _ in range(60):
            writer.commits(chance.randint(1, 30))
            reported = writer.stop()
            copy, log = _image(house, tmp_path)
            writer.go_on()
            rounds += log[16:24] != last_salt
            last_salt = log[16:24]
            found = committed(copy)["w"]
            assert found in {reported, reported + 1}, "one may be committed and not yet reported"
            seen = found
    assert seen > 60
    assert rounds > 2, "the log was checkpointed and begun anew meanwhile"


@pytest.mark.parametrize("damage", ["cut", "torn"])
def test_a_torn_end_of_the_log_costs_only_what_was_torn(house: Path, tmp_path: Path, damage: str) -> None:
    chance = random.Random(damage)
    with Writer(house, "w") as writer:
        writer.commits(20)
        while len(frames(_image(house, tmp_path)[1])) < 20:  # just after a checkpoint there is nothing to tear
            writer.commits(5)
        writer.stop()
        copy, log = _image(house, tmp_path)
        whole = committed(copy)["w"]
        ends = frames(log)
        for _ in range(25):
            at = chance.randrange(ends[-1][0] // 2, ends[-1][0])
            _image(house, tmp_path)
            torn = log[:at] if damage == "cut" else log[:at] + bytes([log[at] ^ 0xFF]) + log[at + 1 :]
            copy.with_name("found.db-wal").write_bytes(torn)
            lost = sum(commits for end, commits in ends if end > at)
            # What stands behind the last commit was never promised: tearing it costs nothing.
            assert committed(copy)["w"] == whole - lost


def test_copies_made_while_two_processes_write_are_each_of_one_moment(house: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{house}"
    with Writer(house, "one") as one, Writer(house, "two") as two:
        for number in range(12):
            before = {"one": one.drain(), "two": two.drain()}
            copy = tmp_path / f"copy-{number}.db"
            copy_database(url, copy, lambda done, total: None)
            after = {"one": one.commits(1), "two": two.commits(1)}
            held = committed(copy)
            assert all(before[name] <= held[name] <= after[name] + 1 for name in held), (before, held, after)
    assert sorted(left.name for left in tmp_path.glob("*.part*")) == []


def test_the_backup_command_ends_beside_a_house_that_never_rests(house: Path, tmp_path: Path) -> None:
    with Writer(house, "w") as writer:
        writer.commits(100)  # several steps of the copy: a write between two of them must not begin it anew
        before = writer.drain()
        ended = _backup(house, tmp_path / "copy.db")
        assert ended.returncode == 0, ended.stderr
        assert "jiedui restore" in ended.stdout
        assert writer.commits(1) > before
    assert committed(tmp_path / "copy.db")["w"] >= before


def test_a_copy_is_for_its_owner_only(house: Path, tmp_path: Path) -> None:
    copy_database(f"sqlite:///{house}", tmp_path / "copy.db", lambda done, total: None)
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_disk_that_is_full_halfway_leaves_no_copy_and_says_so(house: Path, tmp_path: Path) -> None:
    with Writer(house, "w") as writer:
        writer.commits(60)
    room = house.stat().st_size // 2
    backups = tmp_path / "backups"
    backups.mkdir()
    ended = _backup(house, backups / "copy.db", room)
    assert ended.returncode == 2
    assert "没有备份成" in ended.stderr
    assert "磁盘空间" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(backups.iterdir()) == []
    assert committed(house)["w"] >= 60


async def test_a_database_that_is_locked_for_a_while_is_waited_for(house: Path) -> None:
    gate = Gate(open_engine(f"sqlite:///{house}"))

    def note(ledger: Session) -> None:
        ledger.add(Bookmark(name="a", value="1"))

    with closing(sqlite3.connect(house, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(gate.run(note))
        done, _ = await asyncio.wait({writing}, timeout=0.3)
        assert not done
        other.execute("COMMIT")
        await writing
    assert await gate.run(lambda ledger: ledger.get_one(Bookmark, "a").value) == "1"
    gate.close()


def _backup(house: Path, to: Path, room: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own that may write files of at most `room` bytes."""
    settings = {"JIEDUI_DATABASE__URL": f"sqlite:///{house}", "COLUMNS": "300"}
    return subprocess.run(
        [sys.executable, "-m", "bot", "backup", str(to)],
        cwd=to.parent,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **settings},
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
