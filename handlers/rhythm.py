"""A partnership's digest hour, quiet hours and cap, changed by its coordinator."""

from dataclasses import replace
from datetime import time

from sqlmodel import Session

from bot.cards import rhythm as cards
from bot.chat import BadRequest, Reply, Request
from bot.rules.people import require_coordinator
from bot.rules.rhythm import DigestAt, Quiet, read_rhythm
from bot.services import dialogues, digests, partnerships, rhythm

TOPIC = "rhythm"


def settings(request: Request, ledger: Session) -> Reply:
    """Show the settings and wait for words that change them."""
    require_coordinator(request.somebody)
    if "partnership" not in request.arguments:
        return _chosen(request, ledger)
    return _shown(request, ledger, request.number("partnership"))


def day(request: Request, ledger: Session) -> Reply:
    """Set the digest's weekday."""
    weekday = request.number("day")
    if weekday > 6:
        raise BadRequest(f"no weekday: {weekday}")
    partnership_id = request.number("partnership")
    rhythm.set_digest(ledger, by=request.somebody, partnership_id=partnership_id, weekday=weekday, now=request.at)
    return _shown(request, ledger, partnership_id)


def hour(request: Request, ledger: Session) -> Reply:
    """Set the digest's hour."""
    try:
        at = time.fromisoformat(request.arguments.get("hour", ""))
    except ValueError as error:
        raise BadRequest(str(error)) from error
    partnership_id = request.number("partnership")
    rhythm.set_digest(ledger, by=request.somebody, partnership_id=partnership_id, at=at, now=request.at)
    return _shown(request, ledger, partnership_id)


def cap(request: Request, ledger: Session) -> Reply:
    """Set the daily cap."""
    partnership_id, most = request.number("partnership"), request.number("most")
    rhythm.set_cap(ledger, by=request.somebody, partnership_id=partnership_id, most=most, now=request.at)
    return _shown(request, ledger, partnership_id)


def typed(request: Request, ledger: Session) -> Reply:
    """Take a digest's day and hour, quiet hours or a cap as they are typed."""
    by, partnership_id, now = request.somebody, request.number("partnership"), request.at
    match read_rhythm(request.text):
        case DigestAt(weekday, at):
            rhythm.set_digest(ledger, by=by, partnership_id=partnership_id, weekday=weekday, at=at, now=now)
        case Quiet(start, end):
            rhythm.set_quiet(ledger, by=by, partnership_id=partnership_id, start=start, end=end, now=now)
        case agreed:
            rhythm.set_cap(ledger, by=by, partnership_id=partnership_id, most=agreed.most, now=now)
    return _shown(request, ledger, partnership_id, words=True)


def _chosen(request: Request, ledger: Session) -> Reply:
    """Settle which partnership is meant; with words behind the command they are taken at once."""
    found = partnerships.seen_by(ledger, request.somebody)
    if len(found) != 1:
        return Reply(card=cards.which(found, "digestset"))
    only = found[0].id or 0
    if not request.text:
        return _shown(request, ledger, only)
    return typed(replace(request, arguments={"partnership": str(only)}), ledger)


def _shown(request: Request, ledger: Session, partnership_id: int, *, words: bool = False) -> Reply:
    partnership = rhythm.changed_by(ledger, request.somebody, partnership_id)
    dialogues.begin(ledger, request, TOPIC, partnership=partnership_id)
    card = cards.settings(
        partnership,
        following=digests.following(ledger, partnership, request.at),
        last=digests.last_closed(ledger, partnership),
    )
    return Reply(card=card, replaces=not words)
