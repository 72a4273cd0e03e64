"""What comes, and what has been."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from bot.cards.agenda import Item
from bot.models.events import Event, Invited, Phase, Rsvp
from bot.models.people import Member
from bot.rules import kinds
from bot.rules.people import is_coordinator, leads
from bot.rules.rsvp import LONGEST, holding, over_at


def coming(ledger: Session, member: Member, now: datetime) -> list[Item]:
    """Return what is still to come or under way for a member: what they are invited to or may change."""
    wanted = select(Event).where(Event.phase == Phase.PUBLISHED, col(Event.starts_at) > now - LONGEST)
    found = ledger.exec(wanted.order_by(col(Event.starts_at), col(Event.id)))
    return [item for event in found if over_at(event) > now and (item := _item(ledger, event, member))]


def been(ledger: Session, member: Member, now: datetime) -> list[Event]:
    """Return what has been, the last first, of the branches a secretary keeps papers for (a coordinator: all)."""
    wanted = select(Event).where(Event.phase == Phase.PUBLISHED, col(Event.starts_at) <= now)
    if not is_coordinator(member):
        mine = select(Invited.event_id).where(Invited.branch_id == member.branch_id)
        wanted = wanted.where(or_(Event.host_id == member.branch_id, col(Event.id).in_(mine)))
    found = ledger.exec(wanted.order_by(col(Event.starts_at).desc(), col(Event.id).desc()))
    return [event for event in found if over_at(event) <= now]


def of_group(ledger: Session, partnership_id: int, now: datetime) -> Sequence[Event]:
    """Return what comes in a partnership: what several of its branches do, for a group to see."""
    joint = select(Invited.event_id).group_by(col(Invited.event_id)).having(func.count() > 1)
    return ledger.exec(
        select(Event)
        .where(
            Event.partnership_id == partnership_id,
            Event.phase == Phase.PUBLISHED,
            col(Event.starts_at) > now,
            col(Event.id).in_(joint),
        )
        .order_by(col(Event.starts_at), col(Event.id))
    ).all()


def _item(ledger: Session, event: Event, member: Member) -> Item | None:
    called = ledger.get(Invited, (event.id, member.branch_id)) is not None if member.branch_id else False
    if called and member.category in kinds.called(event.kind):
        row = ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id, Rsvp.member_id == member.id)).first()
        held = holding(event, row)
        return Item(event, held.answer if held else None, waits=held is not None and held.waits_since is not None)
    return Item(event, invited=False) if leads(member, event.host_id) else None
