"""Reading the audit trail: a coordinator all of it, a secretary what concerns their branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from bot.chat import Fact, Line, Verbatim
from bot.models.events import Event
from bot.models.people import Branch, Member, Trail
from bot.rules.people import is_coordinator, require_lead
from bot.services import trail

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: when, by whom (None: the house itself), and the sentence that says it."""

    at: datetime
    by: str | None
    what: Line


def count(ledger: Session, by: Member) -> int:
    """Return how many entries somebody may read. Raises NotAllowed."""
    require_lead(by, by.branch_id)
    entries = select(func.count(col(Trail.id)))
    if not is_coordinator(by):
        entries = entries.where(Trail.branch_id == by.branch_id)
    return ledger.exec(entries).one()


def read(ledger: Session, by: Member, *, start: int, most: int) -> Sequence[Entry]:
    """Return some entries, the newest first, leaving out the first `start`. Raises NotAllowed."""
    require_lead(by, by.branch_id)
    rows = select(Trail).order_by(col(Trail.id).desc()).offset(start).limit(most)
    if not is_coordinator(by):
        rows = rows.where(Trail.branch_id == by.branch_id)
    return [_entry(ledger, row) for row in ledger.exec(rows)]


def _entry(ledger: Session, row: Trail) -> Entry:
    by, member = _row(ledger, Member, row.by_id), _row(ledger, Member, row.member_id)
    branch, event = _row(ledger, Branch, row.branch_id), _row(ledger, Event, row.event_id)
    facts: dict[str, Fact] = {
        "by": Verbatim(by.name) if by else None,
        "member": Verbatim(member.name) if member else None,
        "branch": Verbatim(branch.name) if branch else None,
        "event": Verbatim(event.title) if event else None,
        **trail.read_facts(row),
    }
    return Entry(row.at, by.name if by else None, Line(f"trail-{row.what}", **facts))


def _row(ledger: Session, table: type[Row], key: int | None) -> Row | None:
    return ledger.get(table, key) if key is not None else None
