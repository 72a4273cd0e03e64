"""Who is invited to an event: the active members of the invited branches whom its kind calls."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.events import Event, Invited, Kind
from bot.models.people import Branch, Member, Standing
from bot.rules import kinds
from bot.rules.quiet import Person


def branches(ledger: Session, event: Event) -> Sequence[Branch]:
    """Return the invited branches, the host first, then in the order they were made."""
    found = ledger.exec(
        select(Branch).join(Invited, col(Invited.branch_id) == col(Branch.id)).where(Invited.event_id == event.id)
    ).all()
    return sorted(found, key=lambda branch: (branch.id != event.host_id, branch.id or 0))


def members(ledger: Session, event: Event, branch_id: int | None = None) -> Sequence[Member]:
    """Return those invited (of one branch, if given), by branch and id."""
    wanted = _called(select(Member), event)
    found: Sequence[Member] = ledger.exec(
        wanted.where(Member.branch_id == branch_id) if branch_id is not None else wanted
    ).all()
    return found


def people(ledger: Session, event: Event) -> Sequence[Person]:
    """Return the same people as values, a tenth of the cost of rows that could be changed."""
    read = select(col(Member.id), col(Member.branch_id), Member.joined_at, Member.quiet_from, Member.quiet_to)  # type: ignore[call-overload]
    return cast("Sequence[Person]", ledger.exec(_called(read, event)).all())


def _called(wanted: Any, event: Event) -> Any:
    return (
        wanted.join(Invited, col(Invited.branch_id) == col(Member.branch_id))
        .where(
            Invited.event_id == event.id,
            Member.standing == Standing.ACTIVE,
            col(Member.category).in_(kinds.called(event.kind)),
        )
        .order_by(col(Member.branch_id), col(Member.id))
    )


def is_invited(event: Event, member: Member, invited_branches: frozenset[int]) -> bool:
    """Say whether a member is called to an event whose invited branches are known."""
    return (
        member.standing is Standing.ACTIVE
        and member.branch_id in invited_branches
        and member.category in kinds.called(event.kind)
    )


def head_counts(ledger: Session, branch_ids: Sequence[int], kind: Kind) -> dict[int, int]:
    """Return how many members of each branch an activity of this kind would call."""
    counted = (
        select(Member.branch_id, func.count())
        .where(
            col(Member.branch_id).in_(branch_ids),
            Member.standing == Standing.ACTIVE,
            col(Member.category).in_(kinds.called(kind)),
        )
        .group_by(col(Member.branch_id))
    )
    return {branch or 0: count for branch, count in ledger.exec(counted)}
