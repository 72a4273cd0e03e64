"""Updates already taken in, recognised when they come again."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, CursorResult
from sqlalchemy.dialects import postgresql, sqlite

from bot.models.deliveries import Update

_ONCE: dict[str, Any] = {
    name: insert(Update.__table__).on_conflict_do_nothing()  # type: ignore[attr-defined]
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def is_new(ledger: Connection, channel: str, update: str, at: datetime) -> bool:
    """Mark an update as taken; False when it was before. To be committed together with what it does."""
    row = {"channel": channel, "update": update, "at": at}
    return cast("CursorResult[Any]", ledger.execute(_ONCE[ledger.dialect.name], row)).rowcount > 0
