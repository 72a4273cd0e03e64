"""What a draft amounts to once nothing is missing, and what is to be minded about it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from bot.models.events import Draft, Event, Invited, Kind, Phase
from bot.models.people import Branch, Member, Partnership
from bot.rules.people import is_coordinator
from bot.rules.refusals import Refusal
from bot.rules.scheduling import cautions, deadlines, outline
from bot.rules.scheduling.cautions import Caution, Clash
from bot.rules.scheduling.outline import Outline
from bot.rules.scheduling.times import Present
from bot.services import drafts, hosting, invitees
from bot.services.draft_answers import Author

_LONGEST = timedelta(days=14)
"""No activity that began longer ago is looked at for a clash."""


@dataclass(eq=False)
class DraftUnfinished(Refusal):
    """Something of the draft is still to be said."""


def of_draft(ledger: Session, draft: Draft, present: Present) -> Outline:
    """Return what would be published. Raises DraftUnfinished."""
    sheet = drafts.sheet_of(draft)
    if draft.asks or sheet.starts_at is None or not sheet.title:
        raise DraftUnfinished
    company = hosting.company(ledger, sheet)
    return Outline(
        host_id=company.host.id or 0,
        partnership_id=company.partnership.id if company.partnership else None,
        kind=sheet.kind or Kind.OTHER,
        title=sheet.title,
        starts_at=sheet.starts_at,
        ends_at=sheet.ends_at,
        place=sheet.place or "",
        speaker=sheet.speaker,
        reply_by=sheet.reply_by or deadlines.by_default(sheet.starts_at, present.now, present.zone),
        seats=sheet.seats,
        invited=tuple(branch.id or 0 for branch in company.invited),
    )


def of_event(ledger: Session, event: Event) -> Outline:
    """Return an event as it stands."""
    return outline.of_event(event, tuple(branch.id or 0 for branch in invitees.branches(ledger, event)))


def mind(ledger: Session, plan: Outline, author: Author, but: int | None = None) -> tuple[Caution, ...]:
    """Return what is to be minded about a plan; `but` is the event it changes."""
    partnership = ledger.get(Partnership, plan.partnership_id) if plan.partnership_id else None
    ends_on: date | None = partnership.ends_on if partnership else None
    present = author.present
    found = cautions.of_time(plan.starts_at, plan.ends_at, now=present.now, zone=present.zone, agreement_ends=ends_on)
    return (*found, *_clashes(ledger, plan, author.member, but))


def _clashes(ledger: Session, plan: Outline, member: Member, but: int | None) -> tuple[Clash, ...]:
    """Return what else the invited branches have then, each activity once for the first branch it keeps busy."""
    near = (
        select(Event, Branch)
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .join(Branch, col(Branch.id) == col(Invited.branch_id))
        .where(
            Event.phase == Phase.PUBLISHED,
            Event.id != but,
            col(Invited.branch_id).in_(plan.invited),
            col(Event.starts_at) > plan.starts_at - _LONGEST,
            col(Event.starts_at) < (plan.ends_at or plan.starts_at + cautions.LENGTH_ASSUMED),
        )
        .order_by(col(Event.starts_at), col(Event.id), col(Branch.id))
    )
    others: dict[int, tuple[Clash, datetime | None]] = {}
    for event, branch in ledger.exec(near):
        title = event.title if _may_see(ledger, event, member) else ""
        others.setdefault(event.id or 0, (Clash(branch.name, event.starts_at, title), event.ends_at))
    return cautions.clashes((plan.starts_at, plan.ends_at), others.values())


def _may_see(ledger: Session, event: Event, member: Member) -> bool:
    return is_coordinator(member) or member.branch_id in {b.id for b in invitees.branches(ledger, event)}
