"""What is read and written the quick way is what the Session reads and writes."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, insert
from sqlmodel import Session, col, select, update

from bot.models.people import Branch, Category, Member, Role, Standing
from bot.store import Gate, Quick, columns, loaded, migrate, open_engine, standing_alone

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
FIND = Quick(select(*columns(Member)).where(col(Member.name) == bindparam("name")))
RENAME = Quick(update(Member).where(col(Member.id) == bindparam("who")).values(name=bindparam("name")))


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    engine = open_engine(f"sqlite:///{tmp_path / 'g.db'}")
    migrate(engine)
    gate = Gate(engine)
    gate.run_here(lambda ledger: ledger.add(Branch(id=1, name="希勤村党支部", created_at=NOW)))
    gate.run_here(lambda ledger: ledger.add(mei()))
    yield gate
    gate.close()


def mei() -> Member:
    return Member(
        id=7,
        branch_id=1,
        name="梅",
        category=Category.ACTIVIST,
        role=Role.SECRETARY,
        quiet_from=time(21),
        joined_at=NOW,
    )


def found(ledger: Session, name: str = "梅") -> Member:
    row = FIND.first(ledger, name=name)
    assert row
    return loaded(ledger, Member, FIND.read(row))


def test_every_value_is_read_as_the_session_reads_it(gate: Gate) -> None:
    by_the_session = gate.run_here(lambda ledger: ledger.get_one(Member, 7)).model_dump()
    assert gate.run_here(found).model_dump() == by_the_session
    assert gate.run_here(lambda ledger: FIND.all(ledger, name="梅")) == [
        tuple(by_the_session[c.key] for c in columns(Member))
    ]


def test_a_row_that_was_found_can_be_changed_like_any_other(gate: Gate) -> None:
    def change(ledger: Session) -> None:
        found(ledger).language = "en"

    gate.run_here(change)
    assert gate.run_here(lambda ledger: ledger.get_one(Member, 7).language) == "en"


def test_a_row_is_one_object_however_it_was_found(gate: Gate) -> None:
    def look(ledger: Session) -> bool:
        before = ledger.get_one(Member, 7)
        return before is found(ledger) is found(ledger) is ledger.get_one(Member, 7)

    assert gate.run_here(look)


def test_what_is_not_written_yet_is_found(gate: Gate) -> None:
    def rename(ledger: Session) -> str:
        ledger.get_one(Member, 7).name = "李梅"
        return found(ledger, "李梅").name

    assert gate.run_here(rename) == "李梅"


def test_what_is_written_counts_its_rows_and_goes_with_its_unit(gate: Gate) -> None:
    def rename_and_fail(ledger: Session) -> None:
        assert RENAME.write(ledger, who=7, name="李梅") == 1
        assert RENAME.write(ledger, who=8, name="李梅") == 0
        raise LookupError

    with pytest.raises(LookupError):
        gate.run_here(rename_and_fail)
    assert gate.run_here(lambda ledger: found(ledger).name) == "梅"


def test_a_row_standing_alone_is_never_written(gate: Gate) -> None:
    def change(ledger: Session) -> None:
        row = FIND.first(ledger, name="梅")
        assert row
        standing_alone(Member, FIND.read(row)).name = "李梅"

    gate.run_here(change)
    assert gate.run_here(lambda ledger: ledger.get_one(Member, 7).name) == "梅"


def test_many_rows_are_written_like_one_each_with_its_own_values(gate: Gate) -> None:
    shared = datetime(2026, 11, 23, tzinfo=UTC)
    add = Quick(
        insert(Member.__table__).values(  # type: ignore[attr-defined]
            name=bindparam("name"), joined_at=bindparam("joined_at"), role=bindparam("role"),
            quiet_from=bindparam("quiet_from"), category=Category.ACTIVIST, standing=Standing.ACTIVE, language="",
        )
    )  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"name": f"党员{n}", "joined_at": shared, "role": Role.MEMBER, "quiet_from": time(n)} for n in range(20)
    ]
    assert gate.run_here(lambda ledger: add.write_all(ledger, iter(rows))) == 20
    found = gate.run_here(lambda ledger: ledger.exec(select(Member).where(col(Member.name).startswith("党员"))).all())
    assert [(one.name, one.joined_at, one.role, one.quiet_from) for one in found] == [
        (row["name"], shared, Role.MEMBER, row["quiet_from"]) for row in rows
    ]


def test_no_rows_are_written_like_none(gate: Gate) -> None:
    write = Quick(update(Member).where(col(Member.name) == bindparam("who")).values(name=bindparam("name")))
    assert gate.run_here(lambda ledger: write.write_all(ledger, [])) == 0
