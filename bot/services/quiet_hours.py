"""When somebody may be written to unasked, by the rows that say so."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.models.deliveries import Delivery
from bot.models.people import Group, Member, Partnership
from bot.rules.quiet import Person, allowed_for, next_allowed
from bot.services import readers


def for_member(ledger: Session, member: Person, now: datetime) -> datetime:
    """Return when a member may be written to, from `now` on; at once where no partnership has agreed on quiet hours."""
    partnership = readers.partnership_of(ledger, member.branch_id)
    return allowed_for(member, partnership, now) if partnership else now


def for_members(ledger: Session, members: Iterable[Person], now: datetime) -> dict[int, datetime]:
    """Return when each of many members may be written to, by their ids: each branch is looked at once."""
    known: dict[tuple[int | None, time | None, time | None], datetime] = {}
    due: dict[int, datetime] = {}
    for member in members:
        hours = member.branch_id, member.quiet_from, member.quiet_to
        if hours not in known:
            known[hours] = for_member(ledger, member, now)
        due[member.id or 0] = known[hours]
    return due


def for_group(ledger: Session, partnership_id: int, now: datetime) -> datetime:
    """Return when a partnership's groups may be written to, from `now` on."""
    partnership = ledger.get_one(Partnership, partnership_id)
    return next_allowed(now, partnership.quiet_from, partnership.quiet_to, ZoneInfo(partnership.zone))


def for_delivery(ledger: Session, delivery: Delivery, now: datetime) -> datetime:
    """Return when that may be written to whom a delivery goes, from `now` on."""
    if delivery.group_id is not None:
        return for_group(ledger, ledger.get_one(Group, delivery.group_id).partnership_id, now)
    return for_member(ledger, ledger.get_one(Member, delivery.member_id), now)
