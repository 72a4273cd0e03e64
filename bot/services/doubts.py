"""What becomes of a message that may have been sent or not: the call was cut, or the house died in the middle."""

from datetime import datetime

from sqlmodel import Session, select

from bot.models.deliveries import Delivery, State


def settle(delivery: Delivery, now: datetime) -> None:
    """Decide about one message in doubt.

    The rewriting of a message that is there does no harm twice. A reminder is repeated once, and says that it may have
    come before. All else, a digest above all, is left as it is: a person looks, rather than a group reading it twice.
    """
    if delivery.edits_id is not None:
        delivery.state = State.PLANNED
    elif delivery.what == "reminder" and not delivery.facts.get("maybe_repeated"):
        delivery.state, delivery.facts = State.PLANNED, {**delivery.facts, "maybe_repeated": True}
    else:
        delivery.state, delivery.done_at = State.UNKNOWN, now


def recover(ledger: Session, now: datetime) -> int:
    """Settle what was being sent when the house last died; return how many there were. To be called at every start."""
    found = ledger.exec(select(Delivery).where(Delivery.state == State.ATTEMPTING)).all()
    for delivery in found:
        delivery.error = "cut off by a restart"
        settle(delivery, now)
        ledger.add(delivery)
    return len(found)
