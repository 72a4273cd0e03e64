"""Branches: made, named, described and closed by a coordinator; seen by those who act for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.people import Branch, Level, Member, Partner, Partnership, Role, Standing
from bot.rules import branches as rules
from bot.rules.names import key, tidy
from bot.rules.people import NotFound, leads, require_coordinator
from bot.rules.refusals import Refusal
from bot.services import trail


@dataclass(eq=False)
class BranchNameTaken(Refusal):
    """There is a branch of this name already."""

    name: str


@dataclass(eq=False)
class BranchHasMembers(Refusal):
    """The branch still has so many members."""

    count: int


@dataclass(eq=False)
class BranchInPartnership(Refusal):
    """The branch still takes part in a partnership."""

    partnership: str


def in_use(ledger: Session) -> Sequence[Branch]:
    """Return all branches that are not closed, in the order they were made."""
    return ledger.exec(select(Branch).where(col(Branch.closed_at).is_(None)).order_by(col(Branch.id))).all()


def seen_by(ledger: Session, by: Member) -> Sequence[Branch]:
    """Return the branches somebody may act for: all for a coordinator, their own for a secretary."""
    return [branch for branch in in_use(ledger) if leads(by, branch.id)]


def get(ledger: Session, by: Member, branch_id: int) -> Branch:
    """Return a branch somebody may act for. Raises NotFound."""
    branch = ledger.get(Branch, branch_id)
    if branch is None or branch.closed_at or not leads(by, branch_id):
        raise NotFound
    return branch


def find(ledger: Session, word: str) -> Branch:
    """Return the branch `word` stands for. Raises BranchUnclear, BranchMisspelt or BranchUnknown."""
    known = {branch.name: branch for branch in in_use(ledger)}
    return known[rules.find(word, tuple(known))]


def partnerships(ledger: Session, branch_id: int) -> Sequence[Partnership]:
    """Return the open partnerships a branch takes part in, the oldest first."""
    return ledger.exec(
        select(Partnership)
        .join(Partner, col(Partner.partnership_id) == col(Partnership.id))
        .where(Partner.branch_id == branch_id, col(Partnership.closed_at).is_(None))
        .order_by(col(Partnership.id))
    ).all()


def secretaries(ledger: Session, branch_id: int | None) -> Sequence[Member]:
    """Return the active secretaries of a branch."""
    return ledger.exec(
        select(Member)
        .where(Member.branch_id == branch_id, Member.role == Role.SECRETARY, Member.standing == Standing.ACTIVE)
        .order_by(col(Member.id))
    ).all()


def heads(ledger: Session, branch_id: int) -> int:
    """Return how many active members a branch has."""
    return ledger.exec(
        select(func.count(col(Member.id))).where(Member.branch_id == branch_id, Member.standing == Standing.ACTIVE)
    ).one()


def create(ledger: Session, *, by: Member, name: str, now: datetime) -> Branch:
    """Make a branch. Raises NotAllowed, NameMissing, NameTooLong or BranchNameTaken."""
    require_coordinator(by)
    branch = Branch(name=_free_name(ledger, name), created_at=now)
    ledger.add(branch)
    ledger.flush()
    trail.note(ledger, by=by, what="branch-made", now=now, branch_id=branch.id)
    return branch


def named(ledger: Session, *, by: Member, name: str, now: datetime) -> Branch:
    """Return the branch spelt the same as `name`, or make it. Raises as `create` does."""
    spelt = {key(branch.name): branch for branch in in_use(ledger)}
    return spelt.get(key(name)) or create(ledger, by=by, name=name, now=now)


def rename(ledger: Session, *, by: Member, branch_id: int, name: str, now: datetime) -> Branch:
    """Give a branch another name. Raises NotFound, NotAllowed, NameMissing, NameTooLong or BranchNameTaken."""
    require_coordinator(by)
    branch = get(ledger, by, branch_id)
    old, branch.name = branch.name, _free_name(ledger, name, branch)
    ledger.add(branch)
    trail.note(ledger, by=by, what="branch-renamed", now=now, branch_id=branch_id, old=old, new=branch.name)
    return branch


def describe(
    ledger: Session,
    *,
    by: Member,
    branch_id: int,
    now: datetime,
    organisation: str | None = None,
    level: Level | None = None,
) -> Branch:
    """Set the organisation a branch belongs to (empty text: none), or its level.

    Raises NotFound, NotAllowed or NameTooLong.
    """
    require_coordinator(by)
    branch = get(ledger, by, branch_id)
    if organisation is not None:
        branch.organisation = rules.check_title(organisation, rules.LONGEST_ORGANISATION) if tidy(organisation) else ""
    branch.level = level or branch.level
    ledger.add(branch)
    trail.note(
        ledger,
        by=by,
        what="branch-described",
        now=now,
        branch_id=branch_id,
        organisation=branch.organisation,
        level=branch.level,
    )
    return branch


def close(ledger: Session, *, by: Member, branch_id: int, now: datetime) -> Branch:
    """Close a branch nobody belongs to. Raises NotFound, NotAllowed, BranchHasMembers or BranchInPartnership."""
    require_coordinator(by)
    branch = get(ledger, by, branch_id)
    if count := heads(ledger, branch_id):
        raise BranchHasMembers(count)
    if joined := partnerships(ledger, branch_id):
        raise BranchInPartnership(joined[0].name)
    branch.closed_at = now
    ledger.add(branch)
    trail.note(ledger, by=by, what="branch-closed", now=now, branch_id=branch_id)
    return branch


def settle_in(ledger: Session, *, by: Member, branch_id: int, now: datetime) -> Member:
    """Let a coordinator say which branch they belong to themself. Raises NotFound or NotAllowed."""
    require_coordinator(by)
    branch = get(ledger, by, branch_id)
    by.branch_id = branch_id
    ledger.add(by)
    trail.note(ledger, by=by, what="member-moved", now=now, branch_id=branch_id, member_id=by.id, to=branch.name)
    return by


def _free_name(ledger: Session, name: str, own: Branch | None = None) -> str:
    """Return the name, tidied, unless another branch in use is spelt the same."""
    name = rules.check_title(name)
    for branch in in_use(ledger):
        if key(branch.name) == key(name) and branch is not own:
            raise BranchNameTaken(branch.name)
    return name
