"""In whose language and zone something is said."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from bot.chat import Address, House, Reader
from bot.models.people import Group, Member, Partner, Partnership
from bot.store import Quick


def partnership_of(ledger: Session, branch_id: int | None) -> Partnership | None:
    """Return the branch's oldest open partnership, whose rhythm and language are assumed for it."""
    return ledger.exec(
        select(Partnership)
        .join(Partner, col(Partner.partnership_id) == col(Partnership.id))
        .where(Partner.branch_id == branch_id, col(Partnership.closed_at).is_(None))
        .order_by(col(Partnership.id))
    ).first()


_RHYTHM = (col(Partnership.language), col(Partnership.zone))
_OF_BRANCH = Quick(
    select(*_RHYTHM)
    .select_from(Partnership)
    .join(Partner, col(Partner.partnership_id) == col(Partnership.id))
    .where(col(Partner.branch_id) == bindparam("branch"), col(Partnership.closed_at).is_(None))
    .order_by(col(Partnership.id))
)
_AT_GROUP = Quick(
    select(*_RHYTHM)
    .select_from(Group)
    .join(Partnership, col(Partnership.id) == col(Group.partnership_id))
    .where(
        col(Group.channel) == bindparam("channel"),
        col(Group.chat) == bindparam("chat"),
        col(Group.thread) == bindparam("thread"),
        col(Group.closed_at).is_(None),
    )
)


def of_member(ledger: Session, member: Member, house: House, now: datetime) -> Reader:
    """Return how a member reads: their own language, their partnership's zone."""
    language, zone = _OF_BRANCH.first(ledger, branch=member.branch_id) or (house.language, None)
    return Reader(member.language or language, ZoneInfo(zone) if zone else house.zone, now)


def at_group(ledger: Session, address: Address, house: House, now: datetime) -> Reader | None:
    """Return how the bound group at an address reads; None where none is bound."""
    row = _AT_GROUP.first(ledger, channel=address.channel, chat=address.chat, thread=address.thread)
    return Reader(row[0], ZoneInfo(row[1]), now) if row else None


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
