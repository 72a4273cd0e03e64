"""Changing a published event: a draft first, then all at once, with those concerned told once."""

from dataclasses import dataclass

from sqlmodel import Session, col, delete

from bot.models.events import Draft, Event, Invited
from bot.rules.refusals import Refusal
from bot.rules.scheduling import deadlines, outline
from bot.rules.scheduling.outline import Outline
from bot.rules.scheduling.segments import Field
from bot.rules.scheduling.sheet import Sheet
from bot.rules.scheduling.times import Present
from bot.services import boards, drafts, leading, outlining, publishing, seats, telling, trail
from bot.services.draft_answers import Author


@dataclass(eq=False)
class NothingChanged(Refusal):
    """The draft says the same as the event."""


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Somebody else has changed the event since this change was begun."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An event after its change, what of it changed, and how many are told."""

    event: Event
    fields: frozenset[Field]
    told: int


def begin(ledger: Session, author: Author, event_id: int) -> Draft:
    """Begin a change. Raises NotFound, EventCancelled or EventBegun."""
    event = leading.changeable(ledger, author.member, event_id, author.present.now)
    sheet = _sheet(outlining.of_event(ledger, event), event, author.present)
    return drafts.begin(ledger, author.member, sheet, author.present.now, event)


def confirm(ledger: Session, draft: Draft, author: Author) -> Changed:
    """Make the change and tell those it concerns; the second time nothing is done.

    A new start makes a new revision: everybody is asked again, those on leave too, for they may be free now.
    Raises NothingChanged, ChangedMeanwhile, StartsInThePast, DraftUnfinished, NotFound, EventCancelled or EventBegun.
    """
    now = author.present.now
    if draft.done_at:
        return Changed(ledger.get_one(Event, draft.event_id), frozenset(), 0)
    event = leading.changeable(ledger, author.member, draft.event_id or 0, now)
    if event.sequence != drafts.sheet_of(draft).sequence:
        raise ChangedMeanwhile
    before, plan = outlining.of_event(ledger, event), outlining.of_draft(ledger, draft, author.present)
    fields = outline.changed(before, plan)
    if not fields:
        raise NothingChanged
    if plan.starts_at <= now:
        raise publishing.StartsInThePast(plan.starts_at)
    moved = before.starts_at != plan.starts_at
    _write(ledger, event, before, plan, author)
    drafts.close(ledger, draft, now, event)
    if moved:
        told = telling.moved(ledger, event, before, now)
    else:
        told = telling.changed(ledger, event, before, now, by=author.member)
    if Field.SEATS in fields:
        seats.fill(ledger, event, now)
    publishing.open_boards(ledger, event, plan.invited, now)
    boards.mark_dirty(ledger, event.id or 0, now)
    trail.note(
        ledger,
        by=author.member,
        what="event-moved" if moved else "event-changed",
        now=now,
        branch_id=event.host_id,
        event_id=event.id,
        old=before.starts_at,
        new=plan.starts_at,
    )
    return Changed(event, fields, told)


def _write(ledger: Session, event: Event, before: Outline, plan: Outline, author: Author) -> None:
    outline.write(plan, event)
    event.sequence += 1
    event.changed_at = author.present.now
    if before.starts_at != plan.starts_at:
        event.revision += 1
    ledger.add(event)
    out = set(before.invited) - set(plan.invited)
    if out:
        ledger.exec(delete(Invited).where(col(Invited.event_id) == event.id, col(Invited.branch_id).in_(out)))
    ledger.add_all(
        Invited(event_id=event.id or 0, branch_id=branch) for branch in plan.invited if branch not in before.invited
    )
    ledger.flush()


def _sheet(plan: Outline, event: Event, present: Present) -> Sheet:
    """Return a published event as a sheet to be changed."""
    usual = deadlines.by_default(event.starts_at, event.published_at or event.made_at, present.zone)
    return Sheet(
        host_id=plan.host_id,
        partnership_id=plan.partnership_id,
        kind=plan.kind,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        title=plan.title,
        place=plan.place,
        speaker=plan.speaker,
        reply_by=plan.reply_by,
        follows=plan.reply_by == usual,
        seats=plan.seats,
        invited=plan.invited,
        whom_asked=True,
        sequence=event.sequence,
    )
