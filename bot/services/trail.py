"""The audit trail: who changed what and when. Written in the transaction of the change itself."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from bot.chat import Fact, Verbatim
from bot.models import deliveries, events, people
from bot.models.people import Member, Trail

Noted = StrEnum | datetime | date | time | str | int | None
"""What a note may carry. Persons are never named in it: they are given as `member_id`."""


def note(
    ledger: Session,
    *,
    by: Member | None,
    what: str,
    now: datetime,
    branch_id: int | None = None,
    member_id: int | None = None,
    event_id: int | None = None,
    **facts: Noted,
) -> None:
    """Note that `by` (None: the house itself) did `what`, said by the text `trail-<what>`.

    The text gets the facts by name, and `$member`, `$branch`, `$event` as they are called when it is read; who did
    it is said before it.
    Give the branch where its secretary should be able to read it.
    """
    ledger.add(
        Trail(
            at=now,
            by_id=by.id if by else None,
            branch_id=branch_id,
            member_id=member_id,
            event_id=event_id,
            what=what,
            facts={name: _write(fact) for name, fact in facts.items()},
        )
    )


def read_facts(row: Trail) -> dict[str, Fact]:
    """Return the facts of a note as they were given; words are said as they are."""
    return {name: _read(value) for name, value in row.facts.items()}


def _write(fact: Noted) -> Any:
    match fact:
        case StrEnum():
            return {"choice": type(fact).__name__, "value": fact.value}
        case datetime():
            return {"moment": fact.isoformat()}
        case date():
            return {"day": fact.isoformat()}
        case time():
            return {"clock": fact.isoformat()}
        case _:
            return fact


def _read(value: Any) -> Fact:  # noqa: PLR0911 - one line a kind of fact
    match value:
        case {"choice": name, "value": code}:
            kind = _choices().get(name)
            return kind(code) if kind else Verbatim(code)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"clock": text}:
            return time.fromisoformat(text)
        case str():
            return Verbatim(value)
        case int():
            return value
        case _:
            return None


def _choices() -> Mapping[str, type[StrEnum]]:
    """Return every fixed choice of the tables by its name."""
    found = [*vars(people).values(), *vars(events).values(), *vars(deliveries).values()]
    return {one.__name__: one for one in found if isinstance(one, type) and issubclass(one, StrEnum)}
