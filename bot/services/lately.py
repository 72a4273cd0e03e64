"""Where the house wrote in its last moments: a platform's limit outlives the house that met it."""

from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, or_, select

from bot.chat import Address, Audience
from bot.models.deliveries import Board, Delivery, State
from bot.models.people import Group

_MOMENTS = timedelta(seconds=6)
"""For longer no platform counts a single message against its chat."""


def written_to(ledger: Session, now: datetime) -> list[tuple[Address, datetime]]:
    """Return the chats that were written to in the last moments and when, the latest last.

    What was being sent when the house died counts as written now: to be asked before that is settled
    (bot/services/doubts.py). Direct answers are not on the ledger.
    """
    since = now - _MOMENTS
    boards = (
        select(Group.channel, Group.chat, Group.thread, Board.drawn_at)
        .join(Board, col(Board.group_id) == col(Group.id))
        .where(col(Board.drawn_at) > since, col(Board.drawn_at) <= now)
    )
    arrived = and_(col(Delivery.state) == State.SENT, col(Delivery.done_at) > since, col(Delivery.done_at) <= now)
    sent = select(Delivery).where(col(Delivery.chat) != "", or_(col(Delivery.state) == State.ATTEMPTING, arrived))
    found = [
        (Address(channel, chat, Audience.GROUP, thread), at or now) for channel, chat, thread, at in ledger.exec(boards)
    ]
    for one in ledger.exec(sent):
        audience = Audience.PRIVATE if one.group_id is None else Audience.GROUP
        at = one.done_at if one.state is State.SENT else None
        found.append((Address(one.channel, one.chat, audience, one.thread), at or now))
    return sorted(found, key=lambda place: place[1])
