"""The tables' versions, from the first one on, with data in it."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from bot.store import migrate, newest, open_engine, version

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


def test_rows_of_the_first_version_survive_to_the_newest(tmp_path: Path) -> None:
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
    assert version(engine) == newest(engine)
    engine.dispose()


def test_every_version_can_be_stepped_through(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    for _ in range(int(newest(engine) or "0")):
        migrate(engine, "+1")
    assert version(engine) == newest(engine)
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
