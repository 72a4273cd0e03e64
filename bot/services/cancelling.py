"""Cancelling a published event."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.models.events import Event, Phase
from bot.models.people import Member
from bot.rules.refusals import Refusal
from bot.rules.scheduling.segments import tidy
from bot.services import boards, leading, telling, trail

LONGEST_REASON = 100


@dataclass(eq=False)
class CancelReasonTooLong(Refusal):
    """The reason has more than `longest` characters."""

    longest: int = LONGEST_REASON


def cancel(ledger: Session, member: Member, event_id: int, reason: str, now: datetime) -> tuple[Event, int]:
    """Cancel an event and tell those concerned; return it and how many are told.

    Raises NotFound, EventCancelled (it is already), EventBegun or CancelReasonTooLong.
    """
    event = leading.changeable(ledger, member, event_id, now)
    reason = tidy(reason).replace("\n", " ")
    if len(reason) > LONGEST_REASON:
        raise CancelReasonTooLong
    event.phase, event.cancelled_at, event.changed_at, event.cancel_reason = Phase.CANCELLED, now, now, reason
    event.sequence += 1
    ledger.add(event)
    ledger.flush()
    told = telling.cancelled(ledger, event, now, by=member)
    boards.mark_dirty(ledger, event_id, now)
    trail.note(ledger, by=member, what="event-cancelled", now=now, branch_id=event.host_id, event_id=event_id)
    return event, told
