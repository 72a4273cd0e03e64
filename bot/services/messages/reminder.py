"""A reminder, put together as things stand when it is sent: who answered meanwhile hears nothing."""

from sqlmodel import Session

from bot.cards import reminder as cards
from bot.chat import Card
from bot.models.deliveries import Seeks
from bot.models.events import Phase
from bot.models.people import Member
from bot.rules import reminders
from bot.rules.refusals import Refusal
from bot.rules.rsvp import is_closed
from bot.services import rsvp
from bot.services.messages import invitation
from bot.services.messages.composing import Composing


def reminder(ledger: Session, composing: Composing) -> Card | None:
    """Remind somebody, unless the event was moved or cancelled, or they answered, or cannot answer any more.

    A reminder that was sent lives on as the member's own card: written anew, it shows their answer.
    """
    delivery, reader = composing.delivery, composing.reader
    if delivery.edits_id is not None:
        return invitation.invitation(ledger, composing)
    member = ledger.get_one(Member, delivery.member_id)
    try:
        event = rsvp.event_for(ledger, member, delivery.event_id or 0)
    except Refusal:  # they left the branch, or it is not invited any more
        return None
    mine = rsvp.mine(ledger, event, member.id or 0)
    facts = delivery.facts
    seeks = Seeks(facts["seeks"])
    if event.phase is not Phase.PUBLISHED or event.starts_at <= reader.now or event.revision != facts["revision"]:
        return None
    if not reminders.is_owed(seeks, last=facts["last"], event=event, rsvp=mine.rsvp):
        return None
    if seeks is Seeks.COMING:
        return cards.coming(event, now=reader.now, zone=reader.zone)
    return None if is_closed(event, reader.now) else cards.silent(mine, now=reader.now, zone=reader.zone)
