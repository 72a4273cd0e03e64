"""Branches: looking at them, making them, changing what they are called and what they are."""

from sqlmodel import Session

from bot.cards import asking
from bot.cards import branch as cards
from bot.chat import Card, Line, Reply, Request
from bot.models.people import Level
from bot.rules.branches import Trait
from bot.rules.founding import read_founding
from bot.rules.people import is_coordinator, require_coordinator, require_lead
from bot.rules.terms import says_none
from bot.services import branches, dialogues, rosters


def several(request: Request, ledger: Session) -> Reply:
    """List the branches; a secretary sees their own at once."""
    require_lead(request.somebody, request.somebody.branch_id)
    number = request.number("page", 0)
    return Reply(card=list_card(request, ledger, number), replaces="page" in request.arguments)


def one(request: Request, ledger: Session) -> Reply:
    """Show a branch."""
    return Reply(card=card(request, ledger, request.number("branch")), replaces=True)


def list_card(request: Request, ledger: Session, number: int = 0) -> Card:
    """Return the list of branches, or the only one somebody may act for."""
    if not is_coordinator(request.somebody):
        return card(request, ledger, request.somebody.branch_id or 0)
    return cards.several(branches.seen_by(ledger, request.somebody), number)


def card(request: Request, ledger: Session, branch_id: int) -> Card:
    """Return a branch's card. Raises NotFound."""
    branch = branches.get(ledger, request.somebody, branch_id)
    facts = cards.Facts(
        branch,
        branches.partnerships(ledger, branch_id),
        branches.secretaries(ledger, branch_id),
        branches.heads(ledger, branch_id),
        rosters.joined(ledger, branch_id),
        len(rosters.waiting(ledger, branch_id)),
    )
    return cards.whole(facts, may_change=is_coordinator(request.somebody))


def new(request: Request, ledger: Session) -> Reply:
    """Make one or several branches, or ask what they are called."""
    require_coordinator(request.somebody)
    if not request.text:
        dialogues.begin(ledger, request, "newbranch")
        return Reply(card=asking.words(Line("branch-ask-new")))
    return named(request, ledger)


def named(request: Request, ledger: Session) -> Reply:
    """Make the branches that were named."""
    require_coordinator(request.somebody)
    names = read_founding(request.text).branches
    made = [branches.create(ledger, by=request.somebody, name=name, now=request.at) for name in names]
    dialogues.end(ledger, request)
    if len(made) == 1:
        return Reply(card=card(request, ledger, made[0].id or 0))
    return Reply(card=list_card(request, ledger))


def ask(request: Request, ledger: Session) -> Reply:
    """Ask for the words of one thing that is typed."""
    require_coordinator(request.somebody)
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    trait = request.choice("trait", Trait)
    dialogues.begin(ledger, request, "branchset", branch=branch.id or 0, trait=trait)
    return Reply(card=asking.words(Line("branch-ask-trait", trait=trait)))


def take(request: Request, ledger: Session) -> Reply:
    """Take the words that were asked for."""
    branch_id = request.number("branch")
    if request.choice("trait", Trait) is Trait.NAME:
        branches.rename(ledger, by=request.somebody, branch_id=branch_id, name=request.text, now=request.at)
    else:
        organisation = "" if says_none(request.text) else request.text
        branches.describe(ledger, by=request.somebody, branch_id=branch_id, now=request.at, organisation=organisation)
    dialogues.end(ledger, request)
    return Reply(card=card(request, ledger, branch_id))


def set_level(request: Request, ledger: Session) -> Reply:
    """Make it a branch or a general branch."""
    branch_id = request.number("branch")
    branches.describe(
        ledger, by=request.somebody, branch_id=branch_id, now=request.at, level=request.choice("level", Level)
    )
    return Reply(Line("said-kept"), card(request, ledger, branch_id), replaces=True)


def end(request: Request, ledger: Session) -> Reply:
    """Close a branch, after one more yes."""
    require_coordinator(request.somebody)
    branch_id = request.number("branch")
    if request.arguments.get("sure") != "yes":
        return Reply(card=cards.sure_to_close(branches.get(ledger, request.somebody, branch_id)), replaces=True)
    branches.close(ledger, by=request.somebody, branch_id=branch_id, now=request.at)
    return Reply(Line("branch-closed"), list_card(request, ledger), replaces=True)
