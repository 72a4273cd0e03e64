"""One member: seen and changed by those who act for their branch."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.models.deliveries import Lane
from bot.models.events import Dialogue
from bot.models.people import Account, Admits, Branch, Category, Invitation, Member, Role, Standing
from bot.models.web import WebFile, WebMessage, WebSession
from bot.rules.names import check_name
from bot.rules.people import NotAllowed, NotFound, is_coordinator, leads
from bot.rules.refusals import Refusal
from bot.services import branches, headcount, outbox, trail

_SEEN = frozenset({Standing.ACTIVE, Standing.WAITING, Standing.LEFT})


@dataclass(eq=False)
class SameBranch(Refusal):
    """They belong to that branch already."""

    branch: str


def get(ledger: Session, by: Member, member_id: int) -> Member:
    """Return a member that somebody may act for. Raises NotFound."""
    member = ledger.get(Member, member_id)
    if member is None or member.standing not in _SEEN or not leads(by, member.branch_id):
        raise NotFound
    return member


def to_change(ledger: Session, by: Member, member_id: int) -> Member:
    """Return a member that somebody may change: nobody but a coordinator changes a coordinator.

    Raises NotFound or NotAllowed.
    """
    member = get(ledger, by, member_id)
    if member.role is Role.COORDINATOR and not is_coordinator(by):
        raise NotAllowed(Role.COORDINATOR)
    ledger.add(member)
    return member


def add(ledger: Session, *, by: Member, branch_id: int, name: str, category: Category, now: datetime) -> Member:
    """Put somebody on a branch's roster. Raises NotFound, and what `check_name` raises."""
    branches.get(ledger, by, branch_id)
    member = Member(branch_id=branch_id, name=check_name(name), category=category, joined_at=now)
    ledger.add(member)
    ledger.flush()
    trail.note(ledger, by=by, what="member-added", now=now, branch_id=branch_id, member_id=member.id)
    headcount.changed(ledger, branch_id, now)
    return member


def rename(ledger: Session, *, by: Member, member_id: int, name: str, now: datetime) -> Member:
    """Write a name differently. Raises NotFound, NotAllowed, and what `check_name` raises."""
    member = to_change(ledger, by, member_id)
    member.name = check_name(name)
    trail.note(ledger, by=by, what="member-renamed", now=now, branch_id=member.branch_id, member_id=member_id)
    return member


def categorise(ledger: Session, *, by: Member, member_id: int, category: Category, now: datetime) -> Member:
    """Change somebody's category (正式党员, 预备党员 ...). Raises NotFound or NotAllowed."""
    member = to_change(ledger, by, member_id)
    old, member.category = member.category, category
    trail.note(
        ledger,
        by=by,
        what="member-category",
        now=now,
        branch_id=member.branch_id,
        member_id=member_id,
        old=old,
        new=category,
    )
    headcount.came(ledger, member, now)
    return member


def move(ledger: Session, *, by: Member, member_id: int, branch_id: int, now: datetime) -> Member:
    """Let somebody change to another branch; they begin there as a member, and both they and its secretaries are told.

    A coordinator stays one. Raises NotFound, NotAllowed or SameBranch.
    """
    member = to_change(ledger, by, member_id)
    branch = ledger.get(Branch, branch_id)
    if branch is None or branch.closed_at or member.standing is not Standing.ACTIVE:
        raise NotFound
    if member.branch_id == branch_id:
        raise SameBranch(branch.name)
    left, member.branch_id = member.branch_id, branch_id
    if member.role is Role.SECRETARY:
        member.role = Role.MEMBER
    for seen_by in (left, branch_id):
        trail.note(ledger, by=by, what="member-moved", now=now, branch_id=seen_by, member_id=member_id, to=branch.name)
    tell(ledger, "moved-branch", member_id, member_id, now)
    for secretary in branches.secretaries(ledger, branch_id):
        tell(ledger, "came-by-move", secretary.id or 0, member_id, now)
    headcount.changed(ledger, left, now)
    headcount.came(ledger, member, now)
    return member


def cut_off(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Member:
    """Take all accounts from a member: whoever spoke from them is a stranger again. Raises NotFound or NotAllowed.

    Browsers are signed out and their thread is gone: whoever holds the lost device reads nothing there any more. Nor do
    they come back by a link made on it or shown there.
    """
    member = to_change(ledger, by, member_id)
    close_links(ledger, member, now)
    for account in ledger.exec(select(Account).where(col(Account.member_id) == member_id)):
        if account.channel == "web":
            ledger.exec(delete(WebSession).where(col(WebSession.user) == account.user))
            ledger.exec(delete(WebMessage).where(col(WebMessage.chat) == account.user))
            ledger.exec(delete(WebFile).where(col(WebFile.chat) == account.user))
        ledger.delete(account)
    ledger.flush()
    trail.note(ledger, by=by, what="member-cut-off", now=now, branch_id=member.branch_id, member_id=member_id)
    return member


def close_links(ledger: Session, member: Member, now: datetime) -> None:
    """Revoke the links a member was reached by or read their calendar with, and end their dialogues."""
    links = select(Invitation).where(
        Invitation.member_id == member.id, col(Invitation.admits).in_([Admits.MEMBER, Admits.FEED])
    )
    for link in ledger.exec(links):
        link.revoked_at = link.revoked_at or now
        ledger.add(link)
    for account in ledger.exec(select(Account).where(Account.member_id == member.id)):
        ledger.exec(
            delete(Dialogue).where(col(Dialogue.channel) == account.channel, col(Dialogue.user) == account.user)
        )


def tell(ledger: Session, what: str, to: int, about: int, now: datetime) -> None:
    """Plan a short message to a member, about a member."""
    outbox.plan(
        ledger,
        key=f"{what}:{about}:{to}:{now:%Y%m%dT%H%M%S%f}",
        what=what,
        member_id=to,
        now=now,
        lane=Lane.INTERACTIVE,
        member=about,
    )
