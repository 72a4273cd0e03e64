"""Each part of the house's health is red when it should be, and green again after."""

import asyncio
import json
import logging
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.clock import HandClock
from bot.health import FRESH, LEAST_FREE, STANDS_STILL, TOO_LONG, Health
from bot.models.deliveries import Bookmark, Delivery, State
from bot.models.people import Branch, Member
from bot.services import outbox
from bot.store import Gate, open_engine
from bot.watch import CHANNEL, Condition, Part, Watch
from jobs.timetable import Job, Timetable, watched
from tests.world import MONDAY


class Ward:
    """A house's health on a hand clock: looked at, and what it looks at."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.file = folder / "jiedui.db"
        shutil.copy(template, self.file)
        self.clock = HandClock(MONDAY)
        self.watch = Watch(self.clock.monotonic)
        self.gate = Gate(open_engine(f"sqlite:///{self.file}"))
        self.member = self.gate.run_here(_member)
        self.health = self.healthy()

    def healthy(self, **limits: Any) -> Health:
        """Return what looks after this house, with other limits."""
        return Health(self.gate, self.clock, self.watch, f"sqlite:///{self.file}", **limits)

    async def look(self, name: str, health: Health | None = None) -> Part:
        """Return one part as it is now, not as it was a moment ago."""
        self.clock.advance(seconds=FRESH)
        return _part(await (health or self.health).look(), name)

    def plan(self, key: str, due_at: datetime, **more: Any) -> None:
        """Put a delivery on the ledger."""
        self.gate.run_here(
            lambda ledger: outbox.plan(
                ledger, key=key, what="reminder", now=due_at, due_at=due_at, member_id=self.member, **more
            )
        )

    async def written(self) -> str:
        """Wait until the gate is free, and return what the last look wrote."""
        row = await self.gate.run(lambda ledger: ledger.get(Bookmark, "health"))
        return row.value if row else ""

    def settle(self, key: str, state: State, retry_at: datetime | None = None) -> None:
        """Note what became of a delivery."""

        def note(ledger: Session) -> None:
            delivery = ledger.exec(select(Delivery).where(Delivery.key == key)).one()
            delivery.state, delivery.retry_at = state, retry_at
            ledger.add(delivery)

        self.gate.run_here(note)


def _member(ledger: Session) -> int:
    branch = Branch(name="希勤村党支部", created_at=MONDAY)
    ledger.add(branch)
    ledger.flush()
    member = Member(name="兰秀英", branch_id=branch.id, joined_at=MONDAY)
    ledger.add(member)
    ledger.flush()
    return member.id or 0


def _part(condition: Condition, name: str) -> Part:
    return next(part for part in condition.parts if part.name == name)


@pytest.fixture
def ward(tmp_path: Path, empty_house: Path) -> Iterator[Ward]:
    """Return a house that nothing is wrong with."""
    ward = Ward(tmp_path, empty_house)
    yield ward
    ward.gate.close()


async def test_a_house_nothing_is_wrong_with_is_green(ward: Ward) -> None:
    condition = await ward.health.look()
    assert condition.red == ()
    assert condition.brief() == {"status": "ok"}
    assert [part.name for part in condition.parts] == ["database", "disk", "courier"]


async def test_a_locked_database_is_red_and_green_again_when_it_is_let_go(
    ward: Ward, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    health = ward.healthy(patience=0.05)
    with closing(sqlite3.connect(ward.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        red = await ward.look("database", health)
        assert red.well is False
        assert red.since == ward.clock.now()
        assert (await ward.look("courier", health)).well is None  # nobody knows
        assert (await ward.look("database", health)).since == red.since
        other.execute("ROLLBACK")
    await ward.written()
    assert (await ward.look("database", health)).well
    assert [r.getMessage() for r in caplog.records] == [
        "health: database is red: a write has not come through within 0.05 s",
        f"health: database is well again, red since {red.since.isoformat()}",
    ]


async def test_writes_that_hang_are_not_piled_up(ward: Ward) -> None:
    health = ward.healthy(patience=0.01)
    with closing(sqlite3.connect(ward.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await ward.look("database", health)
        first = ward.clock.now().isoformat()
        await ward.look("database", health)
        other.execute("ROLLBACK")
    assert await ward.written() == first


@contextmanager
def _nothing_can_be_written() -> Iterator[None]:
    """Let the system refuse every byte to every file: what a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_takes_nothing_more_is_red_and_green_again(ward: Ward) -> None:
    with _nothing_can_be_written():
        red = await ward.look("database")
    assert red.well is False
    assert red.why.startswith("OperationalError: ")
    assert (await ward.look("database")).well


async def test_the_write_is_a_real_one(ward: Ward) -> None:
    await ward.look("database")
    assert await ward.written() == ward.clock.now().isoformat()


async def test_too_little_free_disk_is_red(ward: Ward) -> None:
    assert (await ward.look("disk")).well
    assert (await ward.look("disk", ward.healthy(least_free=shutil.disk_usage("/").total * 1000))).well is False
    assert LEAST_FREE > 50 * 1024 * 1024


