"""How SQLite goes about a question: what a table that grows for years must not be asked."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from tests.world import World


def steps_over(world: World, table: str, unit: Callable[[Session], object]) -> list[str]:
    """Run a unit of work and return the steps of its questions that go over a table: SEARCH with an index, or SCAN."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, words: str, values: Any, *_: Any) -> None:
        if f"FROM {table}" in words:
            asked.append((words, values))

    engine = world.app.gate.engine
    event.listen(engine, "after_cursor_execute", note)
    world.do(unit)
    event.remove(engine, "after_cursor_execute", note)

    def explain(ledger: Session) -> list[str]:
        connection = ledger.connection()
        found = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values).all() for words, values in asked]
        return [step[-1] for steps in found for step in steps if step[-1].split()[1] == table]

    return world.do(explain)
