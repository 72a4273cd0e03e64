"""Posting an event's board again where a message cannot be rewritten (bot/rules/boards.py)."""

from datetime import datetime

from sqlmodel import Session, and_, col, func, or_, select

from bot.models.deliveries import Board, Delivery, State
from bot.models.events import Event
from bot.models.people import Group, Partnership
from bot.rules.boards import day_began, turn
from bot.services import boards, outbox

_FRESH = "fresh-"


def post(ledger: Session, board: Board, group: Group, now: datetime) -> bool:
    """Plan a fresh card of a board that was posted before and shows less than is known, if it is its turn.

    Its key is the moment it is for: after a restart it is found there.
    """
    event, rhythm = ledger.get_one(Event, board.event_id), ledger.get_one(Partnership, group.partnership_id)
    if event.starts_at <= now:  # what becomes of it is told by the digest
        board.dirty_at = None
        ledger.add(board)
        return False
    last = newest(ledger, board, group)
    if last.state in {State.PLANNED, State.ATTEMPTING}:  # it is drawn when it is sent
        return False
    moment = turn(
        event, rhythm, posted_at=last.done_at or last.planned_at, now=now,
        today=_posted_since(ledger, group, day_began(rhythm, now)),
    )  # fmt: skip
    return moment is not None and outbox.plan(
        ledger,
        key=f"{_FRESH}{boards.posting_key(board, group)}:{moment:%Y%m%dT%H%M%S}",
        what="board",
        group_id=group.id,
        event_id=event.id,
        now=now,
        too_late_at=event.starts_at,
    )


def is_fresh(delivery: Delivery) -> bool:
    """Say whether a delivery posts a board again."""
    return delivery.key.startswith(_FRESH)


def newest(ledger: Session, board: Board, group: Group) -> Delivery:
    """Return the delivery that posted the board last; it was posted before."""
    first = boards.posting_key(board, group)
    return ledger.exec(
        select(Delivery)
        .where(Delivery.event_id == board.event_id, Delivery.group_id == board.group_id)
        .where(or_(Delivery.key == first, col(Delivery.key).startswith(f"{_FRESH}{first}:", autoescape=True)))
        .order_by(col(Delivery.id).desc())
        .limit(1)
    ).one()


def _posted_since(ledger: Session, group: Group, since: datetime) -> int:
    fresh = (
        select(func.count())
        .select_from(Board)
        .join(Delivery, and_(col(Delivery.event_id) == Board.event_id, col(Delivery.group_id) == Board.group_id))
        .where(Board.group_id == group.id, or_(col(Board.drawn_at) >= since, col(Board.dirty_at).is_not(None)))
        .where(col(Delivery.planned_at) >= since, col(Delivery.key).startswith(_FRESH))
        .where(col(Delivery.state).not_in((State.DROPPED, State.MISSED)))
    )
    return ledger.exec(fresh).one()
