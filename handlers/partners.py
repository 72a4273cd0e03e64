"""Who takes part in a partnership."""

from sqlmodel import Session

from bot.cards import partnership as cards
from bot.chat import Card, Reply, Request
from bot.models.people import Partnership
from bot.rules.people import require_coordinator
from bot.services import branches, dialogues, partnerships
from handlers.partnerships import facts_of


def change_branches(request: Request, ledger: Session) -> Reply:
    """Show who takes part; the next words name a branch to let in."""
    require_coordinator(request.somebody)
    partnership = partnerships.get(ledger, request.somebody, request.number("partnership"))
    dialogues.begin(ledger, request, "pairbranches", partnership=partnership.id or 0)
    return Reply(card=_branches_card(ledger, partnership), replaces=bool(request.verb))


def name_branch(request: Request, ledger: Session) -> Reply:
    """Let in a branch whose name was typed."""
    partnership = partnerships.add_branch(
        ledger,
        by=request.somebody,
        partnership_id=request.number("partnership"),
        name=request.text,
        now=request.at,
    )
    return Reply(card=_branches_card(ledger, partnership))


def let_in(request: Request, ledger: Session) -> Reply:
    """Let in a branch that was tapped."""
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    partnership = partnerships.add_branch(
        ledger,
        by=request.somebody,
        partnership_id=request.number("partnership"),
        name=branch.name,
        now=request.at,
    )
    return Reply(card=_branches_card(ledger, partnership), replaces=True)


def take_out(request: Request, ledger: Session) -> Reply:
    """Take a branch out."""
    partnership = partnerships.remove_branch(
        ledger,
        by=request.somebody,
        partnership_id=request.number("partnership"),
        branch_id=request.number("branch"),
        now=request.at,
    )
    return Reply(card=_branches_card(ledger, partnership), replaces=True)


def _branches_card(ledger: Session, partnership: Partnership) -> Card:
    facts = facts_of(ledger, partnership)
    there = {branch.id for branch in facts.branches}
    others = [branch for branch in branches.in_use(ledger) if branch.id not in there]
    return cards.change_branches(facts, others)
