"""The first posting of an event's board to a group; from then on jobs/boards draws it again in place."""

from sqlmodel import Session

from bot.chat import Card
from bot.models.events import Event, Phase
from bot.rules.rsvp import over_at
from bot.services import boards
from bot.services.messages.composing import Composing


def board(ledger: Session, composing: Composing) -> Card | None:
    """Post the board, unless there is nothing left to answer.

    It is marked as drawn in the transaction that claims it: whatever changes after this is drawn by the next edit.
    """
    delivery, reader = composing.delivery, composing.reader
    event = ledger.get_one(Event, delivery.event_id)
    if event.phase is not Phase.PUBLISHED or over_at(event) <= reader.now:
        return None
    return boards.draw(ledger, event, delivery.group_id or 0, reader=reader, house=composing.house)
