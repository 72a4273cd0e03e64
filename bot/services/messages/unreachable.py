"""The card that names to a secretary whom no message reaches."""

from sqlmodel import Session, col, select

from bot.cards import unreachable as cards
from bot.chat import Card
from bot.models.events import Event, Phase
from bot.models.people import Branch, Member, Standing
from bot.rules.rsvp import holding
from bot.services import rsvp
from bot.services import unreachable as service
from bot.services.messages.composing import Composing


def unreachable(ledger: Session, composing: Composing) -> Card | None:
    """Name those who are still out of reach and have no answer; nothing when there is nobody left."""
    delivery = composing.delivery
    event, branch = ledger.get_one(Event, delivery.event_id), ledger.get_one(Branch, delivery.facts["branch"])
    if event.phase is not Phase.PUBLISHED or event.starts_at <= composing.reader.now:
        return None
    people = ledger.exec(
        select(Member)
        .where(
            col(Member.id).in_(delivery.facts["members"]),
            Member.branch_id == branch.id,
            Member.standing == Standing.ACTIVE,
        )
        .order_by(col(Member.id))
    )
    left = [
        member
        for member in people
        if not service.is_reached(ledger, member.id or 0)
        and holding(event, rsvp.find(ledger, event.id or 0, member.id or 0)) is None
    ]
    return cards.unreachable(event, branch, left) if left else None
