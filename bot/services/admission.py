"""Coming into a branch by saying one's name: straight in, or after a secretary's yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from bot.chat import Sender
from bot.models.deliveries import Delivery, Lane, State
from bot.models.people import Account, Branch, Invitation, Member, Role, Standing, Trail
from bot.rules.names import check_name, key
from bot.rules.people import NotFound, leads
from bot.rules.reach import Reach
from bot.rules.refusals import Refusal
from bot.services import accounts, branches, headcount, joining, members, outbox, rosters, trail


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """Somebody else has answered the request."""


def match(ledger: Session, invitation: Invitation, name: str) -> Member | None:
    """Return the one member of the roster who is called so and has no account yet; None when there is no such one.

    A secretary on the roster comes in by a secretary's link, their own, or somebody's yes: a branch's link hangs on
    the notice board, and their name is known to all. A coordinator comes in by their own link only.
    """
    found = rosters.called(ledger, invitation.branch_id or 0, name)
    if len(found) != 1 or rosters.reach_of(ledger, found[0]) is not Reach.NOT_YET:
        return None
    return found[0] if found[0].role in {Role.MEMBER, invitation.role} else None


def good(ledger: Session, invitation_id: int, now: datetime) -> Invitation:
    """Return an invitation that was opened a while ago, if it still opens. Raises CodeUnknown/Expired/UsedUp."""
    return joining.require_good(ledger.get_one(Invitation, invitation_id), now)


def come_in(
    ledger: Session, *, invitation: Invitation, member: Member, sender: Sender, chat: str, now: datetime
) -> Member | None:
    """Let `sender` in as a member of the roster, by their branch's link; a secretary's link makes them secretary.

    None when that member has come in otherwise meanwhile, or is not on the roster any more.
    """
    if match(ledger, invitation, member.name) is not member:
        return None
    joining.use(ledger, invitation)
    return _let_in(ledger, member, invitation.role, sender, chat, now)


def appointed(
    ledger: Session, *, invitation: Invitation, name: str, sender: Sender, chat: str, now: datetime
) -> Member:
    """Let in a secretary who is not on the roster: the coordinator's single link vouches for them."""
    joining.use(ledger, invitation)
    member = Member(branch_id=invitation.branch_id, name=check_name(name), joined_at=now)
    ledger.add(member)
    ledger.flush()
    return _let_in(ledger, member, invitation.role, sender, chat, now)


def ask(
    ledger: Session,
    *,
    branch_id: int,
    name: str,
    sender: Sender,
    chat: str,
    now: datetime,
    invitation: Invitation | None = None,
) -> Member:
    """Let `sender` wait for a secretary's yes, and ask the branch's secretaries (or the coordinators) once a day.

    Raises what `check_name` raises.
    """
    member = _asking(ledger, sender) or Member(name="", joined_at=now)
    member.name, member.branch_id, member.standing = check_name(name), branch_id, Standing.WAITING
    member.role, member.joined_at = Role.MEMBER, now
    ledger.add(member)
    ledger.flush()
    accounts.link(ledger, member, sender, chat, now)
    if invitation:
        joining.use(ledger, invitation)
    trail.note(ledger, by=member, what="member-asked", now=now, branch_id=branch_id, member_id=member.id)
    for decider in branches.secretaries(ledger, branch_id) or rosters.coordinators(ledger):
        outbox.plan(
            ledger,
            key=f"approval:{member.id}:{branch_id}:{decider.id}:{now:%Y%m%d}",
            what="approval",
            member_id=decider.id,
            now=now,
            lane=Lane.INTERACTIVE,
            member=member.id,
        )
    return member


def candidates(ledger: Session, waiting: Member) -> Sequence[Member]:
    """Return those of the roster who may be meant: of the same name first, then of a name that holds the other."""
    said = key(waiting.name)
    there = [one.member for one in rosters.of_branch(ledger, waiting.branch_id)]
    return [m for m in there if key(m.name) == said] + [
        m for m in there if key(m.name) != said and (key(m.name) in said or said in key(m.name))
    ]


def nameless(ledger: Session, waiting: Member) -> Sequence[Member]:
    """Return those of the roster who have no account yet: any of them may be the one who waits."""
    listed = rosters.of_branch(ledger, waiting.branch_id)
    return [one.member for one in listed if one.reach is not Reach.JOINED]


def ask_to_move(ledger: Session, *, member: Member, branch_id: int, now: datetime) -> Branch:
    """Ask one's own secretaries (or the coordinators) for leave to change to another branch, once a day.

    Raises NotFound or SameBranch.
    """
    branch = ledger.get(Branch, branch_id)
    if branch is None or branch.closed_at:
        raise NotFound
    if member.branch_id == branch_id:
        raise members.SameBranch(branch.name)
    for decider in branches.secretaries(ledger, member.branch_id) or rosters.coordinators(ledger):
        outbox.plan(
            ledger,
            key=f"transfer:{member.id}:{branch_id}:{decider.id}:{now:%Y%m%d}",
            what="transfer",
            member_id=decider.id,
            now=now,
            lane=Lane.INTERACTIVE,
            member=member.id,
            to=branch_id,
        )
    return branch


