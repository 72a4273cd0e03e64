"""Statements of the hot path: made once, compiled once, and run by SQLite's driver itself.

SQLAlchemy takes about 50 µs a statement besides building it, the driver about 8; a tap runs a dozen. What is read and
written is converted by the columns' own types, so the two see the same rows.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, bindparam, inspect, select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.sql import ClauseElement
from sqlmodel import Session, SQLModel

from bot.store.engine import driver_of

R = TypeVar("R", bound=SQLModel)
_Convert = Callable[[Any], Any] | None
_DIALECT = SQLiteDialect_pysqlite()


class Quick:
    """One statement. Its parameters are `bindparam`s and columns to be written; lists (`in_`) are not taken."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement

    @cached_property
    def _written(self) -> tuple[str, list[tuple[str, Any, _Convert]]]:
        """The SQL, and what is bound in it; written when it is first run, since all of them would hold up the start."""
        compiled: Any = self._statement.compile(dialect=_DIALECT)
        binds = [compiled.binds[name] for name in compiled.positiontup]
        return str(compiled), [
            (bind.key, bind.value, bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) for bind in binds
        ]

    @cached_property
    def _read(self) -> tuple[Any, list[_Convert]]:
        """The kind of its rows, and how each value is read."""
        selected = self._statement.selected_columns if isinstance(self._statement, Select) else ()
        names: list[str] = [str(one.key) for one in selected]
        row: Any = namedtuple("_row", names, rename=True)  # type: ignore[misc]
        return row, [one.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for one in selected]

    def write(self, ledger: Session | Connection, **values: Any) -> int:
        """Run it and return how many rows it wrote. Rows of these that the Session has loaded are not told."""
        return int(self._run(ledger, values).rowcount)

    def write_all(self, ledger: Session | Connection, rows: Iterable[Mapping[str, Any]]) -> int:
        """Run it for each of `rows`, a tenth of the cost of one by one, and return how many rows it wrote in all."""
        sql, binds = self._written
        listed = list(rows)
        columns = [_converted([row.get(name, default) for row in listed], convert) for name, default, convert in binds]
        return int(_driver(ledger).executemany(sql, zip(*columns, strict=True)).rowcount)

    def first(self, ledger: Session | Connection, **values: Any) -> tuple[Any, ...] | None:
        """Return the first row as the driver gives it, to be read with `read`."""
        row: tuple[Any, ...] | None = self._run(ledger, values).fetchone()
        return row

    def all(self, ledger: Session | Connection, **values: Any) -> list[Any]:
        """Return all rows, read."""
        return [self.read(row) for row in self.unread(ledger, **values)]

    def unread(self, ledger: Session | Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Return all rows as the driver gives them, to be read with `read`: where one may be broken."""
        rows: list[tuple[Any, ...]] = self._run(ledger, values).fetchall()
        return rows

    def read(self, row: Sequence[Any]) -> Any:
        """Return a row's values as the columns' types read them: a tuple, its places named like the columns."""
        kind, converts = self._read
        return kind._make(
            [value if convert is None else convert(value) for value, convert in zip(row, converts, strict=True)]
        )

    def _run(self, ledger: Session | Connection, values: Mapping[str, Any]) -> Any:
        return _driver(ledger).execute(self._written[0], self._given(values))

    def _given(self, values: Mapping[str, Any]) -> list[Any]:
        given = []
        for name, default, convert in self._written[1]:
            value = values.get(name, default)
            given.append(value if convert is None else convert(value))
        return given


def _converted(values: list[Any], convert: _Convert) -> list[Any]:
    """Convert a column's values. Most are one object many times over, which is converted once."""
    if convert is None:
        return values
    known = {key: convert(value) for key, value in {id(value): value for value in values}.items()}
    return [known[id(value)] for value in values]


def _driver(ledger: Session | Connection) -> Any:
    """Return the driver's connection, once it has been told all that the Session was told."""
    if isinstance(ledger, Session):
        ledger.flush()
        ledger = ledger.connection()
    return driver_of(ledger)


def columns(kind: type[SQLModel]) -> list[Any]:
    """Return a table's columns in order."""
    return list(kind.__table__.c)  # type: ignore[attr-defined]


def loaded(ledger: Session, kind: type[R], values: Sequence[Any]) -> R:
    """Return a row as the Session would have loaded it; `values` are those of `columns(kind)`, read.

    One it has loaded already is returned as it is.
    """
    known = ledger.identity_map.get(inspect(kind).identity_key_from_primary_key((values[0],)))
    if known is not None:
        return known  # type: ignore[no-any-return]
    row = standing_alone(kind, values)
    make_transient_to_detached(row)
    ledger.add(row)
    return row


def get(ledger: Session, kind: type[R], id_: int) -> R | None:
    """Return a row by its `id`, the table's first column, as Session.get does at five times the cost."""
    known: R | None = ledger.identity_map.get(inspect(kind).identity_key_from_primary_key((id_,)))
    if known is not None:
        return known
    find = _by_id(kind)
    row = find.first(ledger, id=id_)
    return loaded(ledger, kind, find.read(row)) if row else None


@cache
def _by_id(kind: type[SQLModel]) -> Quick:
    id_, *_ = found = columns(kind)
    return Quick(select(*found).where(id_ == bindparam("id")))


def standing_alone(kind: type[R], values: Sequence[Any]) -> R:
    """Return a row that belongs to no Session: to be read only."""
    row: R = inspect(kind).class_manager.new_instance()
    row.__dict__.update(zip(kind.__table__.c.keys(), values, strict=True))  # type: ignore[attr-defined]
    return row
