"""What did not get there, and what a coordinator decides about it."""

from sqlmodel import Session

from bot.cards import deliveries as cards
from bot.chat import Reply, Request
from bot.models.events import Event
from bot.models.people import Group
from bot.services import resending
from bot.services.resending import Decided


def again(request: Request, ledger: Session) -> Reply:
    """Send one once more."""
    by, delivery_id, seen = request.somebody, request.number("delivery"), request.number("seen")
    return _done(ledger, resending.send_again(ledger, by=by, delivery_id=delivery_id, seen=seen, now=request.at))


def drop(request: Request, ledger: Session) -> Reply:
    """Decide that one is not sent."""
    by, delivery_id, seen = request.somebody, request.number("delivery"), request.number("seen")
    return _done(ledger, resending.drop(ledger, by=by, delivery_id=delivery_id, seen=seen, now=request.at))


def arrived(request: Request, ledger: Session) -> Reply:
    """Take it that one has been seen in its group."""
    by, delivery_id, seen = request.somebody, request.number("delivery"), request.number("seen")
    return _done(ledger, resending.arrived(ledger, by=by, delivery_id=delivery_id, seen=seen, now=request.at))


def _done(ledger: Session, done: Decided) -> Reply:
    """Show on the card that asked what holds now."""
    about = done.delivery
    event = ledger.get(Event, about.event_id) if about.event_id is not None else None
    group = ledger.get_one(Group, about.group_id)
    said = cards.outcome(done.how, done.by.name if done.by else "")
    return Reply(said, cards.settled(about, group, event, done.how, done.by), replaces=True)
