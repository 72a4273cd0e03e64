"""Publishing a draft: the event's row, one card to everybody invited, one board in every group."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.events import Draft, Event, Invited, Phase
from bot.models.people import Group
from bot.rules.people import require_lead
from bot.rules.refusals import Refusal
from bot.rules.scheduling import outline
from bot.services import announcing, boards, drafts, outlining, trail
from bot.services.announcing import Told
from bot.services.draft_answers import Author


@dataclass(eq=False)
class NothingToPublish(Refusal):
    """No draft is open that could be published."""


@dataclass(eq=False)
class StartsInThePast(Refusal):
    """The activity would have begun at `start`."""

    start: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """The event, and who is told. `again`: it had been published before, nothing more was done."""

    event: Event
    told: Told
    again: bool = False


def publish(ledger: Session, draft: Draft, author: Author) -> Published:
    """Publish a draft once; the second time only say what became of it.

    Raises DraftUnfinished, NotAllowed or StartsInThePast.
    """
    if draft.done_at and draft.event_id:
        event = ledger.get_one(Event, draft.event_id)
        return Published(event, Told(0, 0), again=True)
    now = author.present.now
    plan = outlining.of_draft(ledger, draft, author.present)
    require_lead(author.member, plan.host_id)
    if plan.starts_at <= now:
        raise StartsInThePast(plan.starts_at)
    event = Event(
        uid=f"{secrets.token_hex(16)}@jiedui",
        phase=Phase.PUBLISHED,
        made_by=author.member.id,
        made_at=now,
        changed_at=now,
        published_at=now,
        host_id=plan.host_id,
        kind=plan.kind,
        title=plan.title,
        starts_at=plan.starts_at,
        reply_by=plan.reply_by,
    )
    outline.write(plan, event)
    ledger.add(event)
    ledger.flush()
    ledger.add_all(Invited(event_id=event.id or 0, branch_id=branch) for branch in plan.invited)
    drafts.close(ledger, draft, now, event)
    told = announcing.announce(ledger, event, now)
    open_boards(ledger, event, plan.invited, now)
    trail.note(ledger, by=author.member, what="event-published", now=now, branch_id=event.host_id, event_id=event.id)
    return Published(event, told)


def open_boards(ledger: Session, event: Event, invited: tuple[int, ...], now: datetime) -> None:
    """Open a board in each of the partnership's groups; what a branch does alone is not shown there."""
    if event.partnership_id is None or len(invited) < 2:
        return
    groups = select(Group.id).where(Group.partnership_id == event.partnership_id, col(Group.closed_at).is_(None))
    boards.open_boards(ledger, event.id or 0, tuple(group or 0 for group in ledger.exec(groups)), now)
