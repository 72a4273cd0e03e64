"""The weekly digest of each partnership: shown to its coordinators, then posted to its groups, at most once a week."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.deliveries import Became, Digest
from bot.models.people import Account, Member, Partner, Partnership, Role, Standing
from bot.rules import digest
from bot.rules.people import NotFound, is_coordinator, require_coordinator
from bot.rules.refusals import Refusal
from bot.services import apart, outbox, partnerships, trail, weeks

LONGEST_NOTE = 300

_TOLD = (Became.POSTED, Became.EMPTY, Became.SKIPPED)
"""Digests whose stretch of time counts as told; that of a missed one is told by the next."""


@dataclass(eq=False)
class DigestGone(Refusal):
    """The digest was posted, skipped or left out at `closed_at`: too late to change it."""

    closed_at: datetime


@dataclass(eq=False)
class NoteTooLong(Refusal):
    """The sentence has more than `longest` characters."""

    longest: int


def preview_one(ledger: Session, now: datetime) -> bool:
    """Show the coordinators one digest that is due within the hour; say whether there was one. Empty ones are not."""
    return apart.first(ledger, _open(ledger), lambda partnership: _preview(ledger, partnership, now))


def _preview(ledger: Session, partnership: Partnership, now: datetime) -> bool:
    due = digest.following_due(partnership, now)
    if due - digest.PREVIEW > now:
        return False
    row = _row(ledger, partnership, due)
    if row.closed_at or (row.due_at == due and row in ledger):
        return False
    if stretch(ledger, partnership, due).is_empty:
        return False
    row.due_at = due
    ledger.add(row)
    for member_id in _coordinators(ledger):
        outbox.plan(
            ledger,
            key=f"digest-preview:{partnership.id}:{due:%Y%m%dT%H%M}:{member_id}",
            what="digest-preview",
            now=now,
            member_id=member_id,
            too_late_at=due,
            partnership=partnership.id,
            week=row.week.isoformat(),
        )
    return True


def close_one(ledger: Session, now: datetime) -> bool:
    """Post one digest that is due, or write down why it is not; say whether there was one.

    After a long silence the newest one alone may still be posted: those more than a day late are missed, and what they
    would have told is told by the next.
    """
    return apart.first(ledger, _open(ledger), lambda partnership: _close(ledger, partnership, now))


def _close(ledger: Session, partnership: Partnership, now: datetime) -> bool:
    for due in digest.dues(partnership, now):
        row = _row(ledger, partnership, due)
        if row.closed_at:
            continue
        row.due_at, row.closed_at = due, now
        row.outcome = _became(ledger, partnership, row, now)
        ledger.add(row)
        if row.outcome is Became.POSTED:
            _post(ledger, partnership, row, now)
        return True
    return False


def stretch(ledger: Session, partnership: Partnership, ends: datetime, note: str = "") -> digest.Week:
    """Return what a digest that ends at `ends` tells: from where the last one ended, or the partnership began."""
    return weeks.tell(ledger, partnership, _told_until(ledger, partnership, ends), ends, note)


def _told_until(ledger: Session, partnership: Partnership, ends: datetime) -> datetime:
    last = ledger.exec(
        select(func.max(Digest.due_at)).where(
            Digest.partnership_id == partnership.id, col(Digest.outcome).in_(_TOLD), Digest.due_at < ends
        )
    ).one()
    return digest.begins(ends, last or partnership.created_at)


def so_far(ledger: Session, partnership: Partnership, now: datetime) -> digest.Week:
    """Return the week up to `now`: what the next digest would tell, and since Monday what the last one told already."""
    zone = ZoneInfo(partnership.zone)
    begun = datetime.combine(digest.monday(now, zone), time.min, zone).astimezone(UTC)
    return weeks.tell(ledger, partnership, min(begun, _told_until(ledger, partnership, now)), now)


def last_closed(ledger: Session, partnership: Partnership) -> Digest | None:
    """Return the newest digest something became of."""
    return ledger.exec(
        select(Digest)
        .where(Digest.partnership_id == partnership.id, col(Digest.closed_at).is_not(None))
        .order_by(col(Digest.week).desc())
    ).first()


def shown_to(ledger: Session, member: Member) -> list[Partnership]:
    """Return the partnerships whose digest a member may read: those of their branch, for a coordinator all."""
    found = _open(ledger)
    if is_coordinator(member):
        return found
    own = set(ledger.exec(select(Partner.partnership_id).where(Partner.branch_id == member.branch_id)))
    return [partnership for partnership in found if partnership.id in own]


def waiting(ledger: Session, *, by: Member, partnership_id: int, week: date) -> tuple[Partnership, Digest]:
    """Return a digest that was shown to the coordinators and is not posted yet.

    Raises NotAllowed for others, NotFound where there is none, DigestGone when something became of it.
    """
    require_coordinator(by)
    partnership, row = ledger.get(Partnership, partnership_id), ledger.get(Digest, (partnership_id, week))
    if partnership is None or row is None:
        raise NotFound
    if row.closed_at:
        raise DigestGone(row.closed_at)
    return partnership, row


def skip(ledger: Session, *, by: Member, partnership_id: int, week: date, skipped: bool, now: datetime) -> None:
    """Leave a digest out, or take that back. Raises as `waiting` does; the same choice again changes nothing."""
    partnership, row = waiting(ledger, by=by, partnership_id=partnership_id, week=week)
    if skipped is (row.skipped_by is not None):
        return
    row.skipped_by = by.id if skipped else None
    ledger.add(row)
    what = "digest-skipped" if skipped else "digest-unskipped"
    trail.note(ledger, by=by, what=what, now=now, partnership=partnership.name, week=week)


def add_note(ledger: Session, *, by: Member, partnership_id: int, week: date, words: str, now: datetime) -> None:
    """Add a sentence to a digest, in place of one added before; `-` takes it away.

    Raises as `waiting` does, and NoteTooLong.
    """
    partnership, row = waiting(ledger, by=by, partnership_id=partnership_id, week=week)
    words = " ".join(words.split())
    if len(words) > LONGEST_NOTE:
        raise NoteTooLong(LONGEST_NOTE)
    row.note = "" if words == "-" else words
    ledger.add(row)
    trail.note(ledger, by=by, what="digest-note", now=now, partnership=partnership.name)


def following(ledger: Session, partnership: Partnership, now: datetime) -> datetime:
    """Return when the next digest will be posted: one a week, so perhaps not at the next day and hour set for it."""
    due = digest.following_due(partnership, now)
    return digest.following_due(partnership, due) if _row(ledger, partnership, due).closed_at else due


def _open(ledger: Session) -> list[Partnership]:
    return list(
        ledger.exec(select(Partnership).where(col(Partnership.closed_at).is_(None)).order_by(col(Partnership.id)))
    )


def _row(ledger: Session, partnership: Partnership, due: datetime) -> Digest:
    """Return the digest of the week `due` lies in; a fresh one, not yet kept, where there is none."""
    week: date = digest.monday(due, ZoneInfo(partnership.zone))
    found = ledger.get(Digest, (partnership.id, week))
    return found or Digest(partnership_id=partnership.id or 0, week=week, due_at=due)


def _became(ledger: Session, partnership: Partnership, row: Digest, now: datetime) -> Became:
    if row.skipped_by is not None:
        return Became.SKIPPED
    if now - row.due_at > digest.LATE:
        return Became.MISSED
    if not partnerships.groups_of(ledger, partnership.id or 0) or stretch(ledger, partnership, row.due_at).is_empty:
        return Became.EMPTY
    return Became.POSTED


def _post(ledger: Session, partnership: Partnership, row: Digest, now: datetime) -> None:
    for group in partnerships.groups_of(ledger, partnership.id or 0):
        outbox.plan(
            ledger,
            key=f"digest:{partnership.id}:{row.week.isoformat()}:{group.id}",
            what="digest",
            now=now,
            group_id=group.id,
            too_late_at=row.due_at + digest.LATE,
            partnership=partnership.id,
            week=row.week.isoformat(),
        )


def _coordinators(ledger: Session) -> list[int]:
    return list(
        ledger.exec(
            select(Account.member_id)
            .join(Member, col(Member.id) == col(Account.member_id))
            .where(
                Member.role == Role.COORDINATOR,
                Member.standing == Standing.ACTIVE,
                col(Account.closed_at).is_(None),
            )
            .distinct()
            .order_by(col(Account.member_id))
        )
    )
