"""The posting of an event's board to a group; from then on jobs/boards draws it again in place, or posts it again."""

from sqlmodel import Session

from bot.chat import Card
from bot.models.events import Event, Phase
from bot.rules.rsvp import over_at
from bot.services import boards, fresh_boards
from bot.services.messages.composing import Composing


def board(ledger: Session, composing: Composing) -> Card | None:
    """Post the board, unless there is nothing left to answer. Posted again, it says as well that the event is off.

    It is marked as drawn in the transaction that claims it: whatever changes after this is drawn by the next edit.
    """
    delivery, reader = composing.delivery, composing.reader
    event = ledger.get_one(Event, delivery.event_id)
    ends = event.starts_at if fresh_boards.is_fresh(delivery) else over_at(event)
    if (event.phase is not Phase.PUBLISHED and not fresh_boards.is_fresh(delivery)) or ends <= reader.now:
        return None
    return boards.draw(ledger, event, delivery.group_id or 0, reader=reader, house=composing.house)
