"""Taking the next due delivery off the ledger, put together as things stand, and marking it just before the call."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from bot.chat import Address, Audience, Card, Drawing, House, Line, Reader
from bot.models.deliveries import Delivery, State
from bot.models.people import Group, Member, Standing
from bot.rules import quiet, retries
from bot.rules.deliveries import QUIET, TOO_LATE
from bot.services import accounts, quiet_hours, readers
from bot.services.due import Post, Recipient, due, recipient_of
from bot.services.messages import FAREWELLS, MESSAGES, Composing
from bot.store import Quick, get

_log = logging.getLogger(__name__)
_MOST_DRAWN = 10
"""How often a picture is made anew because the words changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way; `rewrites` is the platform's id of the one whose place it takes, if any.

    `attempts` counts this one.
    """

    delivery: int
    recipient: Recipient
    to: Address
    card: Card
    reader: Reader
    what: str
    due_at: datetime
    attempts: int
    rewrites: str = ""

    @property
    def is_drawn_on(self) -> bool:
        """Whether pictures or files have still to be made for it."""
        return isinstance(self.card.picture, Drawing) or any(isinstance(f, Drawing) for f in self.card.files)

    def with_card(self, card: Card) -> "Parcel":
        """Return the same message with its pictures made."""
        return replace(self, card=card)


def take(ledger: Session, post: Post, now: datetime) -> Parcel | Delivery | None:
    """Take the next due delivery, or return one that was settled without sending; None: nothing can be sent now.

    Interactive before bulk, then in the order they fell due. It stays planned until `mark`, just before the call.
    """
    for delivery in due(ledger, post, now):
        if delivery.too_late_at and delivery.too_late_at <= now:
            late = f"{TOO_LATE}: {delivery.error}" if delivery.error else TOO_LATE
            return close(ledger, delivery, State.MISSED, now, late)
        to = _address(ledger, delivery, post.known_channels)
        if to is None or post.lets_stand(delivery, to):
            state, why = (State.FAILED, "no address") if to is None else (State.DROPPED, "")
            return close(ledger, delivery, state, now, why)
        if to.channel not in post.channels or not post.free(to):  # a channel that is not set up rests, too
            post.leave(delivery)
            continue
        try:  # what puts messages together only reads
            found = _put_off(ledger, delivery, now) or _compose(ledger, delivery, to, post.house, now)
        except Exception as fault:  # noqa: BLE001 - one poison row never stops the line
            _log.exception("delivery %s cannot be put together", delivery.id)
            return stumble(ledger, delivery, now, fault)
        if found is None:
            return close(ledger, delivery, State.DROPPED, now, "")
        return found
    return None


def _put_off(ledger: Session, delivery: Delivery, now: datetime) -> Delivery | None:
    """Let what has come into quiet hours be due when they are over, or missed where that is too late; None: it may go.

    They were asked when it was planned, and are again only where it is late. What is put off to one moment is sent in
    the order in which it was planned.
    """
    if not quiet.asks_again(delivery, now) or (at := quiet_hours.for_delivery(ledger, delivery, now)) <= now:
        return None
    if delivery.too_late_at and delivery.too_late_at <= at:
        return close(ledger, delivery, State.MISSED, now, QUIET)
    delivery.due_at = at
    ledger.add(delivery)
    return delivery


def mark(ledger: Session, parcel: Parcel, post: Post, now: datetime) -> Parcel | None:
    """Mark a delivery whose call leaves now as attempting, if it still says the same; None when it does not.

    Put together anew in the transaction that marks it, so that words which no longer hold are never sent. A crash after
    this leaves it `attempting`: what becomes of it is decided at the next start.
    """
    delivery = ledger.get_one(Delivery, parcel.delivery)
    if delivery.state is not State.PLANNED or _address(ledger, delivery, post.known_channels) != parcel.to:
        return None
    again = _compose(ledger, delivery, parcel.to, post.house, parcel.reader.now)
    if again is None or replace(again, reader=parcel.reader) != parcel:
        delivery.attempts += 1
        if delivery.attempts > _MOST_DRAWN:
            close(ledger, delivery, State.FAILED, now, "it never says the same twice")
        ledger.add(delivery)
        return None
    _attempt(ledger, delivery, parcel.to)
    return parcel


def close(ledger: Session, delivery: Delivery, state: State, now: datetime, error: str) -> Delivery:
    """Write down what became of a delivery, and return it."""
    delivery.state, delivery.done_at, delivery.error, delivery.retry_at = state, now, error[:300], None
    ledger.add(delivery)
    return delivery


def stumble(ledger: Session, delivery: Delivery, now: datetime, fault: Exception) -> Delivery:
    """Note a fault of ours: what it stopped is tried twice more, out of the way of others, then set aside."""
    delivery.attempts += 1
    reason = f"{type(fault).__name__}: {fault}"
    pause = retries.fault_pause(delivery.attempts)
    if pause is None:
        return close(ledger, delivery, State.FAILED, now, reason)
    delivery.state, delivery.due_at, delivery.error = State.PLANNED, now + pause, reason[:300]
    ledger.add(delivery)
    return delivery


_ATTEMPT = Quick(
    update(Delivery)
    .where(col(Delivery.id) == bindparam("marked"))
    .values(
        state=State.ATTEMPTING, attempts=col(Delivery.attempts) + 1, retry_at=None, channel=bindparam("over"),
        chat=bindparam("into"), thread=bindparam("topic"),
    )
)  # fmt: skip


def _attempt(ledger: Session, delivery: Delivery, to: Address) -> None:
    _ATTEMPT.write(ledger, marked=delivery.id, over=to.channel, into=to.chat, topic=to.thread)


def _compose(ledger: Session, delivery: Delivery, to: Address, house: House, now: datetime) -> Parcel | None:
    # Whoever puts the message together asks for this member again: while it is held here, it is at hand.
    member = get(ledger, Member, delivery.member_id or 0)
    if member is not None:
        reader = readers.of_member(ledger, member, house, now)
    else:
        reader = readers.of_group(ledger, ledger.get_one(Group, delivery.group_id), house, now)
    rewrites = ledger.get_one(Delivery, delivery.edits_id).message if delivery.edits_id is not None else ""
    if delivery.edits_id is not None and not rewrites:  # it was on its way when this was planned, and never arrived
        return None
    card = MESSAGES[delivery.what](ledger, Composing(delivery, reader, house))
    if card is None:
        return None
    if delivery.doubts and not rewrites:
        card = replace(card, parts=(*card.parts, Line("perhaps-repeated")))
    return Parcel(
        delivery.id or 0, recipient_of(delivery), to, card, reader, delivery.what, delivery.due_at,
        delivery.attempts + 1, rewrites,
    )  # fmt: skip


def _address(ledger: Session, delivery: Delivery, known: Collection[str]) -> Address | None:
    return _of_group(ledger, delivery) if delivery.group_id is not None else _of_member(ledger, delivery, known)


def _of_group(ledger: Session, delivery: Delivery) -> Address | None:
    group = ledger.get(Group, delivery.group_id)
    if group is None or group.closed_at:
        return None
    return _of_old(ledger, delivery, Audience.GROUP) or Address(group.channel, group.chat, Audience.GROUP, group.thread)


def _of_member(ledger: Session, delivery: Delivery, known: Collection[str]) -> Address | None:
    member = get(ledger, Member, delivery.member_id or 0)
    here = member is not None and member.standing in {Standing.ACTIVE, Standing.WAITING}
    if not here and delivery.what not in FAREWELLS:
        return None
    old = _of_old(ledger, delivery, Audience.PRIVATE)
    return old or accounts.address_of(ledger, delivery.member_id or 0, known)


def _of_old(ledger: Session, delivery: Delivery, audience: Audience) -> Address | None:
    """Return where the message stands that is to be rewritten, if one is."""
    old = ledger.get(Delivery, delivery.edits_id) if delivery.edits_id is not None else None
    return Address(old.channel, old.chat, audience, old.thread) if old and old.channel else None
