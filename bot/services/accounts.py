"""Who speaks: the member behind a platform's user, and where a member is reached."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.chat import Address, Sender
from bot.models.people import Account, Group, Member, Standing


def find(ledger: Session, sender: Sender) -> tuple[Account, Member] | None:
    """Return the account and its member; None for a stranger, or one who left or was erased."""
    found = ledger.exec(
        select(Account, Member)
        .join(Member, col(Member.id) == col(Account.member_id))
        .where(Account.channel == sender.channel, Account.user == sender.user)
        .where(col(Member.standing).in_([Standing.ACTIVE, Standing.WAITING]))
    ).first()
    return (found[0], found[1]) if found else None


def link(ledger: Session, member: Member, sender: Sender, chat: str, now: datetime) -> Account:
    """Let `sender` speak as `member`, reached in private at `chat`; an account of somebody who left moves over."""
    account = ledger.exec(select(Account).where(Account.channel == sender.channel, Account.user == sender.user)).first()
    if account is None:
        account = Account(
            member_id=member.id or 0, channel=sender.channel, user=sender.user, chat=chat, opened_at=now, used_at=now
        )
    account.member_id, account.chat, account.used_at, account.closed_at = member.id or 0, chat, now, None
    ledger.add(account)
    ledger.flush()
    return account


def heard(ledger: Session, account: Account, chat: str, now: datetime) -> None:
    """Note that a member spoke in private: they can be reached there (again), and like to be."""
    account.chat, account.used_at, account.closed_at = chat, now, None
    ledger.add(account)


def address_of(ledger: Session, member_id: int) -> Address | None:
    """Return where a member is reached: the open account they used last; None when nowhere."""
    account = ledger.exec(
        select(Account)
        .where(Account.member_id == member_id, col(Account.closed_at).is_(None))
        .order_by(col(Account.used_at).desc(), col(Account.id).desc())
    ).first()
    return Address(account.channel, account.chat) if account else None


def of_member(ledger: Session, member_id: int) -> Sequence[Account]:
    """Return a member's open accounts, the oldest first."""
    return ledger.exec(
        select(Account)
        .where(Account.member_id == member_id, col(Account.closed_at).is_(None))
        .order_by(col(Account.id))
    ).all()


def close(ledger: Session, channel: str, chat: str, now: datetime) -> None:
    """Note that a private chat cannot be reached any more."""
    for account in ledger.exec(select(Account).where(Account.channel == channel, Account.chat == chat)):
        account.closed_at = account.closed_at or now
        ledger.add(account)


def reopen(ledger: Session, channel: str, chat: str) -> None:
    """Note that a private chat can be reached again."""
    for account in ledger.exec(select(Account).where(Account.channel == channel, Account.chat == chat)):
        account.closed_at = None
        ledger.add(account)


def group_at(ledger: Session, address: Address) -> Group | None:
    """Return the bound group at an address."""
    return ledger.exec(
        select(Group).where(
            Group.channel == address.channel,
            Group.chat == address.chat,
            Group.thread == address.thread,
            col(Group.closed_at).is_(None),
        )
    ).first()
