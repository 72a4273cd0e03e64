"""When somebody may be written to unasked, by the rows that say so."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.models.people import Member, Partnership
from bot.rules.quiet import allowed_for, next_allowed
from bot.services import readers


def for_member(ledger: Session, member: Member, now: datetime) -> datetime:
    """Return when a member may be written to, from `now` on; at once where no partnership has agreed on quiet hours."""
    partnership = readers.partnership_of(ledger, member.branch_id)
    return allowed_for(member, partnership, now) if partnership else now


def for_group(ledger: Session, partnership_id: int, now: datetime) -> datetime:
    """Return when a partnership's groups may be written to, from `now` on."""
    partnership = ledger.get_one(Partnership, partnership_id)
    return next_allowed(now, partnership.quiet_from, partnership.quiet_to, ZoneInfo(partnership.zone))
