"""The reminder ladder of a partnership, changed by its coordinator with buttons or words."""

from dataclasses import replace

from sqlmodel import Session

from bot.cards import rhythm as cards
from bot.chat import Reply, Request
from bot.models.deliveries import Seeks
from bot.rules.ladder import read_rung
from bot.rules.people import NotFound, require_coordinator
from bot.services import dialogues, ladders, partnerships, rhythm

TOPIC = "ladder"


def ladder(request: Request, ledger: Session) -> Reply:
    """Show the ladder and wait for words that add to it."""
    require_coordinator(request.somebody)
    if "partnership" in request.arguments:
        return _shown(request, ledger)
    found = partnerships.seen_by(ledger, request.somebody)
    if len(found) != 1:
        return Reply(card=cards.which(found, "ladder"))
    only = replace(request, arguments={"partnership": str(found[0].id)})
    return typed(only, ledger) if request.text else _shown(only, ledger)


def typed(request: Request, ledger: Session) -> Reply:
    """Take a rung as it is typed."""
    minutes, seeks = read_rung(request.text)
    _add(request, ledger, minutes, seeks)
    return replace(_shown(request, ledger), replaces=False)


def rung(request: Request, ledger: Session) -> Reply:
    """Show one rung and what can be done to it."""
    partnership = rhythm.changed_by(ledger, request.somebody, request.number("partnership"))
    minutes, seeks = request.number("minutes"), request.choice("seeks", Seeks)
    there = {(one.minutes_before, one.seeks) for one in rhythm.ladder(ledger, partnership.id or 0)}
    if (minutes, seeks) not in there:
        raise NotFound
    return Reply(card=cards.rung(partnership, minutes, seeks), replaces=True)


def new(request: Request, ledger: Session) -> Reply:
    """Ask when a new rung speaks."""
    partnership = rhythm.changed_by(ledger, request.somebody, request.number("partnership"))
    return Reply(card=cards.new_rung(partnership, request.choice("seeks", Seeks)), replaces=True)


def add(request: Request, ledger: Session) -> Reply:
    """Add a rung."""
    _add(request, ledger, request.number("minutes"), request.choice("seeks", Seeks))
    return _shown(request, ledger)


def move(request: Request, ledger: Session) -> Reply:
    """Let a rung speak at another distance."""
    ladders.move(
        ledger,
        by=request.somebody,
        partnership_id=request.number("partnership"),
        minutes=request.number("minutes"),
        seeks=request.choice("seeks", Seeks),
        to=request.number("to"),
        now=request.at,
    )
    return _shown(request, ledger)


def drop(request: Request, ledger: Session) -> Reply:
    """Take a rung away."""
    ladders.drop(
        ledger,
        by=request.somebody,
        partnership_id=request.number("partnership"),
        minutes=request.number("minutes"),
        seeks=request.choice("seeks", Seeks),
        now=request.at,
    )
    return _shown(request, ledger)


def restore(request: Request, ledger: Session) -> Reply:
    """Bring back the usual ladder."""
    ladders.restore(ledger, by=request.somebody, partnership_id=request.number("partnership"), now=request.at)
    return _shown(request, ledger)


def _add(request: Request, ledger: Session, minutes: int, seeks: Seeks) -> None:
    partnership_id, now = request.number("partnership"), request.at
    ladders.add(ledger, by=request.somebody, partnership_id=partnership_id, minutes=minutes, seeks=seeks, now=now)


def _shown(request: Request, ledger: Session) -> Reply:
    partnership = rhythm.changed_by(ledger, request.somebody, request.number("partnership"))
    dialogues.begin(ledger, request, TOPIC, partnership=partnership.id or 0)
    return Reply(card=cards.ladder(partnership, rhythm.ladder(ledger, partnership.id or 0)), replaces=True)
