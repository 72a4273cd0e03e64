"""Keeps the groups' boards up to date: posted once through the ledger, then edited in place, at the groups' pace.

Where a message cannot be rewritten they are posted anew, seldom (bot/rules/boards.py).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
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
    Misconfigured,
    NotSent,
    PerhapsSent,
    Reader,
    SendFailed,
    unwritable,
)
from bot.clock import Clock
from bot.models.deliveries import Board, State
from bot.models.events import Event
from bot.models.people import Group
from bot.rules.rsvp import over_at
from bot.services import boards, fresh_boards, groups, outbox, quiet_hours, readers
from bot.store import Gate
from jobs.slots import Slots
from jobs.written import Pause, write_down

_log = logging.getLogger(__name__)

_TRIES = 3
"""How often a board is drawn in a row where a fault of ours stops the call."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    board: int
    to: Address
    message: str
    card: Card
    reader: Reader
    only_now: bool = False


class Boards:
    """Draws one board a call.

    `tapped` says of a message on a channel that does not rewrite any whether it can be for the moment, since somebody
    has just tapped it: the platform lets a tap be answered by a change.
    """

    def __init__(
        self, gate: Gate, clock: Clock, channels: Mapping[str, Channel], house: House, slots: Slots,
        pause: Pause = asyncio.sleep, tapped: Callable[[Address, str], bool] = lambda to, message: False,
    ) -> None:  # fmt: skip
        self._gate, self._clock, self._channels, self._house, self._slots = gate, clock, channels, house, slots
        self._unwritable = unwritable(channels)
        self._pause, self._tapped = pause, tapped
        self._faults: dict[int, int] = {}

    async def redraw_one(self) -> bool:
        """Post or redraw the board that waits longest; say whether there was one.

        What it shows is read, and the board marked as drawn, in one transaction before the edit: a change during the
        edit marks it again, and so does an edit that failed. A crash in between leaves an old board until the next
        start, never a second one.
        """
        now = self._clock.now()
        found = await self._gate.run(lambda ledger: self._next(ledger, now))
        if not isinstance(found, _Sheet):
            return found
        settle: Callable[[Session], None]
        try:
            await self._slots.turn(found.to)
            await self._channels[found.to.channel].edit(found.to, found.message, found.card, found.reader)
        except SendFailed as failure:
            self._rest(found.to, failure)
            _log.warning("board %s was not redrawn: %s", found.board, type(failure).__name__)
            settle = partial(_failed, sheet=found, failure=failure, now=self._clock.now())
        except Exception:  # noqa: BLE001 - one poison row never stops the line
            _log.exception("board %s was not redrawn", found.board)
            if not self._is_tried_again(found.board):
                return True
            settle = partial(_draw_again, board_id=found.board, now=self._clock.now())
        else:
            self._slots.works(found.to.channel)
            self._faults.pop(found.board, None)
            return True
        await write_down(self._gate, self._pause, settle)
        return True

    def _next(self, ledger: Session, now: datetime) -> _Sheet | bool:
        for board, group in boards.next_to_draw(ledger, now):
            to = Address(group.channel, group.chat, Audience.GROUP, group.thread)
            if to.channel in self._channels and not self._is_free(to):
                continue
            posted = boards.posting(ledger, board)
            if posted is None:
                return _post(ledger, board, now)
            if only_now := (to.channel, Audience.GROUP) in self._unwritable:
                posted = fresh_boards.newest(ledger, board, group)
                if not (posted.message and self._tapped(to, posted.message)):
                    if fresh_boards.post(ledger, board, group, now):
                        return True
                    continue
            if posted.state is State.ATTEMPTING or (posted.message and to.channel not in self._channels):
                continue
            if not posted.message:  # whenever it is sent, it is drawn then
                board.dirty_at = None
                ledger.add(board)
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
            return _Sheet(board.id or 0, to, posted.message, card, reader, only_now)
        return False

    def _is_free(self, to: Address) -> bool:
        return self._slots.chat_wait(to) <= 0 and not self._slots.rests(to.channel)

    def _rest(self, to: Address, failure: SendFailed) -> None:
        """Let the group or the whole channel rest as the failure asks for."""
        match failure:
            case NotSent(retry_after=float() | int() as wait):
                self._slots.rest(to, max(wait, boards.PACE.total_seconds()))
            case NotSent() | Misconfigured(everywhere=True):
                self._slots.trouble(to.channel)
                self._slots.rest(to, boards.PACE.total_seconds())

    def _is_tried_again(self, board: int) -> bool:
        """Count a fault of ours; say whether the board is drawn again by itself, or when something changes."""
        self._faults[board] = self._faults.get(board, 0) + 1
        if self._faults[board] < _TRIES:
            return True
        del self._faults[board]
        return False


def _failed(ledger: Session, *, sheet: _Sheet, failure: SendFailed, now: datetime) -> None:
    match failure:
        case NotSent() | PerhapsSent() | Misconfigured(everywhere=True):
            _draw_again(ledger, board_id=sheet.board, now=now)
        case ChatMoved(chat=chat):
            groups.move(ledger, sheet.to.channel, sheet.to.chat, chat, now)
            _draw_again(ledger, board_id=sheet.board, now=now)
        case MessageGone() if sheet.only_now:  # the moment has passed
            _draw_again(ledger, board_id=sheet.board, now=now)
        case MessageGone():  # somebody removed it from the group: it is not posted again
            ledger.delete(ledger.get_one(Board, sheet.board))
        case AddressClosed():
            groups.close(ledger, sheet.to.channel, sheet.to.chat, now)
        case _:
            _log.error("board %s: %s", sheet.board, failure)


def _draw_again(ledger: Session, *, board_id: int, now: datetime) -> None:
    board = ledger.get_one(Board, board_id)
    board.dirty_at = board.dirty_at or now
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
