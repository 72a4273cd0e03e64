"""Putting a message on the ledger: what the bot will say unasked, as facts."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.models.deliveries import Delivery, Lane, State

_PATIENCE = timedelta(days=1)
"""How late a message may be when nobody said otherwise."""


def plan(
    ledger: Session,
    *,
    key: str,
    what: str,
    now: datetime,
    member_id: int | None = None,
    group_id: int | None = None,
    event_id: int | None = None,
    due_at: datetime | None = None,
    too_late_at: datetime | None = None,
    lane: Lane = Lane.BULK,
    edits: int | None = None,
    missed: str = "",
    **facts: Any,
) -> bool:
    """Plan one message to a member or a group, once for every `key`; say whether it was new.

    With `edits`, the id of a delivery that was sent, its message is rewritten where it stands instead.

    `what` names how it is put together when it is sent (bot/services/messages). After `too_late_at` (a day after
    `due_at` by default) it becomes `missed`. `facts` are small JSON values; what can be read from the tables is not
    repeated in them. With `missed`, a short reason, it is only noted down as not sent.
    """
    due = due_at or now
    insert = sqlite.insert if ledger.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {
        "key": key,
        "what": what,
        "lane": lane,
        "member_id": member_id,
        "group_id": group_id,
        "event_id": event_id,
        "edits_id": edits,
        "facts": facts,
        "due_at": due,
        "too_late_at": too_late_at or due + _PATIENCE,
        "state": State.MISSED if missed else State.PLANNED,
        "done_at": now if missed else None,
        "attempts": 0,
        "error": missed,
        "planned_at": now,
        "channel": "",
        "chat": "",
        "thread": "",
        "message": "",
    }
    once = insert(Delivery).values(**values).on_conflict_do_nothing(index_elements=["key"])
    return cast("CursorResult[Any]", ledger.execute(once)).rowcount > 0
