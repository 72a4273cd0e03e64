"""A roster out of the corporation's directory: a department is a branch. Asked for by coordinators only."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.cards import branch as branch_cards
from bot.cards import directory as cards
from bot.chat import Department, Directory, Reply, Request
from bot.models.people import Branch
from bot.rules import directory as rules
from bot.rules.directory import DepartmentUnknown, NoDirectory
from bot.rules.names import LONGEST_NAME, tidy
from bot.rules.people import require_coordinator
from bot.rules.roster import RawRow
from bot.services import branches, dialogues
from handlers import roster


def ask(request: Request, ledger: Session) -> Reply:
    """Ask which department the branch is; those called alike are offered first."""
    there = _there(request)
    branch = _branch(request, ledger)
    if branch is None:
        return Reply(card=branch_cards.choose(branches.seen_by(ledger, request.somebody), "directory"))
    found = request.learn(there.departments)
    return _ask(request, ledger, branch, _alike(found, branch.name) or list(found))


def named(request: Request, ledger: Session) -> Reply:
    """Take the words for a department. Raises DepartmentUnknown."""
    there = _there(request)
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    found = _alike(request.learn(there.departments), request.text)
    if not found:
        raise DepartmentUnknown(tidy(request.text)[:LONGEST_NAME])
    return _ask(request, ledger, branch, found)


def department(request: Request, ledger: Session) -> Reply:
    """Show what taking in a department would do."""
    there = _there(request)
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    number = request.number("department")
    people = request.learn(lambda: there.people(number))
    rows = [RawRow(line, one.name, user=one.user) for line, one in enumerate(people, 1)]
    return roster.show(request, ledger, rows, branch.name, has_lines=False)


def _there(request: Request) -> Directory:
    """Return the directory. Raises NotAllowed or NoDirectory."""
    require_coordinator(request.somebody)
    if request.house.directory is None:
        raise NoDirectory
    return request.house.directory


def _branch(request: Request, ledger: Session) -> Branch | None:
    """Return the branch that was tapped, or the only one there is."""
    if "branch" in request.arguments:
        return branches.get(ledger, request.somebody, request.number("branch"))
    known = branches.in_use(ledger)
    return known[0] if len(known) == 1 else None


def _ask(request: Request, ledger: Session, branch: Branch, found: list[Department]) -> Reply:
    dialogues.begin(ledger, request, "directory", branch=branch.id or 0)
    return Reply(card=cards.which(branch.id or 0, branch.name, found))


def _alike(found: Sequence[Department], word: str) -> list[Department]:
    by_number = {one.id: one for one in found}
    return [by_number[number] for number in rules.matching({one.id: one.name for one in found}, word)]
