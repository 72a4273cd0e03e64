"""Group chats bound to a partnership."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.people import Group, Member, Partner
from bot.rules.people import is_coordinator


def move(ledger: Session, channel: str, old: str, new: str) -> None:
    """Follow a group to its new chat id (a Telegram group that became a supergroup)."""
    for group in ledger.exec(select(Group).where(Group.channel == channel, Group.chat == old)):
        group.chat = new
        ledger.add(group)


def open_web_group(ledger: Session, partnership_id: int, title: str, now: datetime) -> Group:
    """Give a partnership a group page on the web chat; it is found at `/g/<chat>` by those who may read it."""
    group = Group(
        partnership_id=partnership_id, channel="web", chat=f"g{secrets.token_urlsafe(12)}", title=title, bound_at=now
    )
    ledger.add(group)
    ledger.flush()
    return group


def readable_by(ledger: Session, member: Member) -> Sequence[Group]:
    """Return the open group pages a member may read: their branch's partnerships', a coordinator all, oldest first."""
    pages = select(Group).where(Group.channel == "web", col(Group.closed_at).is_(None)).order_by(col(Group.id))
    if not is_coordinator(member):
        pages = pages.join(Partner, col(Partner.partnership_id) == col(Group.partnership_id)).where(
            Partner.branch_id == member.branch_id
        )
    return ledger.exec(pages).all()
