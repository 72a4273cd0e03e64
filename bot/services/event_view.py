"""One event as one member sees it. What they may not see does not exist."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.cards import event as cards
from bot.cards.event import Opened
from bot.chat import Card, Line
from bot.models.events import Event, Phase
from bot.models.people import Branch, Member
from bot.rules.calendars import CalendarEntry, CalendarStatus
from bot.rules.people import NotFound, leads
from bot.rules.sheets import Notice
from bot.services import invitees, leading, replies, rsvp


def visible(ledger: Session, member: Member, event_id: int) -> Event:
    """Return an event the member is invited to, may change, or keeps a branch's papers of. Raises NotFound."""
    event = ledger.get(Event, event_id)
    if event is None or not (
        leads(member, event.host_id) or replies.led_branches(ledger, member, event) or is_mine(ledger, event, member)
    ):
        raise NotFound
    return event


def is_mine(ledger: Session, event: Event, member: Member) -> bool:
    """Say whether the member is invited."""
    called = frozenset(branch.id or 0 for branch in invitees.branches(ledger, event))
    return invitees.is_invited(event, member, called)


def show(
    ledger: Session, event: Event, member: Member, now: datetime, *, told: tuple[Line, ...] = (), answering: bool = True
) -> Card:
    """Return the event's card with the member's own answer (unless not `answering`) and what they may do."""
    invited = answering and is_mine(ledger, event, member)
    return cards.card(
        Opened(
            event=event,
            host=ledger.get_one(Branch, event.host_id).name,
            now=now,
            mine=rsvp.mine(ledger, event, member.id or 0) if invited else None,
            leads=leads(member, event.host_id),
            keeps=bool(replies.led_branches(ledger, member, event)),
            told=told,
        )
    )


def calendar_entry(ledger: Session, event: Event) -> CalendarEntry:
    """Return an event as calendars are told of it."""
    return CalendarEntry(
        uid=event.uid,
        sequence=event.sequence,
        created_at=event.made_at,
        changed_at=event.changed_at,
        status=CalendarStatus.CANCELLED if event.phase is Phase.CANCELLED else CalendarStatus.CONFIRMED,
        kind=event.kind,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        speaker=event.speaker,
        host=ledger.get_one(Branch, event.host_id).name,
        cancel_reason=event.cancel_reason,
    )


def notice(ledger: Session, member: Member, event_id: int, now: datetime, zone: ZoneInfo) -> Notice:
    """Return the values of an event's notice, for those who may change it. Raises NotFound."""
    event = leading.leading(ledger, member, event_id)
    return Notice(
        host=ledger.get_one(Branch, event.host_id).name,
        title=event.title,
        kind=event.kind,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        speaker=event.speaker,
        invited=tuple(branch.name for branch in invitees.branches(ledger, event)),
        reply_by=event.reply_by,
        issued_on=now.astimezone(zone).date(),
        seats=event.seats,
    )
