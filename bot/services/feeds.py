"""The private calendar address of each member: a random code, shown once, renewed or taken back at any time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.chat import House, Line, Reader
from bot.models.events import Answer, Event, Invited, Rsvp
from bot.models.people import Admits, Invitation, Member, Role, Standing
from bot.rules import kinds
from bot.rules.calendars import CalendarFeed
from bot.rules.codes import hash_code, new_code
from bot.services import event_view, guesses, readers, trail
from bot.texts import say

_LOOKS_BACK = timedelta(days=366)
"""How long past events stay in a feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A member's calendar, and how they read: language and zone."""

    values: CalendarFeed
    reader: Reader


def has_one(ledger: Session, member: Member) -> bool:
    """Say whether the member has an address that works."""
    return _live(ledger, member) is not None


def renew(ledger: Session, member: Member, now: datetime) -> str:
    """Make a new address and return its code; the one before stops working."""
    revoke(ledger, member, now)
    code = new_code()
    ledger.add(
        Invitation(
            code_hash=hash_code(code),
            admits=Admits.FEED,
            role=Role.MEMBER,
            member_id=member.id,
            made_by=member.id,
            made_at=now,
        )
    )
    trail.note(ledger, by=member, what="feed-made", now=now, branch_id=member.branch_id, member_id=member.id)
    return code


def revoke(ledger: Session, member: Member, now: datetime) -> bool:
    """Take the address back; say whether there was one."""
    live = _live(ledger, member)
    if live is None:
        return False
    live.revoked_at = now
    ledger.add(live)
    ledger.flush()
    trail.note(ledger, by=member, what="feed-revoked", now=now, branch_id=member.branch_id, member_id=member.id)
    return True


def read(ledger: Session, code: str, house: House, address: str, now: datetime) -> Feed | None:
    """Return what is behind a code; None for one that is nobody's (any more), asked from an address (empty: not known).

    Everything the member is invited to and has not declined, a year back and all that comes. Cancelled events stay in
    it, marked, or calendars would go on showing them. Raises TooManyGuesses.
    """
    guesses.require_patience(ledger, address, now)
    found = ledger.exec(
        select(Member)
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .where(
            Invitation.code_hash == hash_code(code),
            Invitation.admits == Admits.FEED,
            col(Invitation.revoked_at).is_(None),
            Member.standing == Standing.ACTIVE,
        )
    ).first()
    if found is None:
        guesses.note(ledger, address, code, now)
        return None
    declined = (
        select(Rsvp.event_id)
        .join(Event, col(Event.id) == col(Rsvp.event_id))
        .where(Rsvp.member_id == found.id, Rsvp.answer == Answer.NO, col(Rsvp.revision) == col(Event.revision))
    )
    events = ledger.exec(
        select(Event)
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .where(
            Invited.branch_id == found.branch_id,
            col(Event.starts_at) > now - _LOOKS_BACK,
            col(Event.id).not_in(declined),
        )
        .order_by(col(Event.starts_at), col(Event.id))
    )
    entries = tuple(
        event_view.calendar_entry(ledger, event) for event in events.all() if found.category in kinds.called(event.kind)
    )
    reader = readers.of_member(ledger, found, house, now)
    return Feed(CalendarFeed(say(Line("calendar-name"), reader), entries), reader)


def _live(ledger: Session, member: Member) -> Invitation | None:
    return ledger.exec(
        select(Invitation).where(
            Invitation.member_id == member.id,
            Invitation.admits == Admits.FEED,
            col(Invitation.revoked_at).is_(None),
        )
    ).first()
