"""Which event somebody means when they type an answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery
from bot.models.events import Event, Invited, Phase, Rsvp
from bot.models.people import Member
from bot.rules import kinds
from bot.rules import rsvp as rules
from bot.rules.refusals import Refusal


@dataclass(eq=False)
class NothingToAnswer(Refusal):
    """Nobody is asking this member anything at the moment."""


def open_events(ledger: Session, member: Member, now: datetime) -> list[tuple[Event, Rsvp | None]]:
    """Return the events a member may still answer, the soonest first, each with the answer that holds."""
    events = [event for event in _coming(ledger, member, now) if event.reply_by > now]
    said = select(Rsvp).where(Rsvp.member_id == member.id, col(Rsvp.event_id).in_([e.id for e in events]))
    by_event = {rsvp.event_id: rsvp for rsvp in ledger.exec(said)}
    return [(event, rules.holding(event, by_event.get(event.id or 0))) for event in events]


def meant(ledger: Session, member: Member, now: datetime, *, card: Delivery | None, title: str = "") -> list[Event]:
    """Return the events a typed answer may be for: one, or several to ask about.

    The card that was replied to says it; else words of the title; else those not answered yet come before those
    whose answer may still be changed; else the next whose answers are closed. Raises NothingToAnswer.
    """
    if card is not None and card.event_id is not None and card.member_id == member.id:
        return [ledger.get_one(Event, card.event_id)]
    answerable = open_events(ledger, member, now)
    if not answerable:
        return [_closed(ledger, member, now)]
    named = [event for event, _ in answerable if title and title.casefold() in event.title.casefold()]
    silent = [event for event, rsvp in answerable if rsvp is None]
    return named or silent or [event for event, _ in answerable]


def _coming(ledger: Session, member: Member, now: datetime) -> list[Event]:
    found = ledger.exec(
        select(Event)
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .where(
            Invited.branch_id == member.branch_id,
            Event.phase == Phase.PUBLISHED,
            col(Event.starts_at) > now,
        )
        .order_by(col(Event.starts_at), col(Event.id))
    )
    return [event for event in found if member.category in kinds.called(event.kind)]


def _closed(ledger: Session, member: Member, now: datetime) -> Event:
    """Return the next event that takes no answers any more: whoever is late is told when they closed."""
    late = _coming(ledger, member, now)
    if not late:
        raise NothingToAnswer
    return late[0]
