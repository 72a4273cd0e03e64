"""Binding group chats to a partnership and letting them go, by a coordinator."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from bot.chat import Address
from bot.models.people import Group, Member
from bot.rules.people import NotFound, require_coordinator
from bot.rules.refusals import Refusal
from bot.services import accounts, groups, partnerships, trail


@dataclass(eq=False)
class GroupNotBound(Refusal):
    """The group belongs to no partnership."""


@dataclass(eq=False)
class NoPartnershipYet(Refusal):
    """There is no partnership a group could belong to."""


@dataclass(eq=False)
class AlreadyBound(Refusal):
    """The group belongs to this partnership already."""

    partnership: str


@dataclass(eq=False)
class BoundBySettings(Refusal):
    """The operator's settings bind this group: only they can let it go."""


def bind(ledger: Session, *, by: Member, address: Address, title: str, partnership_id: int, now: datetime) -> Group:
    """Bind the group (or topic) at `address` to a partnership; one bound to another moves over.

    Where the platform does not tell a group's `title` it is called like the partnership. Raises NotAllowed, NotFound
    or AlreadyBound.
    """
    require_coordinator(by)
    partnership = partnerships.get(ledger, by, partnership_id)
    group = ledger.exec(
        select(Group).where(
            Group.channel == address.channel, Group.chat == address.chat, Group.thread == address.thread
        )
    ).first()
    if group and not group.closed_at and group.partnership_id == partnership_id:
        raise AlreadyBound(partnership.name)
    if group is None:
        group = Group(
            partnership_id=partnership_id,
            channel=address.channel,
            chat=address.chat,
            thread=address.thread,
            bound_at=now,
        )
    title = title or partnership.name
    group.partnership_id, group.title, group.bound_at, group.closed_at = partnership_id, title, now, None
    ledger.add(group)
    ledger.flush()
    trail.note(ledger, by=by, what="group-bound", now=now, partnership=partnership.name, group=title)
    return group


def unbind(ledger: Session, *, by: Member, address: Address, now: datetime) -> Group:
    """Let go of the group at `address`. Raises NotAllowed or GroupNotBound."""
    require_coordinator(by)
    group = accounts.group_at(ledger, address)
    if group is None:
        raise GroupNotBound
    return groups.let_go(ledger, group, by, now)


def release(ledger: Session, *, by: Member, group_id: int, now: datetime, configured: Collection[str] = ()) -> Group:
    """Let go of a group from afar. On `configured` channels the settings bind groups.

    Raises NotAllowed, NotFound or BoundBySettings.
    """
    require_coordinator(by)
    group = ledger.get(Group, group_id)
    if group is None or group.closed_at:
        raise NotFound
    if group.channel in configured:
        raise BoundBySettings
    return groups.let_go(ledger, group, by, now)


def add_web_group(ledger: Session, *, by: Member, partnership_id: int, now: datetime) -> Group:
    """Let a coordinator give a partnership a group page, called as it is. Raises NotAllowed or NotFound."""
    require_coordinator(by)
    partnership = partnerships.get(ledger, by, partnership_id)
    group = groups.open_web_group(ledger, partnership_id, partnership.name, now)
    trail.note(ledger, by=by, what="group-bound", now=now, partnership=partnership.name, group=group.title)
    return group
