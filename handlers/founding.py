"""Founding a partnership: in one line, or name first and then the branches by tapping and typing."""

from sqlmodel import Session

from bot.cards import founding as cards
from bot.chat import Line, Reply, Request
from bot.models.people import PartnershipKind
from bot.rules.branches import check_title
from bot.rules.founding import read_founding
from bot.rules.people import CardTooOld, require_coordinator
from bot.services import branches, dialogues, partnerships
from handlers import partnerships as shown

BETWEEN = "\n"
"""Between the branch names a dialogue has gathered."""


def pair(request: Request, ledger: Session) -> Reply:
    """Found a pair."""
    return _begin(request, ledger, PartnershipKind.PAIR)


def cooperative(request: Request, ledger: Session) -> Reply:
    """Found a cooperative."""
    return _begin(request, ledger, PartnershipKind.COOPERATIVE)


def name(request: Request, ledger: Session) -> Reply:
    """Take the words said after the question for a name: a name alone, or the whole line."""
    kind = request.choice("kind", PartnershipKind)
    whole = any(sign in request.text for sign in ":：,，、;；")
    return _take(request, ledger, kind) if whole else _choose(request, ledger, kind, check_title(request.text), [])


def more_branches(request: Request, ledger: Session) -> Reply:
    """Take branch names typed while branches are being chosen."""
    typed = [check_title(one) for one in read_founding(request.text).branches]
    gathered = request.arguments.get("names", "").split(BETWEEN)
    return _choose(
        request,
        ledger,
        request.choice("kind", PartnershipKind),
        request.arguments.get("name", ""),
        [one for one in dict.fromkeys([*gathered, *typed]) if one],
    )


def pick(request: Request, ledger: Session) -> Reply:
    """Choose a branch, or let it go again."""
    facts = _gathered(request, ledger)
    name = branches.get(ledger, request.somebody, request.number("branch")).name
    names = [one for one in facts["names"].split(BETWEEN) if one]
    names = [one for one in names if one != name] if name in names else [*names, name]
    return _choose(request, ledger, PartnershipKind(facts["kind"]), facts["name"], names)


def done(request: Request, ledger: Session) -> Reply:
    """Found what was gathered."""
    facts = _gathered(request, ledger)
    dialogues.end(ledger, request)
    return _found(
        request,
        ledger,
        PartnershipKind(facts["kind"]),
        facts["name"],
        [one for one in facts["names"].split(BETWEEN) if one],
    )


def own_branch(request: Request, ledger: Session) -> Reply:
    """Let the coordinator say where they belong."""
    branch_id = request.number("branch")
    branches.settle_in(ledger, by=request.somebody, branch_id=branch_id, now=request.at)
    return Reply(Line("founding-own-branch-kept"), shown.list_card(request, ledger), replaces=True)


def _begin(request: Request, ledger: Session, kind: PartnershipKind) -> Reply:
    require_coordinator(request.somebody)
    if request.text:
        return _take(request, ledger, kind)
    dialogues.begin(ledger, request, "newpair", kind=kind)
    return Reply(card=cards.ask_name(kind))


def _take(request: Request, ledger: Session, kind: PartnershipKind) -> Reply:
    given = read_founding(request.text)
    if given.name or len(given.branches) > 1:
        dialogues.end(ledger, request)
        return _found(request, ledger, kind, given.name, list(given.branches))
    return _choose(request, ledger, kind, check_title(request.text), [])


def _choose(request: Request, ledger: Session, kind: PartnershipKind, name: str, names: list[str]) -> Reply:
    require_coordinator(request.somebody)
    dialogues.begin(ledger, request, "newbranches", kind=kind, name=name, names=BETWEEN.join(names))
    card = cards.ask_branches(kind, name, names, branches.in_use(ledger))
    return Reply(card=card, replaces=bool(request.verb and request.message))


def _found(request: Request, ledger: Session, kind: PartnershipKind, name: str, names: list[str]) -> Reply:
    made = partnerships.found(
        ledger, by=request.somebody, kind=kind, name=name, branch_names=names, now=request.at, house=request.house
    )
    if request.somebody.branch_id is None:
        return Reply(card=cards.ask_own_branch(partnerships.members_of(ledger, made)))
    return Reply(Line("founding-done"), shown.card(request, ledger, made.id or 0))


def _gathered(request: Request, ledger: Session) -> dict[str, str]:
    """Return what the open dialogue has gathered. Raises CardTooOld where it is over."""
    found = dialogues.current(ledger, request)
    if found is None or found.topic != "newbranches":
        raise CardTooOld
    return {fact: str(value) for fact, value in found.facts.items()}
