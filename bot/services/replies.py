"""Who said what: by name for the secretary of the own branch, in counts for everybody else who may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, State
from bot.models.events import Event, Invited, Phase, Rsvp
from bot.models.people import Account, Branch, Member, Role
from bot.rules import rsvp as rules
from bot.rules.people import NotAllowed, NotFound, is_coordinator, leads
from bot.rules.refusals import Refusal
from bot.rules.tally import Said
from bot.services import invitees


@dataclass(eq=False)
class NothingUnderWay(Refusal):
    """No activity that is still to come or just over concerns a branch the speaker leads."""


def event_led(ledger: Session, viewer: Member, event_id: int) -> Event:
    """Return an event that concerns a branch the viewer leads.

    Raises NotAllowed for members, NotFound for secretaries whose branch is not invited.
    """
    if not is_coordinator(viewer) and viewer.role is not Role.SECRETARY:
        raise NotAllowed(Role.SECRETARY)
    event = ledger.get(Event, event_id)
    if event is None or not led_branches(ledger, viewer, event):
        raise NotFound
    return event


def led_branches(ledger: Session, viewer: Member, event: Event) -> list[Branch]:
    """Return the invited branches whose answers the viewer may see by name."""
    return [branch for branch in invitees.branches(ledger, event) if leads(viewer, branch.id)]


def of_branch(ledger: Session, event: Event, branch_id: int) -> list[Said]:
    """Return what each invited member of a branch answered, by member id."""
    members = invitees.members(ledger, event, branch_id)
    ids = [member.id for member in members]
    answers = ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id, col(Rsvp.member_id).in_(ids)))
    by_member = {rsvp.member_id: rules.holding(event, rsvp) for rsvp in answers}
    reached = reachable(ledger, members)
    return [Said(member, by_member.get(member.id or 0), member.id in reached) for member in members]


def reachable(ledger: Session, members: Sequence[Member]) -> set[int]:
    """Return the ids of those who have an open account and whose last message did not fail."""
    ids = [member.id for member in members]
    with_account = set(
        ledger.exec(select(Account.member_id).where(col(Account.member_id).in_(ids), col(Account.closed_at).is_(None)))
    )
    last = (
        select(func.max(Delivery.id))
        .where(
            col(Delivery.member_id).in_(ids),
            col(Delivery.edits_id).is_(None),
            col(Delivery.state).in_([State.SENT, State.FAILED]),
        )
        .group_by(col(Delivery.member_id))
    )
    failed = select(Delivery.member_id).where(col(Delivery.id).in_(last), Delivery.state == State.FAILED)
    return with_account - {one or 0 for one in ledger.exec(failed)}


def current_events(ledger: Session, viewer: Member, now: datetime, title: str = "") -> list[Event]:
    """Return the published events a secretary or coordinator looks after that are not over, the soonest first.

    With `title`, only those whose title contains it, if there are any. Raises NotAllowed for members.
    """
    if not is_coordinator(viewer) and viewer.role is not Role.SECRETARY:
        raise NotAllowed(Role.SECRETARY)
    wanted = select(Event).where(Event.phase == Phase.PUBLISHED, col(Event.confirmed_at).is_(None))
    if not is_coordinator(viewer):
        wanted = wanted.join(Invited, col(Invited.event_id) == col(Event.id)).where(
            Invited.branch_id == viewer.branch_id
        )
    events = ledger.exec(wanted.order_by(col(Event.starts_at), col(Event.id)))
    running = [event for event in events if rules.over_at(event) > now]
    return [event for event in running if title and title.casefold() in event.title.casefold()] or running
