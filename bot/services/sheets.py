"""The sheet of an event as it stands in the tables: who was called, and who of them came."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from bot.models.events import CheckIn, Event, Rsvp
from bot.models.people import Member, Standing
from bot.rules import attendance as rules
from bot.rules import names
from bot.rules import rsvp as answers
from bot.rules.attendance import Sheet
from bot.services import invitees


def called(ledger: Session, event: Event) -> list[tuple[Member, Rsvp | None]]:
    """Return who was called, by branch and id, each with the answer that holds."""
    members = [member for member in _of_branches(ledger, event) if rules.was_called(event, member)]
    said = {rsvp.member_id: rsvp for rsvp in ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id))}
    return [(member, answers.holding(event, said.get(member.id or 0))) for member in members]


def read(ledger: Session, event: Event) -> Sheet:
    """Return the sheet: who was called and whoever else of the invited branches came, the host's branch first."""
    came = ledger.exec(select(CheckIn).where(CheckIn.event_id == event.id).order_by(col(CheckIn.id))).all()
    by_member = {one.member_id: one for one in came if one.member_id is not None}
    said = {rsvp.member_id: rsvp for rsvp in ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id))}
    people = [
        rules.person(event, member, by_member.get(member.id or 0), said.get(member.id or 0))
        for member in _of_branches(ledger, event)
        if member.id in by_member or rules.was_called(event, member)
    ]
    branches = invitees.branches(ledger, event)
    return Sheet(
        event,
        tuple((branch, tuple(one for one in people if one.member.branch_id == branch.id)) for branch in branches),
        tuple(one for one in came if one.member_id is None),
    )


def of_name(ledger: Session, event: Event, name: str) -> list[Member]:
    """Return the active members of the invited branches who are called `name`."""
    wanted = names.key(name)
    return [
        one for one in _of_branches(ledger, event) if one.standing is Standing.ACTIVE and names.key(one.name) == wanted
    ]


def member_of(ledger: Session, event: Event, member_id: int) -> Member | None:
    """Return a member who may be noted as come: of an invited branch, called then or active now."""
    for one in _of_branches(ledger, event):
        if one.id == member_id and (one.standing is Standing.ACTIVE or rules.was_called(event, one)):
            return one
    return None


def _of_branches(ledger: Session, event: Event) -> Sequence[Member]:
    ids = [branch.id for branch in invitees.branches(ledger, event)]
    return ledger.exec(
        select(Member).where(col(Member.branch_id).in_(ids)).order_by(col(Member.branch_id), col(Member.id))
    ).all()
