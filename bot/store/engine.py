"""The database engine. On SQLite: WAL, FULL, and every transaction takes the write lock when it begins."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url

_BUSY_MILLISECONDS = 10_000


class Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own, but for savepoints: it would compile each anew, which costs more than all else they do."""

    supports_statement_cache = True

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Begin a savepoint."""
        driver_of(connection).execute(f"SAVEPOINT {name}")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Undo what was done since."""
        driver_of(connection).execute(f"ROLLBACK TO {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Keep what was done since."""
        driver_of(connection).execute(f"RELEASE {name}")


def is_open(connection: Connection) -> bool:
    """Say whether the database, too, still knows of the connection's transaction: SQLite may end one by itself."""
    return bool(driver_of(connection).in_transaction)


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection: what it runs belongs to the same transaction."""
    return connection.connection.driver_connection


registry.register("sqlite.ledger", __name__, Dialect.__name__)


def open_engine(url: str) -> Engine:
    """Open `url` (a SQLAlchemy address); the folder of a SQLite file is made if missing.

    Its errors do not carry parameters: those are names and words of people, and errors are logged.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed.set(drivername="sqlite+ledger"), connect_args={"check_same_thread": False}, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def open_to_read(url: str) -> Engine:
    """Open `url` without ever writing: for looking while the bot runs, or while it does not. Nothing is made.

    Raises nothing yet: a missing SQLite file is an OperationalError at the first question. A file nobody has open is
    taken as it lies, since SQLite would otherwise put its own files beside it, perhaps as another user's.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        only = {"options": "-c default_transaction_read_only=on"}
        return create_engine(parsed, hide_parameters=True, connect_args=only)
    file = Path(parsed.database or "").absolute()
    how = "mode=ro" if Path(f"{file}-wal").exists() else "mode=ro&immutable=1"
    address = f"{file.as_uri()}?{how}"
    return create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False), hide_parameters=True
    )


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # A transaction that reads first and writes later could otherwise lose a race for the last seat.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
