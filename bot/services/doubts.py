"""What becomes of a message that may have been sent or not: the call was cut, or the house died in the middle."""

from datetime import datetime

from sqlmodel import Session, select

from bot.models.deliveries import Delivery, State
from bot.rules import retries
from bot.rules.deliveries import RESTARTED
from bot.services import resending


def settle(ledger: Session, delivery: Delivery, now: datetime, reason: str) -> None:
    """Decide about one message in doubt.

    The rewriting of a message that is there does no harm twice, but where no call ever comes back it is given up; the
    next change of the message plans another. What goes to one person is repeated once, and says that it may have come
    before. What goes to a group is left as it is: the coordinators are asked to look, rather than a group reading it
    twice.
    """
    delivery.doubts += 1
    delivery.error = reason[:300]
    if delivery.edits_id is not None:
        pause = retries.rewrite_pause(delivery.doubts)
        delivery.state = State.PLANNED if pause else State.FAILED
        delivery.retry_at, delivery.done_at = (now + pause, None) if pause else (None, now)
    elif delivery.group_id is None and delivery.doubts == 1:
        delivery.state, delivery.retry_at = State.PLANNED, now + retries.DOUBT_PAUSE
    else:
        delivery.state, delivery.done_at = State.UNKNOWN, now
    ledger.add(delivery)
    resending.ask_about(ledger, delivery, now)


def recover(ledger: Session, now: datetime) -> int:
    """Settle what was being sent when the house last died; return how many there were. To be called at every start."""
    found = ledger.exec(select(Delivery).where(Delivery.state == State.ATTEMPTING)).all()
    for delivery in found:
        settle(ledger, delivery, now, RESTARTED)
        delivery.retry_at = None  # the platform is well, as far as we know
    return len(found)
