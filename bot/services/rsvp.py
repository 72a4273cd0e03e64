"""Taking a member's answer: one row kept by (event, member), whoever gives it and however often."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, exists
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, col, select

from bot.models.events import Answer, Event, Invited, Reason, Rsvp
from bot.models.people import Member, Partner
from bot.rules import rsvp as rules
from bot.rules.people import NotFound, is_coordinator, leads
from bot.rules.refusals import Refusal
from bot.rules.rsvp import Mine, NotInvited, Verdict
from bot.services import boards, invitees, seats, trail
from bot.store import Quick, columns, loaded, standing_alone


@dataclass(eq=False)
class NotOnLeave(Refusal):
    """A reason was given by somebody who has not asked leave."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that was taken; `changed` is False when it was there already."""

    mine: Mine
    changed: bool


_CALLED = exists().where(col(Invited.event_id) == col(Event.id), col(Invited.branch_id) == bindparam("branch"))
_LOOK = Quick(select(*[*columns(Event), _CALLED]).where(col(Event.id) == bindparam("event")))
_FIND = Quick(
    select(*columns(Rsvp)).where(col(Rsvp.event_id) == bindparam("event"), col(Rsvp.member_id) == bindparam("member"))
)


@lru_cache(64)
def _event(row: tuple[Any, ...]) -> Event:
    """Return the event that a row, as the driver gives it, says: the same for hundreds of taps. To be read only."""
    return standing_alone(Event, _LOOK.read(row)[:-1])


def event_for(ledger: Session, member: Member, event_id: int) -> Event:
    """Return an event the member is invited to, to be read only.

    Raises NotInvited when only their partners are, NotFound when they have nothing to do with it or it is not there.
    """
    row = _LOOK.first(ledger, event=event_id, branch=member.branch_id)
    if row is None:
        raise NotFound
    event, is_called = _event((*row[:-1], 0)), bool(row[-1])
    called = frozenset([member.branch_id]) if is_called and member.branch_id is not None else frozenset[int]()
    if invitees.is_invited(event, member, called):
        return event
    partner = select(Partner).where(
        Partner.partnership_id == event.partnership_id, Partner.branch_id == member.branch_id
    )
    if called or is_coordinator(member) or ledger.exec(partner).first():
        raise NotInvited
    raise NotFound


def mine(ledger: Session, event: Event, member_id: int) -> Mine:
    """Return how a member stands with an event they are invited to."""
    row = rules.holding(event, find(ledger, event.id or 0, member_id))
    by = ledger.get(Member, row.by_id) if row and row.by_id is not None else None
    return Mine(event, row, seats.position(ledger, event, row), by.role if by else None)


def find(ledger: Session, event_id: int, member_id: int) -> Rsvp | None:
    """Return what a member answered, whether it still holds or not."""
    row = _FIND.first(ledger, event=event_id, member=member_id)
    return loaded(ledger, Rsvp, _FIND.read(row)) if row else None


def record(
    ledger: Session,
    *,
    member: Member,
    event_id: int,
    wanted: Answer,
    now: datetime,
    reason: Reason | None = None,
    words: str = "",
    by: Member | None = None,
) -> Taken:
    """Take one answer of `member`, given by themself or by the secretary `by`.

    Units of work follow each other, so that of two who race for the last seat one waits. A seat that becomes free goes
    to the next in line. Raises NotFound, NotInvited, EventCancelled, EventOver or RsvpClosed.
    """
    by = by if by is not None and by.id != member.id else None
    if by is not None and not leads(by, member.branch_id):
        raise NotFound
    event = event_for(ledger, member, event_id)
    current = find(ledger, event_id, member.id or 0)
    outcome = rules.decide(
        event,
        current,
        wanted,
        taken_seats=seats.taken(ledger, event, but_member=member.id) if event.seats is not None else 0,
        now=now,
        by_secretary=by is not None,
    )
    if outcome is Verdict.UNCHANGED and (reason, words) == (None, ""):
        return Taken(mine(ledger, event, member.id or 0), changed=False)
    if outcome is Verdict.UNCHANGED:
        return explain(ledger, member=member, event_id=event_id, reason=reason, words=words, now=now)
    held = rules.holding(event, current)
    freed = held is not None and held.answer is Answer.YES and held.waits_since is None
    keep(
        ledger,
        event_id=event_id,
        member_id=member.id or 0,
        answer=wanted,
        reason=reason,
        words=words,
        revision=event.revision,
        waits_since=now if outcome is Verdict.WAITING else None,
        answered_at=now,
        by_id=by.id if by else None,
    )
    if by is not None:
        trail.note(
            ledger,
            by=by,
            what="answered-for",
            now=now,
            branch_id=member.branch_id,
            member_id=member.id,
            event_id=event_id,
            answer=wanted,
        )
    if current is not None:
        ledger.expunge(current)  # it has been written over
    boards.mark_dirty(ledger, event_id, now)
    if freed and outcome is not Verdict.SEATED:
        seats.fill(ledger, event, now)
    return Taken(mine(ledger, event, member.id or 0), changed=True)


def explain(
    ledger: Session, *, member: Member, event_id: int, reason: Reason | None, words: str, now: datetime
) -> Taken:
    """Add why somebody is on leave. Raises NotOnLeave, EventOver, and what `event_for` raises."""
    event = event_for(ledger, member, event_id)
    row = rules.holding(event, find(ledger, event_id, member.id or 0))
    if row is None or row.answer is not Answer.NO:
        raise NotOnLeave
    rules.require_open(event, now, by_secretary=True)
    changed = (row.reason, row.words) != (reason, words)
    row.reason, row.words = reason, words
    ledger.add(row)
    ledger.flush()
    return Taken(mine(ledger, event, member.id or 0), changed=changed)


def keep(ledger: Session | Connection, **row: Any) -> None:
    """Write the answer over the one before it, if there was one: one statement, so that no double tap is lost."""
    _KEEP.write(ledger, **row)


def _written_over() -> Quick:
    kept = ("answer", "reason", "words", "revision", "waits_since", "answered_at", "by_id")
    once = sqlite.insert(Rsvp.__table__).values(  # type: ignore[attr-defined]
        {name: bindparam(name) for name in ("event_id", "member_id", *kept)}
    )
    return Quick(
        once.on_conflict_do_update(
            index_elements=["event_id", "member_id"], set_={name: once.excluded[name] for name in kept}
        )
    )


_KEEP = _written_over()
