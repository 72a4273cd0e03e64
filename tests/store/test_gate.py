"""The one gate: a unit is committed whole or not at all, and never beside another."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from bot.models.deliveries import Board, Bookmark
from bot.store import Gate, migrate, open_engine

Unit = Callable[[Session], Any]


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    engine = open_engine(f"sqlite:///{tmp_path / 'deeper' / 'g.db'}")
    migrate(engine)
    return Gate(engine)


async def test_what_a_unit_returns_is_committed(gate: Gate) -> None:
    await gate.run(lambda ledger: ledger.add(Bookmark(name="a", value="1")))
    assert await gate.run(lambda ledger: ledger.get_one(Bookmark, "a").value) == "1"
    gate.close()


async def test_a_unit_that_raises_leaves_nothing_behind(gate: Gate) -> None:
    def half(ledger: Session) -> None:
        ledger.add(Bookmark(name="a", value="1"))
        ledger.flush()
        raise LookupError

    with pytest.raises(LookupError):
        await gate.run(half)
    assert await gate.run(lambda ledger: ledger.get(Bookmark, "a")) is None
    gate.close()


async def test_no_read_and_write_of_one_unit_is_torn_by_another(gate: Gate) -> None:
    def count_up(ledger: Session) -> None:
        row = ledger.get(Bookmark, "n") or Bookmark(name="n", value="0")
        row.value = str(int(row.value) + 1)
        ledger.add(row)

    await asyncio.gather(
        *(gate.run(count_up) for _ in range(50)), *(asyncio.to_thread(gate.run_here, count_up) for _ in range(50))
    )
    assert gate.run_here(lambda ledger: ledger.exec(select(Bookmark)).one().value) == "100"
    gate.close()


def test_two_processes_wait_for_each_other(gate: Gate, tmp_path: Path) -> None:
    other = Gate(open_engine(f"sqlite:///{tmp_path / 'deeper' / 'g.db'}"))
    gate.run_here(lambda ledger: ledger.add(Bookmark(name="a", value="1")))
    other.run_here(lambda ledger: ledger.add(Bookmark(name="b", value="2")))
    assert gate.run_here(lambda ledger: len(ledger.exec(select(Bookmark)).all())) == 2
    gate.close()
    other.close()


class Crowd:
    """Units that are all waiting before the writer can begin with the first of them."""

    def __init__(self, gate: Gate) -> None:
        self.gate, self.commits = gate, 0
        event.listen(gate.engine, "commit", self._count)

    def _count(self, _connection: object) -> None:
        self.commits += 1

    async def hand_in(self, *units: Unit) -> list[Any]:
        """Return how each ended, in order."""
        begun, go_on = threading.Event(), threading.Event()

        def hold(_ledger: Session) -> None:  # reads and writes nothing: there is nothing to commit
            begun.set()
            go_on.wait()

        holding = asyncio.create_task(self.gate.run(hold))
        await asyncio.to_thread(begun.wait)
        waiting = [asyncio.create_task(self.gate.run(unit)) for unit in units]
        await asyncio.sleep(0)  # let each hand its unit in
        go_on.set()
        await holding
        return await asyncio.gather(*waiting, return_exceptions=True)


def keep(name: str) -> Unit:
    """Return a unit that writes one row and returns its name."""

    def unit(ledger: Session) -> str:
        ledger.add(Bookmark(name=name, value=""))
        return name

    return unit


def names(ledger: Session) -> list[str]:
    """Return what was kept."""
    return list(ledger.exec(select(Bookmark.name).order_by(col(Bookmark.name))))


async def test_units_that_wait_together_are_committed_together_and_in_order(gate: Gate) -> None:
    crowd = Crowd(gate)
    ended = await crowd.hand_in(*(keep(letter) for letter in "mbzka"))
    assert ended == list("mbzka")
    assert crowd.commits == 2  # of what held them up, and theirs
    assert await gate.run(lambda ledger: list(ledger.exec(select(Bookmark.name).order_by(text("rowid"))))) == ended
    gate.close()


async def test_a_unit_that_raises_takes_nobody_with_it(gate: Gate) -> None:
    def half(ledger: Session) -> None:
        ledger.add(Bookmark(name="half", value=""))
        ledger.flush()
        raise LookupError

    def doubled(ledger: Session) -> None:
        ledger.add(Bookmark(name="a", value="again"))  # found out at the flush

    ended = await Crowd(gate).hand_in(keep("a"), half, doubled, keep("b"))
    assert [type(one) for one in ended] == [str, LookupError, IntegrityError, str]
    assert await gate.run(names) == ["a", "b"]
    gate.close()


async def test_nobody_waits_for_ever_whatever_a_unit_raises(gate: Gate) -> None:
    def runs_out(ledger: Session) -> None:
        next(iter(ledger.exec(select(Bookmark).where(Bookmark.name == "nobody")).all()))

    ended = await Crowd(gate).hand_in(keep("a"), runs_out, keep("b"))
    assert [type(one) for one in ended] == [str, RuntimeError, str]
    gate.close()


async def test_a_savepoint_within_a_unit_is_its_own(gate: Gate) -> None:
    def gives_up(ledger: Session) -> None:
        ledger.add(Bookmark(name="kept", value=""))
        savepoint = ledger.begin_nested()
        ledger.add(Bookmark(name="given up", value=""))
        ledger.flush()
        savepoint.rollback()

    await Crowd(gate).hand_in(keep("a"), gives_up, keep("b"))
    assert await gate.run(names) == ["a", "b", "kept"]
    gate.close()


async def test_a_commit_that_fails_is_told_to_all_who_shared_it(gate: Gate) -> None:
    def bad(ledger: Session) -> None:
        ledger.connection().execute(text("PRAGMA defer_foreign_keys = ON"))
        ledger.add(Board(event_id=404, group_id=404))

    ended = await Crowd(gate).hand_in(keep("a"), bad, keep("b"))
    assert [type(one) for one in ended] == [IntegrityError] * 3
    assert await gate.run(names) == []
    assert await gate.run(keep("c")) == "c"
    gate.close()


async def test_on_a_full_disk_nobody_is_told_of_success_who_had_none(gate: Gate) -> None:
    def fill(ledger: Session) -> str:
        connection = ledger.connection()
        connection.execute(text(f"PRAGMA max_page_count = {connection.execute(text('PRAGMA page_count')).scalar()}"))
        ledger.add(Bookmark(name="big", value="x" * 100_000))
        return "big"

    ended = await Crowd(gate).hand_in(keep("a"), fill, keep("b"))
    assert "disk is full" in str(ended[1].__context__)
    assert await gate.run(names) == [one for one in ended if isinstance(one, str)]
    gate.close()


async def test_what_a_unit_returns_is_not_touched_by_the_next(gate: Gate) -> None:
    gate.run_here(keep("a"))

    def rewrite(ledger: Session) -> Bookmark:
        row = ledger.get_one(Bookmark, "a")
        row.value += "x"
        return row

    first, second = await Crowd(gate).hand_in(rewrite, rewrite)
    assert (first.value, second.value) == ("x", "xx")
    gate.close()


async def test_a_wait_that_is_given_up_does_not_stop_the_unit(gate: Gate) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(ledger: Session) -> None:
        begun.set()
        go_on.wait()
        ledger.add(Bookmark(name="slow", value=""))

    waiting = asyncio.create_task(gate.run(slow))
    await asyncio.to_thread(begun.wait)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    assert await gate.run(names) == ["slow"]
    gate.close()


async def test_closing_finishes_what_was_handed_in_and_takes_no_more(gate: Gate) -> None:
    waiting = [asyncio.create_task(gate.run(keep(name))) for name in "ab"]
    await asyncio.sleep(0)
    await asyncio.to_thread(gate.close)
    assert await asyncio.gather(*waiting) == ["a", "b"]
    assert gate.run_here(names) == ["a", "b"]
    with pytest.raises(RuntimeError):
        await gate.run(keep("c"))


async def test_a_quick_unit_is_committed_and_one_that_raises_leaves_nothing_behind(gate: Gate) -> None:
    def mark(name: str, error: type[Exception] | None = None) -> Callable[[Connection], str]:
        def unit(ledger: Connection) -> str:
            ledger.exec_driver_sql("INSERT INTO bookmark (name, value) VALUES (?, '1')", (name,))
            if error:
                raise error
            return name

        return unit

    def never(_: Session) -> str:
        raise AssertionError("the quick way was taken")

    outcomes = await asyncio.gather(
        gate.run(never, mark("a")),
        gate.run(never, mark("b", LookupError)),
        gate.run(lambda ledger: ledger.add(Bookmark(name="c", value="1"))),
        gate.run(never, mark("d")),
        gate.run(keep("e"), lambda _: None),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], LookupError)
    assert (outcomes[0], outcomes[3], outcomes[4]) == ("a", "d", "e")
    kept = await gate.run(lambda ledger: sorted(row.name for row in ledger.exec(select(Bookmark))))
    assert kept == ["a", "c", "d", "e"]
    gate.close()
