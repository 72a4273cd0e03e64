"""What the web pages may know of who looks at them."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.chat import Door, House, Sender, Visitor
from bot.models.people import Account, Admits, Branch, Member, Standing
from bot.rules.refusals import Refusal
from bot.services import accounts, groups, guesses, joining, readers


def know(ledger: Session, sender: Sender, house: House, now: datetime) -> Visitor | None:
    """Return who a web user is; None for one who has left or was erased: their pages are closed."""
    member = accounts.find(ledger, sender)
    if member:
        pages = groups.readable_by(ledger, member) if member.standing is Standing.ACTIVE else ()
        return Visitor(member, readers.of_member(ledger, member, house, now), tuple(pages))
    gone = ledger.exec(
        select(Member.id)
        .join(Account, col(Account.member_id) == col(Member.id))
        .where(Account.channel == sender.channel, Account.user == sender.user)
        .where(col(Member.standing).in_([Standing.LEFT, Standing.ERASED]))
    ).first()
    return None if gone else Visitor(None, readers.of_stranger(sender.language, house, now))


def behind(ledger: Session, code: str, address: str, now: datetime) -> Door:
    """Look through a start code without using it, from an address (empty: not known). Raises TooManyGuesses."""
    guesses.require_patience(ledger, address, now)
    try:
        invitation = joining.good_invitation(ledger, code, now)
    except joining.CodeUnknown:
        guesses.note(ledger, address, code, now)
        return Door()
    except Refusal:
        return Door()
    if invitation.admits is Admits.BRANCH and invitation.branch_id is not None:
        return Door(branch=ledger.get_one(Branch, invitation.branch_id).name)
    if invitation.admits is Admits.MEMBER and invitation.member_id is not None:
        known = ledger.exec(
            select(Account)
            .where(Account.member_id == invitation.member_id, Account.channel == "web")
            .order_by(col(Account.used_at).desc(), col(Account.id).desc())
        ).first()
        return Door(member_id=invitation.member_id, user=known.user if known else "")
    return Door()


def choose_language(ledger: Session, sender: Sender, language: str) -> None:
    """Let a member be spoken to in `language` from now on; nothing is kept for strangers."""
    member = accounts.find(ledger, sender)
    if member:
        member.language = language
        ledger.add(member)
