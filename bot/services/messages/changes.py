"""What people are told when an event they were asked to is changed, cancelled, or is no longer theirs."""

from sqlmodel import Session

from bot.cards import changes as cards
from bot.chat import Card
from bot.models.events import Event, Phase
from bot.models.people import Member
from bot.rules.scheduling.segments import Field
from bot.services import invitees
from bot.services.messages.composing import Composing


def changed(ledger: Session, composing: Composing) -> Card | None:
    """Say what is different now. The delivery's `was` holds what it was before, by field."""
    event = _coming(ledger, composing)
    if event is None:
        return None
    was = {Field(name): old for name, old in composing.delivery.facts["was"].items()}
    return cards.changed(event, was)


def cancelled(ledger: Session, composing: Composing) -> Card | None:
    """Say that the event does not take place, as long as its time has not come."""
    event = ledger.get_one(Event, composing.delivery.event_id)
    if event.phase is not Phase.CANCELLED or event.starts_at <= composing.reader.now:
        return None
    return cards.cancelled(event)


def uninvited(ledger: Session, composing: Composing) -> Card | None:
    """Say that the member's branch is no longer invited, unless it is again."""
    event = _coming(ledger, composing)
    member = ledger.get_one(Member, composing.delivery.member_id)
    if event is None or member.branch_id in {branch.id for branch in invitees.branches(ledger, event)}:
        return None
    return cards.uninvited(event)


def _coming(ledger: Session, composing: Composing) -> Event | None:
    event = ledger.get_one(Event, composing.delivery.event_id)
    return event if event.phase is Phase.PUBLISHED and event.starts_at > composing.reader.now else None
