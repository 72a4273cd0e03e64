"""Sends what is due on the ledger: one delivery a call, marked in a commit before the call and one after it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session, col, select

from bot import papers
from bot.chat import (
    Address,
    AddressClosed,
    Audience,
    Card,
    Channel,
    ChatMoved,
    House,
    MessageGone,
    Misconfigured,
    NotSent,
    PerhapsSent,
    Reader,
    Rejected,
    SendFailed,
)
from bot.clock import Clock
from bot.models.deliveries import Delivery, Lane, State
from bot.models.people import Group, Member, Standing
from bot.services import accounts, doubts, groups, readers
from bot.services.messages import FAREWELLS, MESSAGES, Composing
from bot.store import Gate
from jobs.slots import Slots

_log = logging.getLogger(__name__)
_RETRIES = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 1800, 3600))
"""How long to wait before each further try of what was certainly not sent."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A message on its way; `rewrites` is the platform's id of the one whose place it takes, if any."""

    delivery: int
    to: Address
    card: Card
    reader: Reader
    rewrites: str = ""


class Courier:
    """Takes due deliveries in order, interactive before bulk, each chat at its own pace."""

    def __init__(self, gate: Gate, clock: Clock, channels: Mapping[str, Channel], house: House, slots: Slots) -> None:
        self._gate = gate
        self._clock = clock
        self._channels = channels
        self._house = house
        self._slots = slots

    async def deliver_one(self) -> bool:
        """Send, drop or miss the next due delivery; return whether there was one.

        A crash before the call leaves it `attempting`; what becomes of those is decided at the next start.
        """
        now = self._clock.now()
        found = await self._gate.run(lambda ledger: self._next(ledger, now))
        if not isinstance(found, _Parcel):
            return found
        try:
            card = await papers.finish(found.card, found.reader)
            message = await self._hand_over(found, card)
        except SendFailed as failure:
            await self._gate.run(partial(self._failed, parcel=found, failure=failure))
        except Exception as fault:  # noqa: BLE001 - one poison row never stops the line
            _log.exception("delivery %s could not be put together", found.delivery)
            reason = f"{type(fault).__name__}: {fault}"
            await self._gate.run(lambda ledger: _close(ledger, found.delivery, State.FAILED, self._clock.now(), reason))
        else:
            await self._gate.run(lambda ledger: _sent(ledger, found, message, self._clock.now()))
        return True

    async def _hand_over(self, parcel: _Parcel, card: Card) -> str:
        channel = self._channels[parcel.to.channel]
        if not parcel.rewrites:
            return await channel.send(parcel.to, card, parcel.reader)
        await channel.edit(parcel.to, parcel.rewrites, card, parcel.reader)
        return parcel.rewrites

    def _next(self, ledger: Session, now: datetime) -> _Parcel | bool:
        """Claim one delivery. True: one was settled without sending; False: nothing is due or no slot is free."""
        due = ledger.exec(
            select(Delivery)
            .where(Delivery.state == State.PLANNED, Delivery.due_at <= now)
            .order_by((col(Delivery.lane) == Lane.BULK), col(Delivery.due_at), col(Delivery.id))
        )
        for delivery in due:
            if delivery.too_late_at and delivery.too_late_at <= now:
                return _close(ledger, delivery.id or 0, State.MISSED, now, "too late")
            to = self._address(ledger, delivery)
            if to is None:
                return _close(ledger, delivery.id or 0, State.FAILED, now, "no address")
            if not self._slots.free(to, now):
                continue
            try:
                with ledger.begin_nested():
                    parcel = self._compose(ledger, delivery, to, now)
            except Exception as fault:  # noqa: BLE001 - one poison row never stops the line
                _log.exception("delivery %s cannot be put together", delivery.id)
                return _close(ledger, delivery.id or 0, State.FAILED, now, f"{type(fault).__name__}: {fault}")
            if parcel is None:
                return _close(ledger, delivery.id or 0, State.DROPPED, now, "")
            self._slots.book(to, now)
            delivery.state, delivery.attempts = State.ATTEMPTING, delivery.attempts + 1
            delivery.channel, delivery.chat, delivery.thread = to.channel, to.chat, to.thread
            ledger.add(delivery)
            return parcel
        return False

    def _address(self, ledger: Session, delivery: Delivery) -> Address | None:
        to = _of_group(ledger, delivery) if delivery.group_id is not None else _of_member(ledger, delivery)
        return to if to and to.channel in self._channels else None

    def _compose(self, ledger: Session, delivery: Delivery, to: Address, now: datetime) -> _Parcel | None:
        if delivery.group_id is not None:
            group = ledger.get_one(Group, delivery.group_id)
            reader = readers.of_group(ledger, group, self._house, now)
        else:
            reader = readers.of_member(ledger, ledger.get_one(Member, delivery.member_id), self._house, now)
        card = MESSAGES[delivery.what](ledger, Composing(delivery, reader, self._house))
        rewrites = ledger.get_one(Delivery, delivery.edits_id).message if delivery.edits_id is not None else ""
        return _Parcel(delivery.id or 0, to, card, reader, rewrites) if card else None

    def _failed(self, ledger: Session, *, parcel: _Parcel, failure: SendFailed) -> None:
        now = self._clock.now()
        delivery = ledger.get_one(Delivery, parcel.delivery)
        delivery.error = str(failure)[:300]
        match failure:
            case NotSent(retry_after=wait):
                if wait:
                    self._slots.hold(parcel.to, now + timedelta(seconds=wait))
                _again(delivery, now, wait or 0)
            case ChatMoved(chat=chat):
                groups.move(ledger, parcel.to.channel, parcel.to.chat, chat, now)
                delivery.state = State.DROPPED if parcel.rewrites else State.PLANNED  # an old message stays behind
            case MessageGone():
                delivery.state, delivery.done_at = State.DROPPED, now
            case PerhapsSent():
                doubts.settle(delivery, now)
                if delivery.state is State.PLANNED:
                    _again(delivery, now, 0)
            case AddressClosed():
                delivery.state, delivery.done_at = State.FAILED, now
                if delivery.group_id is None:
                    accounts.close(ledger, parcel.to.channel, parcel.to.chat, now)
                else:
                    groups.let_go(ledger, ledger.get_one(Group, delivery.group_id), None, now)
            case Rejected() | Misconfigured():
                delivery.state, delivery.done_at = State.FAILED, now
                _log.error("delivery %s: %s", parcel.delivery, failure)
            case _:
                delivery.state, delivery.done_at = State.FAILED, now
        ledger.add(delivery)


