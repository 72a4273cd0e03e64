"""Drafts on the tables: begun, found again by their author, kept, dropped."""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.events import Draft, Event
from bot.models.people import Member
from bot.rules.people import CardTooOld, NotFound, leads
from bot.rules.scheduling.sheet import Question, Sheet

FRESH = timedelta(days=1)
"""How long words without a card are still about a draft."""


def begin(ledger: Session, member: Member, sheet: Sheet, now: datetime, event: Event | None = None) -> Draft:
    """Keep a new draft; with `event`, of a change to it."""
    draft = Draft(
        made_by=member.id or 0,
        event_id=event.id if event else None,
        facts=sheet.model_dump(mode="json"),
        made_at=now,
        changed_at=now,
    )
    ledger.add(draft)
    ledger.flush()
    return draft


def of(ledger: Session, member: Member, draft_id: int) -> Draft:
    """Return a draft of the member's own, if they may still schedule for the branch it is for.

    Raises NotFound, or CardTooOld when it was dropped.
    """
    draft = ledger.get(Draft, draft_id)
    if draft is None or draft.made_by != member.id or not _may(member, draft):
        raise NotFound
    if draft.done_at and draft.event_id is None:
        raise CardTooOld
    return draft


def still_open(ledger: Session, member: Member, draft_id: int) -> Draft:
    """Return a draft of the member's own that can still be changed. Raises NotFound or CardTooOld."""
    draft = of(ledger, member, draft_id)
    if draft.done_at:
        raise CardTooOld
    return draft


def newest(ledger: Session, member: Member, now: datetime) -> Draft | None:
    """Return the member's draft that words may be about: touched last, within a day, and not done.

    One left lying while a later one was published or dropped can only be taken up by its card: words after that are
    about something else. A change to an event that somebody else has changed or cancelled since is past: it could
    never be confirmed.
    """
    touched = func.coalesce(Draft.done_at, Draft.changed_at)
    found = ledger.exec(
        select(Draft)
        .where(Draft.made_by == member.id, touched > now - FRESH)
        .order_by(touched.desc(), col(Draft.id).desc())
    )
    theirs = (draft for draft in found if _may(member, draft))
    last = next((draft for draft in theirs if draft.done_at or not is_change(draft) or _holds(ledger, draft)), None)
    return last if last and last.done_at is None else None


def _may(member: Member, draft: Draft) -> bool:
    host = sheet_of(draft).host_id
    return leads(member, member.branch_id if host is None else host)


def _holds(ledger: Session, draft: Draft) -> bool:
    event = ledger.get_one(Event, draft.event_id)
    return event.sequence == sheet_of(draft).sequence


def sheet_of(draft: Draft) -> Sheet:
    """Return what is known of it."""
    return Sheet.model_validate(draft.facts)


def question_of(draft: Draft) -> Question | None:
    """Return what its card asks; None when it is read back."""
    return Question(draft.asks) if draft.asks else None


def is_change(draft: Draft) -> bool:
    """Say whether it changes an event that is published already."""
    return sheet_of(draft).sequence is not None


def keep(ledger: Session, draft: Draft, sheet: Sheet, asks: Question | None, now: datetime) -> None:
    """Keep what is known now and what is asked next."""
    draft.facts, draft.asks, draft.changed_at = sheet.model_dump(mode="json"), asks or "", now
    ledger.add(draft)
    ledger.flush()


def close(ledger: Session, draft: Draft, now: datetime, event: Event | None = None) -> None:
    """Note that nothing is left to do: it became (or changed) `event`, or was dropped."""
    draft.done_at, draft.asks, draft.event_id = now, "", event.id if event else None
    ledger.add(draft)
    ledger.flush()
