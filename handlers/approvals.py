"""What a secretary answers about those who wait to join."""

from sqlmodel import Session

from bot.cards import joining as cards
from bot.chat import Line, Reply, Request, Verbatim
from bot.models.people import Member, Standing
from bot.rules.people import NotFound
from bot.services import admission, branches, members, rosters
from bot.services.messages.people import admission_card
from handlers.members import card


def waiting(request: Request, ledger: Session) -> Reply:
    """List those who wait at a branch."""
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    return Reply(card=cards.waiting(branch, rosters.waiting(ledger, branch.id or 0)), replaces=True)


def one(request: Request, ledger: Session) -> Reply:
    """Show the card that asks about somebody. Raises AlreadyDecided."""
    return Reply(card=admission_card(ledger, _waiting(request, ledger)), replaces=True)


def admit(request: Request, ledger: Session) -> Reply:
    """Say yes; the member's card follows, to set the category."""
    member = admission.admit(ledger, by=request.somebody, member_id=request.number("member"), now=request.at)
    return _done(request, ledger, member)


def same_as(request: Request, ledger: Session) -> Reply:
    """Say who of the roster they are."""
    member = admission.same_as(
        ledger,
        by=request.somebody,
        member_id=request.number("member"),
        roster_id=request.number("same"),
        now=request.at,
    )
    return _done(request, ledger, member)


def choose_same(request: Request, ledger: Session) -> Reply:
    """List the roster, to say who they are."""
    member = _waiting(request, ledger)
    roster = admission.nameless(ledger, member)
    return Reply(card=cards.choose_same(member, roster, request.number("page", 0)), replaces=True)


def turn_away(request: Request, ledger: Session) -> Reply:
    """Say no."""
    member = admission.turn_away(ledger, by=request.somebody, member_id=request.number("member"), now=request.at)
    return Reply(Line("said-turned-away", name=Verbatim(member.name)), cards.settled(), replaces=True)


def _done(request: Request, ledger: Session, member: Member) -> Reply:
    said = Line("said-admitted", name=Verbatim(member.name))
    return Reply(said, card(request, ledger, member.id or 0), replaces=True)


def _waiting(request: Request, ledger: Session) -> Member:
    try:
        member = members.get(ledger, request.somebody, request.number("member"))
    except NotFound as gone:
        raise admission.AlreadyDecided from gone
    if member.standing is not Standing.WAITING:
        raise admission.AlreadyDecided
    return member
