"""Who speaks: the member behind a platform's user, and where a member is reached."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_
from sqlmodel import Session, col, select, update

from bot.chat import Address, Sender
from bot.models.people import Account, Group, Member, Standing
from bot.store import Quick, columns, loaded

_MEMBER = columns(Member)
_BEHIND = Quick(
    select(*_MEMBER)
    .select_from(Account)
    .join(Member, col(Member.id) == col(Account.member_id))
    .where(col(Account.channel) == bindparam("channel"), col(Account.user) == bindparam("user"))
    .where(or_(col(Member.standing) == Standing.ACTIVE, col(Member.standing) == Standing.WAITING))
)
_HEARD = Quick(
    update(Account)
    .where(col(Account.channel) == bindparam("on"), col(Account.user) == bindparam("who"))
    .values(chat=bindparam("chat"), used_at=bindparam("used_at"), closed_at=None)
)


def find(ledger: Session, sender: Sender) -> Member | None:
    """Return the member behind an account; None for a stranger, or one who left or was erased."""
    row = _BEHIND.first(ledger, channel=sender.channel, user=sender.user)
    return loaded(ledger, Member, _BEHIND.read(row)) if row else None


def find_elsewhere(ledger: Session, sender: Sender, chat: str, now: datetime) -> Member | None:
    """Return the member behind the same user on a channel that knows people by the same ids, and let both be theirs.

    `chat` is where they are speaking in private, or empty where others read along: nobody can write to them there
    before they have spoken, so that account stays closed until then.
    """
    for channel in sender.also:
        member = find(ledger, replace(sender, channel=channel))
        if member is not None:
            account = link(ledger, member, sender, chat or sender.user, now)
            account.closed_at = None if chat else now
            return member
    return None


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


def introduce(ledger: Session, member: Member, sender: Sender, now: datetime) -> bool:
    """Let a member be reached where a directory knows them; False where they can be reached there already.

    They have not spoken there: where they have, they are still written to first.
    """
    others = of_member(ledger, member.id or 0)
    if any((one.channel, one.user) == (sender.channel, sender.user) for one in others):
        return False
    account = link(ledger, member, sender, sender.user, now)
    account.used_at = min((one.used_at for one in others), default=now) - timedelta(seconds=bool(others))
    return True


def heard(ledger: Session, sender: Sender, chat: str, now: datetime) -> None:
    """Note that a member spoke in private: they can be reached there (again), and like to be."""
    _HEARD.write(ledger, on=sender.channel, who=sender.user, chat=chat, used_at=now)


def address_of(ledger: Session, member_id: int, known: Collection[str] = ()) -> Address | None:
    """Return where a member is reached: the open account they used last; None when nowhere.

    Accounts on `known` channels come first: on another nothing can be sent as things stand.
    """
    account = _reached(tuple(sorted(known))).first(ledger, member=member_id)
    return Address(*account) if account else None


def nearest(known: Iterable[str]) -> list[ColumnElement[Any]]:
    """Order a member's open accounts: those on known channels first, the one used last before the others."""
    last: list[ColumnElement[Any]] = [col(Account.used_at).desc(), col(Account.id).desc()]
    here = [col(Account.channel) == channel for channel in known]
    return [or_(*here).desc(), *last] if here else last


@lru_cache(16)
def _reached(known: tuple[str, ...]) -> Quick:
    mine = (col(Account.member_id) == bindparam("member"), col(Account.closed_at).is_(None))
    return Quick(select(Account.channel, Account.chat).where(*mine).order_by(*nearest(known)).limit(1))


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
