"""Groups that the operator's settings bind to a partnership, by its name: nobody can bind them from inside."""

import logging
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from bot.models.people import Group, Partnership
from bot.services import groups, trail

_log = logging.getLogger(__name__)


def bind(ledger: Session, channel: str, wanted: Mapping[str, str], now: datetime) -> frozenset[str]:
    """Let the groups of a channel be as set: the chats of those partnerships, by name, and no others.

    Returns the chats whose partnership is not there; they are bound once there is one of that name. A group whose
    partnership was renamed stays where it is until another has the name, or the setting says otherwise. Does nothing
    where all is as it should be, so it may be asked as often as one likes.
    """
    known = {group.chat: group for group in ledger.exec(select(Group).where(Group.channel == channel))}
    named = {name: one for name in wanted if (one := _named(ledger, name))}
    for gone in (group for chat, group in known.items() if chat not in wanted.values()):
        groups.release(ledger, gone, None, now)
    lost = set()
    for name, chat in wanted.items():
        group, partnership = known.get(chat), named.get(name)
        if partnership is None:
            if group is None or group.closed_at is not None:
                lost.add(chat)
            continue
        if group and group.closed_at is None and group.partnership_id == partnership.id:
            continue
        group = group or Group(channel=channel, chat=chat, partnership_id=partnership.id or 0, bound_at=now)
        group.partnership_id, group.title = partnership.id or 0, partnership.name
        group.bound_at, group.closed_at = now, None
        ledger.add(group)
        ledger.flush()
        trail.note(ledger, by=None, what="group-bound", now=now, partnership=partnership.name, group=group.title)
        _log.info("group %s on %s is bound to partnership %s", group.id, channel, partnership.id)
    return frozenset(lost)


def names(ledger: Session) -> frozenset[str]:
    """Return the names of all open partnerships."""
    return frozenset(ledger.exec(select(Partnership.name).where(col(Partnership.closed_at).is_(None))))


def _named(ledger: Session, name: str) -> Partnership | None:
    """Return the oldest open partnership of a name."""
    return ledger.exec(
        select(Partnership)
        .where(Partnership.name == name.strip(), col(Partnership.closed_at).is_(None))
        .order_by(col(Partnership.id))
    ).first()
