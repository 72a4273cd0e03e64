"""The card that asks a coordinator whether a group has a message that may have been sent: fact `delivery`."""

from sqlmodel import Session

from bot.cards import deliveries as cards
from bot.chat import Card
from bot.models.deliveries import Delivery, State
from bot.models.events import Event
from bot.models.people import Group
from bot.rules.deliveries import makes_sense, turns
from bot.services import resending
from bot.services.messages.composing import Composing


def unsure(ledger: Session, composing: Composing) -> Card | None:
    """Ask while it is unknown and of use; a card that is there says what was decided, a new one is then dropped.

    The delivery's `seen` is how often the message had been doubted or decided about when this was planned.
    """
    facts, is_new = composing.delivery.facts, composing.delivery.edits_id is None
    about = ledger.get_one(Delivery, facts["delivery"])
    group = ledger.get_one(Group, about.group_id)
    event = ledger.get(Event, about.event_id) if about.event_id is not None else None
    if about.state is not State.UNKNOWN or turns(about) != facts["seen"]:
        if is_new:
            return None
        said = resending.decided(ledger, about).line(composing.reader.now)
        return cards.settled(about, group, event, said)
    if is_new and not makes_sense(about, event, composing.reader.now):
        return None
    return cards.unsure(about, group, event)
