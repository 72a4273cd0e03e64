"""Keeps the groups' boards up to date: posted once through the ledger, then edited in place, at the groups' pace."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from bot.chat import (
    Address,
    AddressClosed,
    Audience,
    Card,
    Channel,
    ChatMoved,
    House,
    MessageGone,
    NotSent,
    PerhapsSent,
    Reader,
    SendFailed,
)
from bot.clock import Clock
from bot.models.deliveries import Board, State
from bot.models.events import Event
from bot.models.people import Group
from bot.rules.rsvp import over_at
from bot.services import boards, groups, outbox, quiet_hours, readers
from bot.store import Gate
from jobs.slots import Slots

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sheet:
    board: int
    to: Address
    message: str
    card: Card
    reader: Reader


class Boards:
    """Draws one board a call."""

    def __init__(self, gate: Gate, clock: Clock, channels: Mapping[str, Channel], house: House, slots: Slots) -> None:
        self._gate = gate
        self._clock = clock
        self._channels = channels
        self._house = house
        self._slots = slots

    async def redraw_one(self) -> bool:
        """Post or redraw the board that waits longest; say whether there was one.

        What it shows is read, and the board marked as drawn, in one transaction before the edit: a change during the
        edit marks it again. A crash in between leaves an old board until the next answer, never a second one.
        """
        now = self._clock.now()
        found = await self._gate.run(lambda ledger: self._next(ledger, now))
        if not isinstance(found, _Sheet):
            return found
        try:
            await self._slots.turn(found.to)
            await self._channels[found.to.channel].edit(found.to, found.message, found.card, found.reader)
        except SendFailed as failure:
            await self._gate.run(partial(self._failed, sheet=found, failure=failure, now=self._clock.now()))
        else:
            self._slots.works(found.to.channel)
        return True

    def _next(self, ledger: Session, now: datetime) -> _Sheet | bool:
        for board in boards.next_to_draw(ledger, now):
            posted = boards.posting(ledger, board)
            if posted is None:
                return _post(ledger, board, now)
            group = ledger.get_one(Group, board.group_id)
            to = Address(group.channel, group.chat, Audience.GROUP, group.thread)
            if (
                posted.state is not State.SENT
                or not posted.message
                or to.channel not in self._channels
                or not self._is_free(to)
            ):
                continue
            reader = readers.of_group(ledger, group, self._house, now)
            try:
                with ledger.begin_nested():
                    event = ledger.get_one(Event, board.event_id)
                    card = boards.draw(ledger, event, board.group_id, reader=reader, house=self._house)
            except Exception:  # noqa: BLE001 - one poison row never stops the line
                _log.exception("board %s cannot be drawn", board.id)
                board.dirty_at = None
                ledger.add(board)
                continue
            return _Sheet(board.id or 0, to, posted.message, card, reader)
        return False

    def _is_free(self, to: Address) -> bool:
        return self._slots.chat_wait(to) <= 0 and not self._slots.rests(to.channel)

    def _failed(self, ledger: Session, *, sheet: _Sheet, failure: SendFailed, now: datetime) -> None:
        board = ledger.get_one(Board, sheet.board)
        match failure:
            case NotSent(retry_after=wait):
                if wait is None:
                    self._slots.trouble(sheet.to.channel)
                self._slots.rest(sheet.to, max(wait or 0.0, boards.PACE.total_seconds()))
                board.dirty_at = board.dirty_at or now
            case PerhapsSent():
                board.dirty_at = board.dirty_at or now
            case ChatMoved(chat=chat):
                groups.move(ledger, sheet.to.channel, sheet.to.chat, chat, now)
                board.dirty_at = board.dirty_at or now
            case MessageGone():  # somebody removed it from the group: it is not posted again
                ledger.delete(board)
                return
            case AddressClosed():
                groups.close(ledger, sheet.to.channel, sheet.to.chat, now)
            case _:
                _log.error("board %s: %s", sheet.board, failure)
        ledger.add(board)


def _post(ledger: Session, board: Board, now: datetime) -> bool:
    """Plan the board's one posting."""
    event, group = ledger.get_one(Event, board.event_id), ledger.get_one(Group, board.group_id)
    return outbox.plan(
        ledger,
        key=boards.posting_key(board, group),
        what="board",
        group_id=board.group_id,
        event_id=board.event_id,
        now=now,
        due_at=quiet_hours.for_group(ledger, group.partnership_id, now),
        too_late_at=over_at(event),
    )
