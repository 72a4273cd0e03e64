"""Partnerships: looking at them, and changing what was agreed."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from bot.cards import asking
from bot.cards import partnership as cards
from bot.chat import BadRequest, Card, Line, Reply, Request
from bot.models.people import Partnership
from bot.rules.founding import Term, ZoneUnknown
from bot.rules.people import is_coordinator, require_coordinator, require_lead
from bot.rules.terms import read_term
from bot.services import dialogues, partnerships


def several(request: Request, ledger: Session) -> Reply:
    """List the partnerships somebody may look at; a single one is shown at once. Raises NotAllowed for members."""
    require_lead(request.somebody, request.somebody.branch_id)
    return Reply(card=list_card(request, ledger))


def one(request: Request, ledger: Session) -> Reply:
    """Show a partnership."""
    return Reply(card=card(request, ledger, request.number("partnership")), replaces=True)


def list_card(request: Request, ledger: Session) -> Card:
    """Return the list, or the only partnership there is."""
    found = partnerships.seen_by(ledger, request.somebody)
    if len(found) == 1:
        return card(request, ledger, found[0].id or 0)
    return cards.several(found, may_found=is_coordinator(request.somebody))


def card(request: Request, ledger: Session, partnership_id: int) -> Card:
    """Return a partnership's card. Raises NotFound."""
    facts = facts_of(ledger, partnerships.get(ledger, request.somebody, partnership_id))
    return cards.whole(facts, may_change=is_coordinator(request.somebody))


def facts_of(ledger: Session, partnership: Partnership) -> cards.Facts:
    """Gather what a partnership's cards show."""
    return cards.Facts(
        partnership,
        partnerships.members_of(ledger, partnership),
        partnerships.groups_of(ledger, partnership.id or 0),
    )


def ask(request: Request, ledger: Session) -> Reply:
    """Ask for the words of one thing that is typed."""
    require_coordinator(request.somebody)
    partnership = partnerships.get(ledger, request.somebody, request.number("partnership"))
    term = request.choice("term", Term)
    dialogues.begin(ledger, request, "pairset", partnership=partnership.id or 0, term=term)
    zones = cards.zone_buttons(partnership) if term is Term.ZONE else ()
    return Reply(card=asking.words(Line("partnership-ask-term", term=term), *zones))


def take(request: Request, ledger: Session) -> Reply:
    """Take the words that were asked for."""
    by, partnership_id, now = request.somebody, request.number("partnership"), request.at
    partnership = partnerships.get(ledger, by, partnership_id)
    match request.choice("term", Term):
        case Term.NAME:
            partnerships.rename(ledger, by=by, partnership_id=partnership_id, name=request.text, now=now)
        case Term.ZONE:
            zone = _zone(request.text.strip())
            partnerships.set_zone(ledger, by=by, partnership_id=partnership_id, zone=zone, now=now)
        case term:
            day = read_term(request.text, now=now, zone=ZoneInfo(partnership.zone))
            partnerships.set_term(
                ledger,
                by=by,
                partnership_id=partnership_id,
                now=now,
                agreed_on=day if term is Term.AGREED else partnership.agreed_on,
                ends_on=day if term is Term.ENDS else partnership.ends_on,
            )
    dialogues.end(ledger, request)
    return Reply(card=card(request, ledger, partnership_id))


def pick_zone(request: Request, ledger: Session) -> Reply:
    """Set a zone that was tapped."""
    dialogues.end(ledger, request)
    zone = _zone(request.arguments.get("zone", ""))
    partnership_id = request.number("partnership")
    partnerships.set_zone(ledger, by=request.somebody, partnership_id=partnership_id, zone=zone, now=request.at)
    return _changed(request, ledger, partnership_id)


def leads(request: Request, ledger: Session) -> Reply:
    """Ask which branch leads."""
    require_coordinator(request.somebody)
    partnership = partnerships.get(ledger, request.somebody, request.number("partnership"))
    return Reply(card=cards.choose_lead(facts_of(ledger, partnership)), replaces=True)


def set_lead(request: Request, ledger: Session) -> Reply:
    """Let a branch lead."""
    partnership_id, branch_id = request.number("partnership"), request.number("branch")
    partnerships.set_lead(
        ledger, by=request.somebody, partnership_id=partnership_id, branch_id=branch_id, now=request.at
    )
    return _changed(request, ledger, partnership_id)


def languages(request: Request, ledger: Session) -> Reply:
    """Ask for the language of its groups."""
    require_coordinator(request.somebody)
    partnership = partnerships.get(ledger, request.somebody, request.number("partnership"))
    return Reply(card=cards.choose_language(partnership), replaces=True)


def set_language(request: Request, ledger: Session) -> Reply:
    """Set the language of its groups."""
    partnership_id, language = request.number("partnership"), request.arguments.get("language", "")
    if language not in {"zh", "en"}:
        raise BadRequest(f"no language {language!r}")
    partnerships.set_language(
        ledger, by=request.somebody, partnership_id=partnership_id, language=language, now=request.at
    )
    return _changed(request, ledger, partnership_id)


def end(request: Request, ledger: Session) -> Reply:
    """Dissolve a partnership, after one more yes."""
    require_coordinator(request.somebody)
    partnership_id = request.number("partnership")
    if request.arguments.get("sure") != "yes":
        partnership = partnerships.get(ledger, request.somebody, partnership_id)
        return Reply(card=cards.sure_to_dissolve(partnership), replaces=True)
    partnerships.dissolve(ledger, by=request.somebody, partnership_id=partnership_id, now=request.at)
    left = cards.several(partnerships.seen_by(ledger, request.somebody), may_found=True)
    return Reply(Line("partnership-dissolved"), left, replaces=True)


def _changed(request: Request, ledger: Session, partnership_id: int) -> Reply:
    return Reply(Line("said-kept"), card(request, ledger, partnership_id), replaces=True)


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneUnknown(text[:40]) from error
