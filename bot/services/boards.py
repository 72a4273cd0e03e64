"""The live card of an event in each group: which are out of date, and what they show."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam
from sqlmodel import Session, col, select, update

from bot.cards import board as cards
from bot.chat import Card, House, Reader
from bot.models.deliveries import Board, Delivery
from bot.models.events import Event
from bot.models.people import Group
from bot.services import tallies
from bot.store import Quick

PACE = timedelta(seconds=3)
"""A group sees at most one edit of its boards in this time."""


_DIRTY = Quick(
    update(Board)
    .where(col(Board.event_id) == bindparam("event"), col(Board.dirty_at).is_(None))
    .values(dirty_at=bindparam("now"))
)


def mark_dirty(ledger: Session | Connection, event_id: int, now: datetime) -> None:
    """Note that the event's boards show less than is known; one job redraws them at its own pace."""
    _DIRTY.write(ledger, event=event_id, now=now)


def open_boards(ledger: Session, event_id: int, group_ids: tuple[int, ...], now: datetime) -> None:
    """Give an event a board in each of these groups, to be drawn at the next beat."""
    known = set(ledger.exec(select(Board.group_id).where(Board.event_id == event_id)))
    ledger.add_all(Board(event_id=event_id, group_id=g, dirty_at=now) for g in group_ids if g not in known)


def find(ledger: Session, event_id: int, group_id: int) -> Board | None:
    """Return an event's board in a group."""
    return ledger.exec(select(Board).where(Board.event_id == event_id, Board.group_id == group_id)).first()


def posting_key(board: Board, group: Group) -> str:
    """Return the key under which the board is posted: once, whatever happens; once more where its chat has moved."""
    return f"board:{board.event_id}:{board.group_id}:{group.chat}"


def posting(ledger: Session, board: Board) -> Delivery | None:
    """Return the delivery that posts the board where its group is now, if it has been planned."""
    key = posting_key(board, ledger.get_one(Group, board.group_id))
    return ledger.exec(select(Delivery).where(Delivery.key == key)).first()


def follow(ledger: Session, group_id: int, now: datetime) -> None:
    """Draw the boards of what is still to come again: their group has moved to a chat where none stands yet."""
    coming = select(Event.id).where(col(Event.starts_at) > now)
    ledger.exec(
        update(Board).where(col(Board.group_id) == group_id, col(Board.event_id).in_(coming)).values(dirty_at=now)
    )


def next_to_draw(ledger: Session, now: datetime) -> list[tuple[Board, Group]]:
    """Return the boards that are out of date and may be drawn now, and their groups, the longest-waiting first.

    What was drawn later than now was drawn before the clock was set back: nobody waits until it shows that time again.
    """
    resting = select(Board.group_id).where(col(Board.drawn_at) > now - PACE, col(Board.drawn_at) <= now)
    found = ledger.exec(
        select(Board, Group)
        .join(Group, col(Group.id) == col(Board.group_id))
        .where(col(Board.dirty_at).is_not(None), col(Board.group_id).not_in(resting), col(Group.closed_at).is_(None))
        .order_by(col(Board.dirty_at), col(Board.id))
    )
    return list(found)


def draw(ledger: Session, event: Event, group_id: int, *, reader: Reader, house: House) -> Card:
    """Return the board as it is to be seen now, and note that it was drawn."""
    group = ledger.get_one(Group, group_id)
    board = find(ledger, event.id or 0, group_id)
    if board is not None:
        board.dirty_at, board.drawn_at = None, reader.now
        ledger.add(board)
    came = tallies.turnout(ledger, event) if event.confirmed_at else []
    return cards.board(
        event,
        tallies.answers(ledger, event),
        came,
        now=reader.now,
        drawn=reader.now.astimezone(reader.zone).time(),
        start_link=house.start_link(group.channel, f"join-{group.partnership_id}"),
        robot=house.called.get(group.channel, ""),
        deaf=group.channel in house.deaf,
    )
