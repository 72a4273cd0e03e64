"""Opening a code: claiming the house, joining a branch, speaking as a member of the roster."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from bot.chat import House, Sender
from bot.models.people import Admits, Branch, Invitation, Member, Role, Standing
from bot.rules.codes import hash_code, new_code
from bot.rules.refusals import Refusal
from bot.services import accounts, guesses, trail

CLAIM_LASTS = timedelta(days=3)


@dataclass(eq=False)
class CodeUnknown(Refusal):
    """No such code, or one that was revoked: the two look the same."""


@dataclass(eq=False)
class CodeExpired(Refusal):
    """The code was good until `expired_at`."""

    expired_at: datetime


@dataclass(eq=False)
class CodeUsedUp(Refusal):
    """The code has opened as often as it may."""


@dataclass(eq=False)
class AlreadyIn(Refusal):
    """They belong to the branch already."""

    branch: str


@dataclass(eq=False)
class AlreadySomebody(Refusal):
    """Whoever opens the link is known already, as somebody else (`name`)."""

    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opened, and for whom: nobody yet where a branch still has to ask for the name."""

    invitation: Invitation
    member: Member | None


def new_claim(ledger: Session, now: datetime) -> str:
    """Make a fresh one-time coordinator code and return it; it is good for three days."""
    code = new_code()
    ledger.add(
        Invitation(
            code_hash=hash_code(code),
            admits=Admits.COORDINATE,
            role=Role.COORDINATOR,
            made_at=now,
            expires_at=now + CLAIM_LASTS,
            most_uses=1,
        )
    )
    return code


def is_claimed(ledger: Session) -> bool:
    """Say whether the house has a coordinator."""
    return ledger.exec(select(Member).where(Member.role == Role.COORDINATOR)).first() is not None


def good_invitation(ledger: Session, code: str, now: datetime) -> Invitation:
    """Return the invitation behind a code. Raises CodeUnknown, CodeExpired or CodeUsedUp."""
    invitation = ledger.exec(select(Invitation).where(Invitation.code_hash == hash_code(code))).first()
    if invitation is None:
        raise CodeUnknown
    return require_good(invitation, now)


def require_good(invitation: Invitation, now: datetime) -> Invitation:
    """Return an invitation that still opens. Raises CodeUnknown, CodeExpired or CodeUsedUp."""
    if invitation.revoked_at:
        raise CodeUnknown
    if invitation.expires_at and invitation.expires_at <= now:
        raise CodeExpired(invitation.expires_at)
    if invitation.most_uses is not None and invitation.uses >= invitation.most_uses:
        raise CodeUsedUp
    return invitation


def open_code(
    ledger: Session, *, code: str, sender: Sender, chat: str, member: Member | None, now: datetime, house: House
) -> Opened:
    """Open a code for `sender`, who may be known as `member`.

    A claim makes a coordinator, a personal link an account. A branch's link is used up only when they have said their
    name (bot/services/admission.py). Raises TooManyGuesses, CodeUnknown (to be counted as a guess by whoever undoes the
    rest), CodeExpired, CodeUsedUp, AlreadySomebody or AlreadyIn.
    """
    guesses.require_patience(ledger, sender, now)
    invitation = good_invitation(ledger, code, now)
    match invitation.admits:
        case Admits.COORDINATE:
            known = member or Member(name=sender.name or "联络员", joined_at=now, language=house.language)
            known.role, known.standing = Role.COORDINATOR, Standing.ACTIVE
            ledger.add(known)
            ledger.flush()
            trail.note(ledger, by=known, what="house-claimed", now=now, member_id=known.id)
        case Admits.MEMBER:
            known = ledger.get_one(Member, invitation.member_id)
            if known.standing is not Standing.ACTIVE:
                raise CodeUnknown
            if member and member.id != known.id and member.standing is Standing.ACTIVE:
                raise AlreadySomebody(member.name)
            if member and member.id != known.id:
                member.standing = Standing.REFUSED  # they waited, and are recognised by the link now
                ledger.add(member)
            trail.note(ledger, by=known, what="member-joined", now=now, branch_id=known.branch_id, member_id=known.id)
        case Admits.BRANCH:
            return Opened(invitation, _known_at(ledger, invitation, member, now))
        case _:
            raise CodeUnknown
    use(ledger, invitation)
    accounts.link(ledger, known, sender, chat, now)
    return Opened(invitation, known)


def use(ledger: Session, invitation: Invitation) -> None:
    """Count one use."""
    invitation.uses += 1
    ledger.add(invitation)


def _known_at(ledger: Session, invitation: Invitation, member: Member | None, now: datetime) -> Member | None:
    """Answer a known member who opens a branch's link; a secretary's link makes them secretary."""
    if member is None or member.standing is not Standing.ACTIVE:
        return None
    if member.branch_id is None and member.role is Role.COORDINATOR:
        member.branch_id = invitation.branch_id
        ledger.add(member)
        return member
    if member.branch_id != invitation.branch_id:
        return member
    if invitation.role is Role.SECRETARY and member.role is Role.MEMBER:
        use(ledger, invitation)
        member.role = Role.SECRETARY
        ledger.add(member)
        trail.note(
            ledger,
            by=member,
            what="member-role",
            now=now,
            branch_id=member.branch_id,
            member_id=member.id,
            old=Role.MEMBER,
            new=Role.SECRETARY,
        )
        return member
    raise AlreadyIn(ledger.get_one(Branch, invitation.branch_id).name)
