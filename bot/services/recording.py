"""Asking the host who came, and what is told once it is confirmed."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.chat import Request
from bot.models.deliveries import Delivery
from bot.models.events import Event, Phase
from bot.models.people import Member, Role, Standing
from bot.rules import kinds
from bot.rules.attendance import ASKED_FOR, Sheet
from bot.rules.rsvp import over_at
from bot.services import apart, boards, branches, following, outbox, quiet_hours

ASKS, TELLS, MAKEUP = "attendance", "recorded", "makeup"
"""Kinds of delivery: the sheet for the host, the figures for the other branches, how to make it up after a leave."""


def ask_next(ledger: Session, now: datetime) -> bool:
    """Ask the host of one event that is over who came; say whether there was one.

    Every secretary of the host is asked, the coordinator where it has none; outside their quiet hours. An event that
    ended more than two weeks ago is not asked about any more.
    """
    asked = select(Delivery.event_id).where(Delivery.what == ASKS, col(Delivery.event_id).is_not(None))
    over = ledger.exec(
        select(Event)
        .where(
            Event.phase == Phase.PUBLISHED,
            Event.starts_at <= now,
            Event.starts_at > now - 2 * ASKED_FOR,
            col(Event.confirmed_at).is_(None),
            col(Event.id).not_in(asked),
        )
        .order_by(col(Event.starts_at), col(Event.id))
    )

    def ask(event: Event) -> bool:
        return over_at(event) <= now < over_at(event) + ASKED_FOR and _ask(ledger, event, now)

    return apart.first(ledger, over.all(), ask)


def tell(ledger: Session, sheet: Sheet, now: datetime, but: Request) -> None:
    """Tell everybody concerned once that the record is confirmed.

    The cards of the host's other secretaries follow, the secretaries of the other branches get their figures, and
    those who were on leave are told how to make up what was studied.
    """
    event = sheet.event
    redraw(ledger, event, now, but)
    for branch, people in sheet.branches:
        if branch.id != event.host_id:
            for member in branches.secretaries(ledger, branch.id):
                _plan(ledger, TELLS, event, member, now)
        if kinds.is_made_up(event.kind):
            for one in people:
                if one.leave is not None and one.came is None:
                    _plan(ledger, MAKEUP, event, one.member, now)


def redraw(ledger: Session, event: Event, now: datetime, but: Request) -> None:
    """Let the sheets in the secretaries' chats follow, all but the one that was tapped."""
    here = following.delivery_at(ledger, but)
    for card in ledger.exec(
        select(Delivery).where(Delivery.what == ASKS, Delivery.event_id == event.id, col(Delivery.edits_id).is_(None))
    ):
        if here is None or card.id != here.id:
            outbox.rewrite(ledger, card, now)


def _ask(ledger: Session, event: Event, now: datetime) -> bool:
    runs = select(Member).where(Member.role == Role.COORDINATOR, Member.standing == Standing.ACTIVE)
    whom = branches.secretaries(ledger, event.host_id) or ledger.exec(runs).all()
    planned = [_plan(ledger, ASKS, event, member, now) for member in whom]
    if any(planned):
        boards.mark_dirty(ledger, event.id or 0, now)  # it is over: nobody answers any more
    return any(planned)


def _plan(ledger: Session, what: str, event: Event, member: Member, now: datetime) -> bool:
    return outbox.plan(
        ledger,
        key=f"{what}:{event.id}:{member.id}",
        what=what,
        member_id=member.id,
        event_id=event.id,
        now=now,
        due_at=quiet_hours.for_member(ledger, member, now),
    )
