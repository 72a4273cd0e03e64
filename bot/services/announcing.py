"""Telling those invited about an event, each in their own hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, State
from bot.models.events import Event, Invited, Phase
from bot.models.people import Account, Member, Standing
from bot.rules import kinds
from bot.rules.quiet import Person
from bot.services import accounts, invitees, inviting, quiet_hours

P = TypeVar("P", bound=Person)


@dataclass(frozen=True, slots=True)
class Told:
    """How many get a card, how many can't be reached, and from when on the first one is sent (None: at once)."""

    reached: int
    unreachable: int
    quiet_until: datetime | None = None


def announce(ledger: Session, event: Event, now: datetime) -> Told:
    """Plan one card to every member invited who can be reached, outside their quiet hours."""
    invited = invitees.people(ledger, event)
    reachable = with_account(ledger, invited)
    due = quiet_hours.for_members(ledger, reachable, now)
    inviting.invite_all(ledger, event, due.items(), now)
    first = min(due.values(), default=now)
    return Told(len(reachable), len(invited) - len(reachable), first if first > now else None)


def with_account(ledger: Session, members: Iterable[P]) -> list[P]:
    """Return those who can be reached somewhere."""
    open_ = set(ledger.exec(select(Account.member_id).where(col(Account.closed_at).is_(None))))
    return [member for member in members if member.id in open_]


def invite_newcomer(ledger: Session, member: Member, now: datetime) -> int:
    """Send somebody who has just become reachable the cards of all open events they are invited to.

    A card that failed because they could not be reached then is sent again; one they have is not. They are speaking to
    us, so their quiet hours don't matter. Returns how many cards were planned.
    """
    if member.standing is not Standing.ACTIVE or accounts.address_of(ledger, member.id or 0) is None:
        return 0
    open_events = (
        select(Event)
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .where(Invited.branch_id == member.branch_id, Event.phase == Phase.PUBLISHED, col(Event.starts_at) > now)
        .order_by(col(Event.starts_at), col(Event.id))
    )
    planned = 0
    for event in ledger.exec(open_events).all():
        if member.category in kinds.called(event.kind):
            again = _sent_again(ledger, event, member, now)
            planned += again or inviting.invite(ledger, event, member.id or 0, now)
    return planned


def _sent_again(ledger: Session, event: Event, member: Member, now: datetime) -> bool:
    """Plan a card anew that failed before."""
    failed = ledger.exec(
        select(Delivery).where(
            Delivery.event_id == event.id,
            Delivery.member_id == member.id,
            Delivery.what == "invitation",
            Delivery.state == State.FAILED,
            col(Delivery.edits_id).is_(None),
        )
    ).first()
    if failed is None:
        return False
    failed.state, failed.attempts, failed.due_at, failed.done_at = State.PLANNED, 0, now, None
    ledger.add(failed)
    return True
