"""What follows for the activities to come when somebody joins a branch, leaves it, or counts differently."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.events import Event, Invited, Phase
from bot.models.people import Member
from bot.services import announcing, boards, seats


def came(ledger: Session, member: Member, now: datetime) -> None:
    """Send somebody who may be new to their branch the cards of its coming events."""
    ledger.flush()
    announcing.invite_newcomer(ledger, member, now)
    changed(ledger, member.branch_id, now)


def changed(ledger: Session, branch_id: int | None, now: datetime) -> None:
    """Let the boards of a branch's coming events be drawn again, and let seats that became free be filled."""
    ledger.flush()
    coming = (
        select(Event)
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .where(Invited.branch_id == branch_id, Event.phase == Phase.PUBLISHED, Event.starts_at > now)
    )
    for event in ledger.exec(coming).all():
        boards.mark_dirty(ledger, event.id or 0, now)
        seats.fill(ledger, event, now)
