"""In whose language and zone something is said."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.chat import House, Reader
from bot.models.people import Group, Member, Partner, Partnership


def partnership_of(ledger: Session, branch_id: int | None) -> Partnership | None:
    """Return the branch's oldest open partnership, whose rhythm and language are assumed for it."""
    return ledger.exec(
        select(Partnership)
        .join(Partner, col(Partner.partnership_id) == col(Partnership.id))
        .where(Partner.branch_id == branch_id, col(Partnership.closed_at).is_(None))
        .order_by(col(Partnership.id))
    ).first()


def of_member(ledger: Session, member: Member, house: House, now: datetime) -> Reader:
    """Return how a member reads: their own language, their partnership's zone."""
    partnership = partnership_of(ledger, member.branch_id)
    zone = ZoneInfo(partnership.zone) if partnership else house.zone
    return Reader(member.language or (partnership.language if partnership else house.language), zone, now)


def quiet_of(ledger: Session, member: Member, house: House) -> tuple[time, time]:
    """Return from when to when a member is left in peace, local to their zone; the same two times mean never."""
    if member.quiet_from is not None and member.quiet_to is not None:
        return member.quiet_from, member.quiet_to
    rhythm = partnership_of(ledger, member.branch_id) or house
    return rhythm.quiet_from, rhythm.quiet_to


def of_group(ledger: Session, group: Group, house: House, now: datetime) -> Reader:
    """Return how a group reads: its partnership's language and zone."""
    partnership = ledger.get(Partnership, group.partnership_id)
    if partnership is None:
        return of_stranger("", house, now)
    return Reader(partnership.language, ZoneInfo(partnership.zone), now)


def of_stranger(language: str, house: House, now: datetime) -> Reader:
    """Return how somebody unknown reads: English where their chat says so, else the house's language."""
    return Reader("en" if language.lower().startswith("en") else house.language, house.zone, now)
