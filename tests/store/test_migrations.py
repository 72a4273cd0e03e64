"""The tables' versions: whatever stood in any table at any version is still there at the newest."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Engine, Enum, MetaData, create_engine, inspect, select
from sqlalchemy.types import BLOB, DATE, DATETIME, INTEGER, JSON, TIME, VARCHAR, Boolean
from sqlmodel import SQLModel

from bot.store import migrate, newest, open_engine, schema, version

FIRST_ROWS = (
    (
        "INSERT INTO branch (id, name, organisation, level, created_at)"
        " VALUES (1, '希勤村党支部', '希勤村', 'branch', '2026-01-02 03:04:05.000000')"
    ),
    (
        "INSERT INTO partnership (id, kind, name, zone, language, lead_branch_id, quiet_from, quiet_to, daily_cap,"
        " digest_weekday, digest_at, created_at) VALUES (1, 'pair', '红色对子', 'Asia/Shanghai', 'zh', 1,"
        " '22:00:00.000000', '07:00:00.000000', 4, 4, '17:00:00.000000', '2026-01-02 03:04:05.000000')"
    ),
    "INSERT INTO partner (partnership_id, branch_id, joined_at) VALUES (1, 1, '2026-01-02 03:04:05.000000')",
    (
        "INSERT INTO member (id, branch_id, name, category, role, standing, language, joined_at)"
        " VALUES (1, 1, '兰婶', 'full', 'member', 'active', '', '2026-01-02 03:04:05.000000')"
    ),
    (
        "INSERT INTO account (id, member_id, channel, user, chat, opened_at, used_at)"
        " VALUES (1, 1, 'web', 'u1', 'u1', '2026-01-02 03:04:05.000000', '2026-01-02 03:04:05.000000')"
    ),
)

VERSIONS = sorted(file.name[:4] for file in Path(schema.__file__).parent.glob("migrations/versions/[0-9]*.py"))

GIVEN_UP = {("board", "message"), ("websession", "csrf")}
"""Columns that were dropped on purpose; any other that is missing at the newest version was lost."""

Rows = dict[str, list[dict[str, Any]]]


def _value(column: Column[Any], number: int) -> Any:
    """Make up a value of a column; what points to another table points to its row of the same number."""
    if column.foreign_keys:
        return number
    made: dict[type[Any], Any] = {
        INTEGER: number,
        Boolean: True,
        DATETIME: datetime.fromisoformat(f"2026-01-02 03:04:0{number}"),
        DATE: date(2026, 1, 4 + number),
        TIME: time(3, number),
        JSON: {"fact": number, "words": "兰婶"},
        BLOB: bytes([0, number, 255]),
        VARCHAR: f"{column.name} {number} 兰",
    }
    return next(value for kind, value in made.items() if isinstance(column.type, kind))


def _choice(table: str, column: str, made: Any) -> Any:
    """Take a value the code knows where it knows only some."""
    known = SQLModel.metadata.tables.get(table)
    kind = known.c[column].type if known is not None and column in known.c else None
    return kind.enums[-1] if isinstance(kind, Enum) else made


def _fill(file: Path) -> Rows:
    """Put two rows into every table a database has, with every column filled; return them as they lie there."""
    engine, tables = create_engine(f"sqlite:///{file}"), MetaData()  # not ours: as a program of that time wrote
    tables.reflect(engine)
    with engine.begin() as connection:
        for table in tables.tables.values():
            for number in (1, 2) if table.name != "alembic_version" else ():
                row = {c.name: _choice(table.name, c.name, _value(c, number)) for c in table.columns}
                connection.execute(table.insert().values(row))
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    rows = _read(file, {name: [c.name for c in table.columns] for name, table in tables.tables.items()})
    engine.dispose()
    return rows


def _read(file: Path, wanted: dict[str, list[str]]) -> Rows:
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        rows = {
            table: [
                dict(row)
                for row in connection.exec_driver_sql(
                    f'SELECT "{quoted}" FROM {table} ORDER BY 1, 2'  # noqa: S608
                ).mappings()
            ]
            for table, quoted in ((table, '", "'.join(columns)) for table, columns in wanted.items())
            if table != "alembic_version"
        }
    engine.dispose()
    return rows


@pytest.mark.parametrize("since", VERSIONS)
def test_rows_in_every_table_of_every_version_survive_to_the_newest(tmp_path: Path, since: str) -> None:
    file = tmp_path / "old.db"
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine, since)
    engine.dispose()
    before = _fill(file)
    assert len(before) > 5
    migrate(engine)
    assert version(engine) == newest()
    kept = {table: [column for column in rows[0] if (table, column) not in GIVEN_UP] for table, rows in before.items()}
    assert _read(file, kept) == {
        table: [{name: row[name] for name in kept[table]} for row in rows] for table, rows in before.items()
    }
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        for name in before:  # and the code can read them: enums, moments, JSON
            assert len(connection.execute(select(SQLModel.metadata.tables[name])).all()) == 2
    engine.dispose()


def test_rows_of_a_village_of_the_first_version_survive_to_the_newest(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in FIRST_ROWS:
            connection.exec_driver_sql(statement)
    migrate(engine)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT name, category FROM member").all() == [("兰婶", "full")]
        assert connection.exec_driver_sql("SELECT name, zone, daily_cap FROM partnership").all() == [
            ("红色对子", "Asia/Shanghai", 4)
        ]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert version(engine) == newest()
    engine.dispose()


def test_every_version_can_be_stepped_through(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    for _ in range(int(newest())):
        migrate(engine, "+1")
    assert version(engine) == newest()
    engine.dispose()


def test_the_newest_version_is_what_the_code_expects(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'twice.db'}")
    migrate(engine)
    before = _tables(engine)
    migrate(engine)
    assert _tables(engine) == before
    engine.dispose()


def _tables(engine: Engine) -> list[str]:
    return sorted(inspect(engine).get_table_names())
