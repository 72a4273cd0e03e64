"""What people see after the house died: an answer is committed before it is shown, and the showing may have died."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.chat import Audience
from bot.models.deliveries import Board, Update
from bot.models.events import Event, Rsvp
from bot.models.people import Group
from bot.services import following

_AFOOT = timedelta(seconds=30)
"""For longer than this nothing is on its way to a screen: the platform's time to answer and a few repetitions."""


def mend(ledger: Session, now: datetime, unwritable: Collection[tuple[str, Audience]] = ()) -> None:
    """Let what was being shown when the house last lived be shown again. To be called at every start.

    The cards of the answers taken last (once, however often the house is started), and the boards drawn last.
    A board where groups are `unwritable` is left: nothing has changed that would be worth another card.
    Only events still to come are looked at: their answers are few, all answers ever given are not.
    """
    heard = ledger.exec(select(func.max(Update.at))).one()
    if heard is not None:
        answered = (
            select(Rsvp)
            .join(Event, col(Event.id) == col(Rsvp.event_id))
            .where(Event.starts_at > heard, Rsvp.answered_at > heard - _AFOOT)
        )
        for rsvp in ledger.exec(answered).all():
            following.make_sure(ledger, rsvp.event_id, rsvp.member_id, rsvp.answered_at, now)
    drawn = ledger.exec(select(func.max(Board.drawn_at))).one()
    if drawn is not None:
        silent = {channel for channel, audience in unwritable if audience is Audience.GROUP}
        last = (
            select(Board)
            .join(Group, col(Group.id) == col(Board.group_id))
            .where(
                col(Board.drawn_at) > drawn - _AFOOT,
                col(Group.channel).not_in(silent),
            )
        )
        for board in ledger.exec(last):
            board.dirty_at = board.dirty_at or now
            ledger.add(board)
