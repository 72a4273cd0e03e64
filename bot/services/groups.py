"""Group chats bound to a partnership."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.people import Group, Member, Partner
from bot.rules.people import is_coordinator
from bot.services import boards, outbox, rosters, trail


def at(ledger: Session, channel: str, chat: str) -> list[Group]:
    """Return the open groups in a chat: one, or one for each bound topic."""
    return list(
        ledger.exec(select(Group).where(Group.channel == channel, Group.chat == chat, col(Group.closed_at).is_(None)))
    )


def move(ledger: Session, channel: str, old: str, new: str, now: datetime) -> None:
    """Follow a group to its new chat id (a Telegram group that became a supergroup). Told twice, it is done once.

    Where the new place was bound by itself meanwhile the old row is let go: nothing can be written there any more.
    """
    there = {group.thread: group for group in _placed(ledger, channel, new)}
    for group in _placed(ledger, channel, old):
        taken = there.get(group.thread)
        if taken is None:
            group.chat = new
            ledger.add(group)
            ledger.flush()
            boards.follow(ledger, group.id or 0, now)
        elif taken.closed_at is None:
            release(ledger, group, None, now)
        else:
            let_go(ledger, group, None, now)


def _placed(ledger: Session, channel: str, chat: str) -> Sequence[Group]:
    return ledger.exec(select(Group).where(Group.channel == channel, Group.chat == chat)).all()


def rename(ledger: Session, channel: str, chat: str, title: str) -> None:
    """Note a chat's new title."""
    for group in at(ledger, channel, chat):
        group.title = title
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


def close(ledger: Session, channel: str, chat: str, now: datetime) -> None:
    """Note that the bot was taken out of a group chat: all its topics are let go. None bound is no fault."""
    for group in at(ledger, channel, chat):
        let_go(ledger, group, None, now)


def let_go(ledger: Session, group: Group, by: Member | None, now: datetime) -> Group:
    """Close a group; nothing is posted there any more.

    `by` None is the house, which was put out or finds nobody there: the coordinators are then told, once.
    """
    if release(ledger, group, by, now) and by is None:
        for coordinator in rosters.coordinators(ledger):
            key = f"group-lost:{group.id}:{now:%Y%m%d%H%M%S}:{coordinator.id}"
            outbox.plan(ledger, key=key, what="group-lost", member_id=coordinator.id, group=group.id, now=now)
    return group


def release(ledger: Session, group: Group, by: Member | None, now: datetime) -> bool:
    """Close a group and tell nobody; False where it was closed."""
    if group.closed_at is not None:
        return False
    group.closed_at = now
    ledger.add(group)
    trail.note(ledger, by=by, what="group-released", now=now, group=group.title)
    return True
