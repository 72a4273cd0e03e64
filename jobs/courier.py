"""Sends what is due on the ledger: each delivery marked in a commit before the call and in one after it.

Calls run side by side, one a recipient at a time. What goes next is taken off the ledger while the slots before its own
pass, two at most, and stands in line behind everybody who waits for an answer. It is marked when its slot is there: a
house that dies before finds it planned.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot import papers
from bot.chat import Address, Channel, House, Misconfigured, NotSent, PerhapsSent, SendFailed, unwritable
from bot.clock import Clock
from bot.models.deliveries import Delivery, State
from bot.rules import retries
from bot.services import aftermath, posting
from bot.services.due import Post, Recipient
from bot.services.posting import Parcel
from bot.store import Gate
from bot.watch import Watch
from jobs.flight import Flight
from jobs.slots import Call, Slots
from jobs.written import Pause, write_down

_log = logging.getLogger(__name__)
T = TypeVar("T")
_MOST = 64
"""Calls under way at once: enough for 29 a second at two seconds each."""

_AHEAD = 2
"""Slots that something is taken off the ledger before its own."""

_SHORT = 0.1
"""Seconds of a wait for a slot that are waited out rather than left to the next beat."""


class Courier:
    """Takes due deliveries in order, interactive before bulk, each recipient at their own pace."""

    def __init__(
        self, gate: Gate, clock: Clock, channels: Mapping[str, Channel], house: House, slots: Slots,
        pause: Pause = asyncio.sleep, watch: Watch | None = None,
    ) -> None:  # fmt: skip
        self._gate, self._clock, self._channels, self._house, self._slots = gate, clock, channels, house, slots
        self._unwritable = unwritable(channels)
        self._pause = pause
        self._watch = watch or Watch(clock.monotonic)
        self._flight: Flight[Recipient] = Flight(_MOST)
        self._rests: dict[Recipient, Address] = {}
        self._in_a_row: dict[str, int] = {}

    async def deliver_one(self) -> bool:
        """Let the next due delivery go, or settle it unsent; say whether anything is to be done or under way."""
        if self._flight.is_full:
            return await self._flight.wait()
        await self._next_slot()
        post = self._post()
        now = self._clock.now()
        found = await self._gate.run(lambda ledger: posting.take(ledger, post, now))
        if isinstance(found, Parcel):
            self._flight.start(found.recipient, self._deliver(found))
            return True
        if found:
            self._tell(found)
            return True
        return await self._flight.wait()

    async def finish(self) -> None:
        """Wait until every call under way has come back and is written down."""
        await self._flight.finish()

    async def _next_slot(self) -> None:
        """Wait for slots that are about to be near enough: until then the ledger is read past all that is for them.

        Whoever takes a slot or steps into line meanwhile puts them off.
        """
        while waits := [wait for name in self._channels if 0 < (wait := self._slots.line_wait(name, _AHEAD)) <= _SHORT]:
            if not await self._clock.until(self._clock.monotonic() + min(waits)):
                return

    def _post(self) -> Post:
        self._rests = {who: where for who, where in self._rests.items() if self._slots.chat_wait(where) > 0}
        return Post(
            channels=frozenset(self._slots.ready(self._channels, _AHEAD)),
            known_channels=frozenset(self._channels),
            busy=self._flight.keys | self._rests.keys(),
            house=self._house,
            free=lambda to: self._slots.chat_wait(to) <= 0,
            unwritable=self._unwritable,
        )

    async def _deliver(self, parcel: Parcel) -> None:
        """Send one delivery and write down what became of it. Never raises."""
        began = self._watch.seconds()
        try:
            ready = await self._await_slot(parcel)
            if ready is None:
                return
            began = self._watch.seconds()
            message = await self._hand_over(*ready)
        except SendFailed as failure:
            outcome = partial(aftermath.failed, failure=failure, held=self._hold(parcel, failure))
        except Exception as fault:  # noqa: BLE001 - one poison row never stops the line
            _log.exception("delivery %s could not be put together", parcel.delivery)
            outcome = partial(aftermath.stumbled, fault=fault)
        else:
            await self._arrived(parcel, message, self._watch.seconds() - began)
            return
        took, now = self._watch.seconds() - began, self._clock.now()

        def settle(ledger: Session) -> Delivery:
            outcome(ledger, parcel=parcel, now=now)
            return ledger.get_one(Delivery, parcel.delivery)

        if delivery := await self._write(settle):
            self._tell(delivery, took)

    async def _arrived(self, parcel: Parcel, message: str, took: float) -> None:
        self._slots.works(parcel.to.channel)
        self._in_a_row.pop(parcel.to.channel, None)
        now = self._clock.now()

        def settle(ledger: Session | Connection) -> bool:
            return aftermath.sent(ledger, parcel, message, now)

        if await self._write(settle, settle):
            self._watch.delivery(
                delivery=parcel.delivery, what=parcel.what, channel=parcel.to.channel, attempts=parcel.attempts,
                state=State.SENT.value, lag=(now - parcel.due_at).total_seconds(), seconds=took,
            )  # fmt: skip

    async def _await_slot(self, parcel: Parcel) -> tuple[Parcel, Call] | None:
        """Wait for the parcel's slot and mark it; return the call as it goes out, None when it does not go now.

        It is marked once its pictures are made and its slot is there, if it says the same by then. Until that it is
        planned as before: a change, a rest or a kill finds it as if it had never been taken.
        """
        card = await papers.finish(parcel.card, parcel.reader) if parcel.is_drawn_on else parcel.card
        call = await self._slots.leave(parcel.to)
        self._rests[parcel.recipient] = parcel.to
        if call is None:
            return None
        post, now = self._post(), self._clock.now()
        try:
            marked = await self._gate.run(lambda ledger: posting.mark(ledger, parcel, post, now))
        except OperationalError as error:
            _log.warning("delivery %s could not be marked and is taken anew: %s", parcel.delivery, error)
            return None
        return (marked.with_card(card), call) if marked else None

    async def _hand_over(self, parcel: Parcel, call: Call) -> str:
        # Files are long on their way, which says nothing about the way.
        with contextlib.nullcontext() if parcel.card.picture or parcel.card.files else self._slots.timed(call):
            try:
                return await self._call(parcel)
            finally:
                self._slots.arrived(parcel.to)  # it may have arrived just now

    async def _call(self, parcel: Parcel) -> str:
        channel = self._channels[parcel.to.channel]
        if not parcel.rewrites:
            return await channel.send(parcel.to, parcel.card, parcel.reader)
        await channel.edit(parcel.to, parcel.rewrites, parcel.card, parcel.reader)
        return parcel.rewrites

    def _hold(self, parcel: Parcel, failure: SendFailed) -> float:
        """Let the chat or the whole channel rest as the failure asks for; return how long, in seconds."""
        to = parcel.to
        row = self._in_a_row[to.channel] = self._in_a_row.get(to.channel, 0) + 1
        match failure:
            case NotSent(retry_after=float() | int() as wait):
                self._slots.rest(to, wait)
                if row >= retries.IN_A_ROW:
                    self._slots.trouble(to.channel, wait)
                return wait
            case NotSent() | Misconfigured(everywhere=True):
                return self._slots.trouble(to.channel)
            case PerhapsSent() if row >= retries.IN_A_ROW:
                return self._slots.trouble(to.channel)
            case PerhapsSent():
                return 0.0
            case _:
                self._in_a_row.pop(to.channel)  # the platform has answered: it works
                return 0.0

    def _tell(self, delivery: Delivery, took: float = 0.0) -> None:
        """Say in the log what became of a delivery: what is planned still is held for another try."""
        held = delivery.state is State.PLANNED
        self._watch.delivery(
            delivery=delivery.id or 0, what=delivery.what, channel=delivery.channel, attempts=delivery.attempts,
            state="held" if held else delivery.state.value,
            lag=(self._clock.now() - delivery.due_at).total_seconds(), seconds=took,
        )  # fmt: skip

    async def _write(
        self, unit: Callable[[Session], T], quick: Callable[[Connection], T | None] | None = None
    ) -> T | None:
        return await write_down(self._gate, self._pause, unit, quick)
