"""The papers of an event for one branch's own binder: never anybody of another branch."""

from collections.abc import Iterable

from sqlmodel import Session

from bot.chat import Reader
from bot.models.events import CheckIn, Event, Turnout
from bot.models.people import Branch, Member
from bot.rules import attendance as rules
from bot.rules.attendance import NotConfirmed, Person
from bot.rules.people import NotFound
from bot.rules.sheets import ActivityRecord, Attendee, Figures, Outcome, SignInSheet, Way
from bot.services import replies, sheets
from bot.texts import say_fact
from bot.texts.sentences import say


def own_branch(ledger: Session, viewer: Member, event: Event, branch_id: int) -> Branch:
    """Return an invited branch that the viewer leads. Raises NotFound."""
    for branch in replies.led_branches(ledger, viewer, event):
        if branch.id == branch_id:
            return branch
    raise NotFound


def sign_in(ledger: Session, event: Event, branch: Branch, reader: Reader) -> SignInSheet:
    """Return a branch's sign-in sheet: to be signed by hand until attendance is confirmed, with the figures after."""
    sheet = sheets.read(ledger, event)
    people = next(people for one, people in sheet.branches if one.id == branch.id)
    frozen = ledger.get(Turnout, (event.id, branch.id)) if event.confirmed_at else None
    figures = Figures(frozen.expected, frozen.came, frozen.excused, frozen.guests) if frozen else None
    outside = sheet.outside if branch.id == event.host_id and figures else ()
    return SignInSheet(
        branch=branch.name,
        title=event.title,
        kind=event.kind,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        speaker=event.speaker,
        host=ledger.get_one(Branch, event.host_id).name,
        attendees=tuple(_line(one, reader, done=bool(figures)) for one in people if one.expected),
        guests=(*_guests(people, reader, done=bool(figures)), *map(_guest, outside)),
        figures=figures,
    )


def record(ledger: Session, event: Event, branch: Branch, reader: Reader) -> ActivityRecord:
    """Return a branch's record of the activity. Raises NotConfirmed."""
    if event.confirmed_at is None:
        raise NotConfirmed
    return ActivityRecord(sign_in(ledger, event, branch, reader), late=rules.is_late(event))


def _guests(people: Iterable[Person], reader: Reader, *, done: bool) -> tuple[Attendee, ...]:
    """Return those of the branch who sit in: before, all who were called; after, those who came."""
    return tuple(_line(one, reader, done=done) for one in people if not one.expected and (one.came or not done))


def _line(one: Person, reader: Reader, *, done: bool) -> Attendee:
    member = one.member
    if not done:
        return Attendee(member.name, member.category)
    if one.came is not None:
        way = Way.WALK_IN if one.came.walk_in else Way.CONFIRMED
        return Attendee(one.came.name or member.name, member.category, Outcome.CAME, way)
    if one.leave is None:
        return Attendee(member.name, member.category, Outcome.ABSENT)
    why = one.leave.words or (say_fact(one.leave.reason, reader, say) if one.leave.reason else "")
    return Attendee(member.name, member.category, Outcome.EXCUSED, remark=why)


def _guest(one: CheckIn) -> Attendee:
    return Attendee(one.name, None, Outcome.CAME, Way.WALK_IN)
