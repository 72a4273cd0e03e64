"""Updates already taken in, recognised when they come again."""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlmodel import Session

from bot.models.deliveries import Update
from bot.store import Quick

_ONCE = Quick(sqlite.insert(Update.__table__).on_conflict_do_nothing())  # type: ignore[attr-defined]


def is_new(ledger: Session | Connection, channel: str, update: str, at: datetime) -> bool:
    """Mark an update as taken; False when it was before. To be committed together with what it does."""
    return _ONCE.write(ledger, channel=channel, update=update, at=at) > 0