def admit(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Member:
    """Say yes to somebody who waits. Raises AlreadyDecided."""
    member = _waiting(ledger, by, member_id)
    member.standing, member.joined_at = Standing.ACTIVE, now
    ledger.add(member)
    trail.note(ledger, by=by, what="member-admitted", now=now, branch_id=member.branch_id, member_id=member_id)
    _decided(ledger, by, member_id, now)
    members.tell(ledger, "admitted", member_id, member_id, now)
    headcount.came(ledger, member, now)
    return member


def same_as(ledger: Session, *, by: Member, member_id: int, roster_id: int, now: datetime) -> Member:
    """Say that somebody who waits is a member of the roster: their account becomes that member's.

    Raises NotFound, NotAllowed or AlreadyDecided.
    """
    waiting = _waiting(ledger, by, member_id)
    member = members.to_change(ledger, by, roster_id)
    if member.branch_id != waiting.branch_id or member.standing is not Standing.ACTIVE:
        raise NotFound
    for table, column in ((Account, Account.member_id), (Delivery, Delivery.member_id), (Trail, Trail.member_id)):
        ledger.exec(update(table).where(col(column) == member_id).values(member_id=roster_id))
    ledger.exec(update(Trail).where(col(Trail.by_id) == member_id).values(by_id=roster_id))
    ledger.delete(waiting)
    ledger.flush()
    ledger.expire_all()
    trail.note(ledger, by=by, what="member-recognised", now=now, branch_id=member.branch_id, member_id=roster_id)
    _decided(ledger, by, member_id, now)
    members.tell(ledger, "admitted", roster_id, roster_id, now)
    headcount.came(ledger, member, now)
    return member


def turn_away(ledger: Session, *, by: Member, member_id: int, now: datetime) -> Member:
    """Say no to somebody who waits, and tell them. Raises AlreadyDecided."""
    member = _waiting(ledger, by, member_id)
    member.standing = Standing.REFUSED
    ledger.add(member)
    trail.note(ledger, by=by, what="member-turned-away", now=now, branch_id=member.branch_id, member_id=member_id)
    _decided(ledger, by, member_id, now)
    members.tell(ledger, "turned-away", member_id, member_id, now)
    return member


def come_back(ledger: Session, *, sender: Sender, chat: str, now: datetime) -> Member:
    """Let somebody who left ask to come back to their branch. Raises NotFound."""
    member = left(ledger, sender)
    if member is None:
        raise NotFound
    return ask(ledger, branch_id=member.branch_id or 0, name=member.name, sender=sender, chat=chat, now=now)


def left(ledger: Session, sender: Sender) -> Member | None:
    """Return who `sender` was before they left a branch that is still in use."""
    member = _formerly(ledger, sender, Standing.LEFT)
    branch = ledger.get(Branch, member.branch_id) if member and member.branch_id else None
    return member if branch and branch.closed_at is None else None


def _asking(ledger: Session, sender: Sender) -> Member | None:
    """Return the row of somebody who asked before, or left: they keep it."""
    return _formerly(ledger, sender, Standing.WAITING, Standing.REFUSED, Standing.LEFT)


def _formerly(ledger: Session, sender: Sender, *standings: Standing) -> Member | None:
    return ledger.exec(
        select(Member)
        .join(Account, col(Account.member_id) == col(Member.id))
        .where(Account.channel == sender.channel, Account.user == sender.user, col(Member.standing).in_(standings))
    ).first()


def _let_in(ledger: Session, member: Member, role: Role, sender: Sender, chat: str, now: datetime) -> Member:
    if role is Role.SECRETARY and member.role is Role.MEMBER:
        member.role = Role.SECRETARY
    ledger.add(member)
    asked = _formerly(ledger, sender, Standing.WAITING)
    if asked and asked is not member:
        asked.standing = Standing.REFUSED  # nobody waits behind that row any more
        ledger.add(asked)
    accounts.link(ledger, member, sender, chat, now)
    trail.note(ledger, by=member, what="member-joined", now=now, branch_id=member.branch_id, member_id=member.id)
    headcount.came(ledger, member, now)
    return member


def _waiting(ledger: Session, by: Member, member_id: int) -> Member:
    member = ledger.get(Member, member_id)
    if member is None or not leads(by, member.branch_id) or member.standing is not Standing.WAITING:
        raise AlreadyDecided  # one and the same: nobody learns who waits at another branch
    return member


def _decided(ledger: Session, by: Member, member_id: int, now: datetime) -> None:
    """Let the cards that asked the other secretaries say that it is settled."""
    ledger.flush()
    for asked in ledger.exec(
        select(Delivery).where(Delivery.what == "approval", col(Delivery.state).in_((State.SENT, State.ATTEMPTING)))
    ):
        if asked.facts.get("member") == member_id and asked.edits_id is None and asked.member_id != by.id:
            outbox.plan(
                ledger,
                key=f"approval-settled:{asked.id}:{now:%Y%m%dT%H%M%S%f}",
                what="approval",
                member_id=asked.member_id,
                edits=asked.id,
                now=now,
                lane=Lane.INTERACTIVE,
                member=member_id,
            )
