"""Where the house wrote in its last moments: a platform's limit outlives the house that met it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, or_, select

from bot.chat import Address, Audience
from bot.models.deliveries import Board, Delivery, State
from bot.models.people import Group

_MOMENTS = timedelta(seconds=6)
"""For longer few platforms count a single message against its chat."""


def written_to(
    ledger: Session, now: datetime, longer: Mapping[str, float] | None = None
) -> list[tuple[Address, datetime]]:
    """Return the chats that were written to in the last moments and when, the latest last; as often as they were.

    `longer`: for how many seconds a channel counts what was written, where that is longer than a moment.

    What was being sent when the house died counts as written now: to be asked before that is settled
    (bot/services/doubts.py). Direct answers are not on the ledger.
    """
    since = now - _MOMENTS
    boards = (
        select(Group.channel, Group.chat, Group.thread, Board.drawn_at)
        .join(Board, col(Board.group_id) == col(Group.id))
        .where(col(Board.drawn_at) > since, col(Board.drawn_at) <= now)
    )
    recent = [col(Delivery.done_at) > since]
    recent += [
        and_(col(Delivery.channel) == channel, col(Delivery.done_at) > now - timedelta(seconds=seconds))
        for channel, seconds in (longer or {}).items()
    ]
    arrived = and_(col(Delivery.state) == State.SENT, or_(*recent), col(Delivery.done_at) <= now)
    sent = select(Delivery).where(col(Delivery.chat) != "", or_(col(Delivery.state) == State.ATTEMPTING, arrived))
    found = [
        (Address(channel, chat, Audience.GROUP, thread), at or now) for channel, chat, thread, at in ledger.exec(boards)
    ]
    for one in ledger.exec(sent):
        audience = Audience.PRIVATE if one.group_id is None else Audience.GROUP
        at = one.done_at if one.state is State.SENT else None
        found.append((Address(one.channel, one.chat, audience, one.thread), at or now))
    return sorted(found, key=lambda place: place[1])
