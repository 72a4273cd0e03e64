"""Events as those see them who may change them: the host branch's secretaries and the coordinator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.events import Event, Phase
from bot.models.people import Member
from bot.rules.people import NotFound, is_coordinator, leads
from bot.rules.refusals import Refusal
from bot.rules.rsvp import EventCancelled


@dataclass(eq=False)
class EventBegun(Refusal):
    """The event has begun: its time and place can't be changed any more."""


def leading(ledger: Session, member: Member, event_id: int) -> Event:
    """Return an event the member may change. Raises NotFound: for others this is not theirs to touch."""
    event = ledger.get(Event, event_id)
    if event is None or not leads(member, event.host_id):
        raise NotFound
    return event


def changeable(ledger: Session, member: Member, event_id: int, now: datetime) -> Event:
    """Return an event that can still be changed or cancelled. Raises NotFound, EventCancelled or EventBegun."""
    event = leading(ledger, member, event_id)
    if event.phase is Phase.CANCELLED:
        raise EventCancelled(event.starts_at, event.cancel_reason)
    if event.starts_at <= now:
        raise EventBegun
    return event


def own(ledger: Session, member: Member, now: datetime) -> Sequence[Event]:
    """Return the coming events the member may change, the next first."""
    wanted = select(Event).where(Event.phase == Phase.PUBLISHED, col(Event.starts_at) > now)
    if not is_coordinator(member):
        wanted = wanted.where(Event.host_id == (member.branch_id if leads(member, member.branch_id) else -1))
    return ledger.exec(wanted.order_by(col(Event.starts_at), col(Event.id))).all()
