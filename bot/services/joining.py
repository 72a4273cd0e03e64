"""Opening a code: claiming the house, joining a branch, speaking as a member of the roster."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from bot.chat import House, Sender
from bot.models.people import Admits, Invitation, Member, Role
from bot.rules.codes import hash_code, new_code
from bot.rules.refusals import Refusal
from bot.services import accounts

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


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opened, and for whom."""

    admits: Admits
    member: Member


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
    if invitation is None or invitation.revoked_at:
        raise CodeUnknown
    if invitation.expires_at and invitation.expires_at <= now:
        raise CodeExpired(invitation.expires_at)
    if invitation.most_uses is not None and invitation.uses >= invitation.most_uses:
        raise CodeUsedUp
    return invitation


def open_code(
    ledger: Session, *, code: str, sender: Sender, chat: str, member: Member | None, now: datetime, house: House
) -> Opened:
    """Use a code once for `sender`. Raises CodeUnknown, CodeExpired or CodeUsedUp."""
    invitation = good_invitation(ledger, code, now)
    invitation.uses += 1
    ledger.add(invitation)
    if member is None:
        member = Member(name=sender.name or "联络员", role=Role.COORDINATOR, joined_at=now, language=house.language)
    member.role = Role.COORDINATOR
    ledger.add(member)
    ledger.flush()
    accounts.link(ledger, member, sender, chat, now)
    return Opened(invitation.admits, member)
