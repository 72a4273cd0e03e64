"""What becomes of a delivery after the call: sent, held, set aside, or in doubt. One transaction each."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, update
from sqlmodel import Session, col

from bot.chat import (
    AddressClosed,
    ChatMoved,
    MessageGone,
    Misconfigured,
    NotSent,
    PerhapsSent,
    SendFailed,
)
from bot.models.deliveries import Delivery, State
from bot.models.people import Group
from bot.rules import retries
from bot.services import accounts, doubts, groups, posting
from bot.services.posting import Parcel
from bot.store import Quick

_log = logging.getLogger(__name__)


_SENT = Quick(
    update(Delivery)
    .where(col(Delivery.id) == bindparam("arrived"))
    .values(state=State.SENT, message=bindparam("place"), done_at=bindparam("now"), error="", retry_at=None)
)


def sent(ledger: Session | Connection, parcel: Parcel, message: str, now: datetime) -> bool:
    """Write down that a message stands, and where; say whether it is still known."""
    return _SENT.write(ledger, arrived=parcel.delivery, place=message, now=now) > 0


def failed(ledger: Session, parcel: Parcel, failure: SendFailed, now: datetime, held: float) -> None:
    """Write down a failure by its kind (bot/rules/retries.py); `held` is how long, in seconds, its way is closed."""
    delivery = ledger.get_one(Delivery, parcel.delivery)
    reason = str(failure)
    match failure:
        case NotSent():
            _hold(ledger, delivery, now, timedelta(seconds=held), reason)
        case PerhapsSent():
            doubts.settle(ledger, delivery, now, reason)
        case ChatMoved(chat=chat):
            groups.move(ledger, parcel.to.channel, parcel.to.chat, chat, now)
            if parcel.rewrites:  # an old message stays behind
                posting.close(ledger, delivery, State.DROPPED, now, reason)
            elif _has_moved(ledger, delivery, parcel):
                _hold(ledger, delivery, now, timedelta(0), reason)
            else:  # it would be told the same again
                posting.close(ledger, delivery, State.FAILED, now, reason)
        case MessageGone():
            posting.close(ledger, delivery, State.DROPPED, now, reason)
        case AddressClosed():
            _closed(ledger, delivery, parcel, now, reason)
        case Misconfigured():
            _log.error("delivery %s is held until the operator has mended this: %s", parcel.delivery, reason)
            _hold(ledger, delivery, now, retries.CONFIGURATION_PAUSE, reason)
        case _:
            _log.error("delivery %s is set aside: %s", parcel.delivery, reason)
            posting.close(ledger, delivery, State.FAILED, now, reason)


def stumbled(ledger: Session, parcel: Parcel, now: datetime, fault: Exception) -> None:
    """Write down that a fault of ours stopped a message before anything was sent."""
    delivery = ledger.get_one(Delivery, parcel.delivery)
    delivery.attempts -= delivery.state is State.ATTEMPTING  # counted again with the fault
    posting.stumble(ledger, delivery, now, fault)


def _hold(ledger: Session, delivery: Delivery, now: datetime, pause: timedelta, reason: str) -> None:
    """Keep it planned, first in its line, until `pause` is over."""
    delivery.state, delivery.error = State.PLANNED, reason[:300]
    delivery.retry_at = now + pause if pause else None
    ledger.add(delivery)


def _has_moved(ledger: Session, delivery: Delivery, parcel: Parcel) -> bool:
    """Say whether the delivery would go to another chat now."""
    group = ledger.get(Group, delivery.group_id) if delivery.group_id is not None else None
    return group is not None and group.chat != parcel.to.chat


def _closed(ledger: Session, delivery: Delivery, parcel: Parcel, now: datetime, reason: str) -> None:
    """Let the address go; a member who is open elsewhere gets it there."""
    if delivery.group_id is not None:
        groups.let_go(ledger, ledger.get_one(Group, delivery.group_id), None, now)
        posting.close(ledger, delivery, State.FAILED, now, reason)
        return
    accounts.close(ledger, parcel.to.channel, parcel.to.chat, now)
    ledger.flush()
    if delivery.edits_id is None and accounts.address_of(ledger, delivery.member_id or 0):
        _hold(ledger, delivery, now, timedelta(0), reason)
    else:
        posting.close(ledger, delivery, State.FAILED, now, reason)
