"""What is on its way or did not get there, and what a coordinator decides about it."""

from sqlmodel import Session

from bot.cards import deliveries as cards
from bot.cards import stuck
from bot.chat import Card, Reply, Request
from bot.models.events import Event
from bot.models.people import Group
from bot.services import deliveries, resending
from bot.services.resending import Decided


def show(request: Request, ledger: Session) -> Reply:
    """Show what needs a person, a page at a time."""
    return Reply(card=_list(request, ledger), replaces="page" in request.arguments)


def again(request: Request, ledger: Session) -> Reply:
    """Send one once more."""
    by, delivery_id, seen = request.somebody, request.number("delivery"), request.number("seen")
    done = resending.send_again(ledger, by=by, delivery_id=delivery_id, seen=seen, now=request.at)
    return _done(request, ledger, done)


def drop(request: Request, ledger: Session) -> Reply:
    """Decide that one is not sent."""
    by, delivery_id, seen = request.somebody, request.number("delivery"), request.number("seen")
    return _done(request, ledger, resending.drop(ledger, by=by, delivery_id=delivery_id, seen=seen, now=request.at))


def arrived(request: Request, ledger: Session) -> Reply:
    """Take it that one has been seen in its group."""
    by, delivery_id, seen = request.somebody, request.number("delivery"), request.number("seen")
    return _done(request, ledger, resending.arrived(ledger, by=by, delivery_id=delivery_id, seen=seen, now=request.at))


def _done(request: Request, ledger: Session, done: Decided) -> Reply:
    """Say what holds now: on the list it was tapped on, else on the card that asked about this one."""
    said, about = done.line(request.at), done.delivery
    group = ledger.get(Group, about.group_id) if about.group_id is not None else None
    if group is None or "page" in request.arguments:
        ledger.flush()
        return Reply(said, _list(request, ledger), replaces=True)
    event = ledger.get(Event, about.event_id) if about.event_id is not None else None
    return Reply(said, cards.settled(about, group, event, said), replaces=True)


def _list(request: Request, ledger: Session) -> Card:
    desk = deliveries.desk(ledger, request.somebody, request.at, request.number("page", 0), stuck.PAGE)
    address = f"{request.house.web}/deliveries" if request.address.channel == "web" else ""
    return stuck.stuck(desk.counts, desk.stuck, address)