def _of_group(ledger: Session, delivery: Delivery) -> Address | None:
    group = ledger.get(Group, delivery.group_id)
    if group is None or group.closed_at:
        return None
    return _of_old(ledger, delivery, Audience.GROUP) or Address(group.channel, group.chat, Audience.GROUP, group.thread)


def _of_member(ledger: Session, delivery: Delivery) -> Address | None:
    member = ledger.get(Member, delivery.member_id)
    here = member is not None and member.standing in {Standing.ACTIVE, Standing.WAITING}
    if not here and delivery.what not in FAREWELLS:
        return None
    return _of_old(ledger, delivery, Audience.PRIVATE) or accounts.address_of(ledger, delivery.member_id or 0)


def _of_old(ledger: Session, delivery: Delivery, audience: Audience) -> Address | None:
    """Return where the message stands that is to be rewritten, if one is."""
    old = ledger.get(Delivery, delivery.edits_id) if delivery.edits_id is not None else None
    return Address(old.channel, old.chat, audience, old.thread) if old else None


def _again(delivery: Delivery, now: datetime, wait: float) -> None:
    pause = _RETRIES[min(delivery.attempts, len(_RETRIES)) - 1]
    delivery.state, delivery.due_at = State.PLANNED, now + max(pause, timedelta(seconds=wait))


def _sent(ledger: Session, parcel: _Parcel, message: str, now: datetime) -> None:
    delivery = ledger.get_one(Delivery, parcel.delivery)
    delivery.state, delivery.message, delivery.done_at, delivery.error = State.SENT, message, now, ""
    ledger.add(delivery)


def _close(ledger: Session, delivery_id: int, state: State, now: datetime, error: str) -> bool:
    delivery = ledger.get_one(Delivery, delivery_id)
    delivery.state, delivery.done_at, delivery.error = state, now, error[:300]
    ledger.add(delivery)
    return True
