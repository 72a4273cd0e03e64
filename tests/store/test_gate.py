"""The one gate: a unit is committed whole or not at all, and never beside another."""

import asyncio
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.models.deliveries import Bookmark
from bot.store import Gate, migrate, open_engine


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
