"""After an event: the sheet to its host, the figures to the other branches, and how to make it up."""

from sqlmodel import Session, select

from bot.cards import attendance as cards
from bot.chat import Card
from bot.models.events import CheckIn, Event
from bot.models.people import Member
from bot.rules.people import is_coordinator, leads
from bot.services import attendance, sheets, tallies
from bot.services.messages.composing import Composing


def ask(ledger: Session, composing: Composing) -> Card | None:
    """Ask the host who came; a sheet that is there follows what was confirmed, wherever that was."""
    delivery = composing.delivery
    event, member = ledger.get_one(Event, delivery.event_id), ledger.get_one(Member, delivery.member_id)
    if not leads(member, event.host_id):
        return None
    if event.confirmed_at is None:
        return cards.sheet(attendance.open_sheet(ledger, event, composing.reader.now), event.host_id, 0)
    if delivery.edits_id is None:
        return None
    outside = sheets.read(ledger, event).outside
    branch_id = None if is_coordinator(member) else member.branch_id
    return cards.recorded(event, tallies.turnout(ledger, event), outside, branch_id)


def tell(ledger: Session, composing: Composing) -> Card | None:
    """Tell a secretary the figures of their own branch."""
    delivery = composing.delivery
    event, member = ledger.get_one(Event, delivery.event_id), ledger.get_one(Member, delivery.member_id)
    own = [
        one
        for one in tallies.turnout(ledger, event)
        if one.branch_id == member.branch_id and leads(member, one.branch_id)
    ]
    return cards.told(event, own[0]) if own else None


def makeup(ledger: Session, composing: Composing) -> Card | None:
    """Tell somebody who was on leave how to make it up, unless they came after all."""
    delivery = composing.delivery
    here = select(CheckIn).where(CheckIn.event_id == delivery.event_id, CheckIn.member_id == delivery.member_id)
    return None if ledger.exec(here).first() else cards.makeup(ledger.get_one(Event, delivery.event_id))
