"""Putting a message on the ledger: what the bot will say unasked, as facts."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from sqlalchemy import Connection, bindparam, case, func
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, Lane, State
from bot.store import Quick

_PATIENCE = timedelta(days=1)
"""How late a message may be when nobody said otherwise."""

_BLANK = {"attempts": 0, "doubts": 0, "channel": "", "chat": "", "thread": "", "message": ""}

_GIVEN = (
    "key", "what", "lane", "member_id", "group_id", "event_id", "edits_id", "facts", "due_at", "too_late_at", "state",
    "done_at", "error", "planned_at",
)  # fmt: skip
_ONCE = Quick(
    sqlite.insert(Delivery.__table__)  # type: ignore[attr-defined]
    .values({**_BLANK, **{name: bindparam(name) for name in _GIVEN}})
    .on_conflict_do_nothing(index_elements=["key"])
)
"""The insert that loses against an earlier one, made once: making it costs more than it does."""


def row(
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
) -> dict[str, Any]:
    """Return one message to a member or a group as it is planned: once for every `key`.

    With `edits`, the id of a delivery that was sent, its message is rewritten where it stands instead.

    `what` names how it is put together when it is sent (bot/services/messages). After `too_late_at` (a day after
    `due_at` by default) it becomes `missed`. `facts` are small JSON values; what can be read from the tables is not
    repeated in them. With `missed`, a short reason, it is only noted down as not sent.
    """
    due = due_at or now
    return {
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
        "error": missed,
        "planned_at": now,
    }


def plan(ledger: Session | Connection, **message: Any) -> bool:
    """Plan one message, given as `row` takes it; say whether it was new."""
    return _ONCE.write(ledger, **row(**message)) > 0


def plan_all(ledger: Session | Connection, rows: Iterable[Mapping[str, Any]]) -> int:
    """Plan many messages, each as `row` makes it, in one go; return how many were new."""
    return _ONCE.write_all(ledger, rows)


_COUNTS = (func.count().label("made"), func.count(case((col(Delivery.state) == State.PLANNED, 1))).label("planned"))
_EARLIER = Quick(
    select(*_COUNTS).where(col(Delivery.edits_id) == bindparam("old"), col(Delivery.what) == bindparam("kind"))
)


def rewrite(ledger: Session, old: Delivery, now: datetime, what: str = "") -> bool:
    """Plan that a message that was sent is put together again where it stands; say whether it had to be planned.

    A rewriting that is planned and not yet made serves for every change until then: it shows what is known when it is
    made. `what` (the message's own kind by default) says how it is put together. What was not sent is not rewritten.
    What is on its way is, once it has arrived: it left with what was known then.
    """
    is_there = old.state is State.SENT and old.message
    if not is_there and old.state is not State.ATTEMPTING:
        return False
    made, planned = _EARLIER.first(ledger, old=old.id, kind=what or old.what) or (0, 0)
    if planned:
        return False
    return plan_rewrite(ledger, cast("Rewritten", old), now, what=what or old.what, made=made)


class Rewritten(Protocol):
    """What has to be known of a message that is rewritten: the row of its delivery, or these columns of it."""

    id: int
    member_id: int | None
    group_id: int | None
    event_id: int | None
    facts: dict[str, Any]


def plan_rewrite(ledger: Session | Connection, old: Rewritten, now: datetime, *, what: str, made: int) -> bool:
    """Plan the next rewriting of a message, of which `made` were planned before."""
    return plan(
        ledger,
        key=f"rewrite:{old.id}:{what}:{made}",
        what=what,
        member_id=old.member_id,
        group_id=old.group_id,
        event_id=old.event_id,
        edits=old.id,
        now=now,
        lane=Lane.INTERACTIVE,
        **old.facts,
    )
