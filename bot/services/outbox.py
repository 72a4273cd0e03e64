"""Putting a message on the ledger: what the bot will say unasked, as facts."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

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
        "doubts": 0,
        "error": missed,
        "planned_at": now,
        "channel": "",
        "chat": "",
        "thread": "",
        "message": "",
    }
    once = insert(Delivery).values(**values).on_conflict_do_nothing(index_elements=["key"])
    return cast("CursorResult[Any]", ledger.execute(once)).rowcount > 0


def rewrite(ledger: Session, old: Delivery, now: datetime, what: str = "") -> bool:
    """Plan that a message that was sent is put together again where it stands; say whether it had to be planned.

    A rewriting that is planned and not yet made serves for every change until then: it shows what is known when it is
    made. `what` (the message's own kind by default) says how it is put together. What was not sent is not rewritten.
    What is on its way is, once it has arrived: it left with what was known then.
    """
    is_there = old.state is State.SENT and old.message
    if not is_there and old.state is not State.ATTEMPTING:
        return False
    earlier = ledger.exec(
        select(Delivery.state).where(Delivery.edits_id == old.id, Delivery.what == (what or old.what))
    )
    states = earlier.all()
    if State.PLANNED in states:
        return False
    return plan(
        ledger,
        key=f"rewrite:{old.id}:{what or old.what}:{len(states)}",
        what=what or old.what,
        member_id=old.member_id,
        group_id=old.group_id,
        event_id=old.event_id,
        edits=old.id,
        now=now,
        lane=Lane.INTERACTIVE,
        **old.facts,
    )
