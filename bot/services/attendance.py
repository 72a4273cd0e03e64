"""Who came: preset from the answers, mended by a secretary of the host, then frozen as every branch's figures.

The check-ins are being noted from `Event.sheet_at` on and count from `Event.confirmed_at` on.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.models.events import Answer, CheckIn, Event, Phase
from bot.models.people import Member
from bot.rules import attendance as rules
from bot.rules.attendance import NothingToNote, Sheet
from bot.rules.people import NotFound, leads
from bot.services import boards, sheets, trail


def event_held(ledger: Session, viewer: Member, event_id: int, now: datetime) -> Event:
    """Return an event whose attendance the viewer may note: the host's secretaries and the coordinator.

    Raises NotFound, or NotHeldYet before it begins.
    """
    event = ledger.get(Event, event_id, with_for_update=True)
    if event is None or event.phase is not Phase.PUBLISHED or not leads(viewer, event.host_id):
        raise NotFound
    if event.starts_at > now:
        raise rules.NotHeldYet(event.starts_at)
    return event


def to_note(ledger: Session, viewer: Member, now: datetime) -> Event:
    """Return the newest event the viewer may note the attendance of, one without a record before all others.

    Raises NothingToNote when there is none.
    """
    begun = ledger.exec(
        select(Event)
        .where(Event.phase == Phase.PUBLISHED, Event.starts_at <= now, Event.starts_at > now - timedelta(days=366))
        .order_by(col(Event.confirmed_at).is_not(None), col(Event.starts_at).desc(), col(Event.id).desc())
    )
    event = next((one for one in begun if leads(viewer, one.host_id)), None)
    if event is None:
        raise NothingToNote
    return event


def open_sheet(ledger: Session, event: Event, now: datetime) -> Sheet:
    """Return the sheet; opened for the first time, those who said yes and had a seat stand on it as having come."""
    if event.sheet_at is None:
        for member, rsvp in sheets.called(ledger, event):
            if rsvp and rsvp.answer is Answer.YES and rsvp.waits_since is None:
                ledger.add(_check_in(event, member, now))
        event.sheet_at = now
        ledger.add(event)
        ledger.flush()
    return sheets.read(ledger, event)


def toggle(ledger: Session, *, event: Event, member_id: int, by: Member, now: datetime) -> Member:
    """Note that a member came, or after all did not, and return them.

    Raises NotFound for somebody who neither was called nor is with an invited branch now.
    """
    open_sheet(ledger, event, now)
    member = sheets.member_of(ledger, event, member_id)
    if member is None:
        raise NotFound
    there = ledger.exec(select(CheckIn).where(CheckIn.event_id == event.id, CheckIn.member_id == member_id)).first()
    if there is not None:
        ledger.delete(there)
    else:
        ledger.add(_check_in(event, member, now, by=by, walk_in=True))
    _corrected(ledger, event, by, now, member_id)
    return member


def add(ledger: Session, *, event: Event, members: list[Member], by: Member, now: datetime) -> None:
    """Note that members of invited branches came who were not down as having come."""
    there = {one.member_id for one in ledger.exec(select(CheckIn).where(CheckIn.event_id == event.id))}
    for member in members:
        if member.id not in there:
            ledger.add(_check_in(event, member, now, by=by, walk_in=True))
            _corrected(ledger, event, by, now, member.id)


def add_guest(ledger: Session, *, event: Event, name: str, by: Member, now: datetime) -> None:
    """Note somebody who is on no roster; the same name twice is one guest."""
    open_sheet(ledger, event, now)
    same = select(CheckIn).where(CheckIn.event_id == event.id, CheckIn.name == name, col(CheckIn.member_id).is_(None))
    if ledger.exec(same).first() is None:
        ledger.add(
            CheckIn(
                event_id=event.id or 0,
                branch_id=event.host_id,
                name=name,
                guest=True,
                walk_in=True,
                at=now,
                by_id=by.id,
            )
        )
        _corrected(ledger, event, by, now)


def drop_guest(ledger: Session, *, event: Event, check_in_id: int, by: Member, now: datetime) -> None:
    """Take a guest off the sheet; one who is gone already is no mistake."""
    guest = ledger.get(CheckIn, check_in_id)
    if guest is not None and guest.event_id == event.id and guest.member_id is None:
        ledger.delete(guest)
        _corrected(ledger, event, by, now)


def confirm(ledger: Session, *, event: Event, by: Member, now: datetime) -> bool:
    """Freeze the figures; False when somebody did so before. What follows is told by services/recording."""
    if event.confirmed_at is not None:
        return False
    sheet = open_sheet(ledger, event, now)
    event.confirmed_at, event.confirmed_by = now, by.id
    ledger.add(event)
    freeze(ledger, sheet)
    trail.note(
        ledger, by=by, what="attendance-confirmed", now=now, branch_id=event.host_id, event_id=event.id, came=sheet.came
    )
    boards.mark_dirty(ledger, event.id or 0, now)
    return True


def freeze(ledger: Session, sheet: Sheet) -> None:
    """Write every invited branch's figures as the sheet has them."""
    for branch, people in sheet.branches:
        outside = len(sheet.outside) if branch.id == sheet.event.host_id else 0
        ledger.merge(rules.figures(sheet.event, branch, people, outside))
    ledger.flush()


def _check_in(
    event: Event, member: Member, now: datetime, *, by: Member | None = None, walk_in: bool = False
) -> CheckIn:
    return CheckIn(
        event_id=event.id or 0,
        member_id=member.id,
        branch_id=member.branch_id,
        name=member.name,
        guest=not rules.is_expected(event, member),
        walk_in=walk_in,
        at=now,
        by_id=by.id if by else None,
    )


def _corrected(ledger: Session, event: Event, by: Member, now: datetime, member_id: int | None = None) -> None:
    """After the record was confirmed, every change takes effect at once and leaves a trail."""
    ledger.flush()
    if event.confirmed_at is None:
        return
    freeze(ledger, sheets.read(ledger, event))
    trail.note(
        ledger,
        by=by,
        what="attendance-corrected",
        now=now,
        branch_id=event.host_id,
        member_id=member_id,
        event_id=event.id,
    )
    boards.mark_dirty(ledger, event.id or 0, now)