async def test_a_line_that_stands_still_is_red_until_something_is_delivered(ward: Ward) -> None:
    ward.plan("a", MONDAY)
    ward.clock.advance(seconds=STANDS_STILL - FRESH)
    assert (await ward.look("courier")).well
    red = await ward.look("courier")
    assert red.well is False
    assert (red.facts["due"], red.facts["planned"], red.facts["lag_seconds"]) == (1, 1, STANDS_STILL + FRESH)
    ward.watch.delivery(delivery=1, what="reminder", channel="web", state="sent", attempts=1, lag=65, seconds=0.1)
    assert (await ward.look("courier")).well  # late, and going out


async def test_a_line_that_moves_and_gets_nowhere_is_red_after_a_quarter_of_an_hour(ward: Ward) -> None:
    ward.plan("a", MONDAY)
    ward.clock.advance(seconds=TOO_LONG)
    ward.watch.delivery(delivery=2, what="board", channel="web", state="sent", attempts=1, lag=0, seconds=0.1)
    assert (await ward.look("courier")).well is False
    ward.settle("a", State.SENT)
    assert (await ward.look("courier")).well


async def test_what_fell_due_while_the_house_was_down_is_no_fault_of_the_couriers(ward: Ward) -> None:
    ward.plan("a", MONDAY - timedelta(hours=8))
    part = await ward.look("courier")
    assert part.well
    assert part.facts["lag_seconds"] == 8 * 3600 + FRESH


async def test_what_is_held_rests_and_so_does_what_comes_after_it_to_the_same_person(ward: Ward) -> None:
    ward.plan("a", MONDAY)
    ward.plan("b", MONDAY + timedelta(seconds=1))
    ward.settle("a", State.PLANNED, retry_at=MONDAY + timedelta(hours=1))
    ward.clock.advance(minutes=10)
    held = await ward.look("courier")
    assert held.well
    assert held.facts["lag_seconds"] == 0
    ward.clock.advance(minutes=52)
    assert (await ward.look("courier")).well is False


async def test_a_stalled_job_is_red_and_green_again_when_it_works(ward: Ward) -> None:
    may_work, worked = asyncio.Event(), asyncio.Event()

    async def work() -> bool:
        await may_work.wait()
        worked.set()
        return False

    job = watched(Job("digests", work, timedelta(milliseconds=10), "never"), ward.watch)
    timetable = Timetable((job,))
    timetable.start()
    assert (await ward.look("timetable")).well
    stood = ward.clock.now()
    ward.clock.advance(seconds=61)
    red = await ward.look("timetable")
    assert red.well is False
    assert "digests" in red.why
    assert red.since == stood - timedelta(seconds=FRESH)
    may_work.set()
    await asyncio.wait_for(worked.wait(), 10)
    assert (await ward.look("timetable")).well
    await timetable.stop()


async def test_a_job_that_fails_at_every_beat_stands_still(ward: Ward) -> None:
    async def work() -> bool:
        raise ValueError("poison")

    job = watched(Job("digests", work, timedelta(seconds=15), "never"), ward.watch)
    ward.clock.advance(seconds=106)
    with pytest.raises(ValueError, match="poison"):
        await job.work()
    assert (await ward.look("timetable")).well is False


async def test_a_platform_that_is_not_heard_is_red_and_so_is_one_in_trouble(ward: Ward) -> None:
    telegram = f"{CHANNEL}telegram"
    ward.watch.pulse.expect(telegram, within=120)
    ward.watch.pulse.trouble(telegram, "the webhook is refused")
    assert (await ward.look("telegram")).why == "the webhook is refused"
    ward.watch.pulse.beat(telegram)
    assert (await ward.look("telegram")).well
    ward.clock.advance(seconds=120)
    assert (await ward.look("telegram")).why == "nothing came back for 130 s"
    ward.watch.pulse.forget(telegram)
    ward.clock.advance(seconds=FRESH)
    assert "telegram" not in {part.name for part in (await ward.health.look()).parts}


async def test_a_look_is_good_for_some_seconds(ward: Ward) -> None:
    first = await ward.health.look()
    assert await ward.health.look() is first
    ward.clock.advance(seconds=FRESH)
    assert await ward.health.look() is not first


async def test_all_that_is_told_can_be_read_by_a_machine(ward: Ward) -> None:
    ward.watch.pulse.expect(f"{CHANNEL}telegram", within=1)
    ward.clock.advance(seconds=90)
    condition = await ward.health.look()
    assert json.loads(json.dumps(condition.brief())) == {
        "status": "red", "red": [{"part": "telegram", "since": "2026-11-23T01:00:00Z"}],
    }  # fmt: skip
    full = json.loads(json.dumps(condition.full()))
    assert full["status"] == "red"
    assert full["parts"]["database"]["status"] == "ok"
    assert full["parts"]["disk"]["free_bytes"] > 0
    assert full["parts"]["telegram"] == {
        "status": "red", "why": "nothing came back for 90 s", "since": "2026-11-23T01:00:00Z", "heard_seconds_ago": 90,
    }  # fmt: skip
