"""Giving each rung of the ladder its turn: what is owed becomes deliveries, what came too late is noted as missed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.models.deliveries import Climbed, Delivery, Lane, Seeks, State
from bot.models.events import Event, Invited, Phase, Rsvp
from bot.models.people import Account, Member, Partnership
from bot.rules import reminders
from bot.rules.quiet import Person
from bot.rules.reminders import Miss, Missed, Turn
from bot.services import apart, invitees, outbox, rhythm

_LOOK_BACK = timedelta(days=2)
"""Rungs of events that began while the bot was down for no longer than this are still noted as missed."""

_TELLS = (State.PLANNED, State.ATTEMPTING, State.SENT, State.UNKNOWN)


def take_turn(ledger: Session, now: datetime) -> bool:
    """Give one due rung of one event its turn, all its reminders in this transaction; say whether there was one."""
    return apart.first(ledger, _events(ledger, now), lambda event: _take_of(ledger, event, now))


def missed(ledger: Session, event_id: int, branch_id: int | None = None) -> list[Missed]:
    """Return which reminders of an event were owed and not sent; those to one branch, if given."""
    wanted = (
        select(Delivery.facts, Delivery.error)
        .where(Delivery.event_id == event_id, Delivery.what == "reminder", Delivery.state == State.MISSED)
        .order_by(col(Delivery.id))
    )
    if branch_id is not None:
        wanted = wanted.join(Member, col(Member.id) == col(Delivery.member_id)).where(Member.branch_id == branch_id)
    counts: dict[tuple[Seeks, Miss], int] = {}
    for facts, error in ledger.exec(wanted):
        # The courier writes its own words when a message became too late in its hands.
        key = Seeks(facts["seeks"]), Miss(error) if error in set(Miss) else Miss.LATE
        counts[key] = counts.get(key, 0) + 1
    return [Missed(seeks, why, count) for (seeks, why), count in counts.items()]


def _take_of(ledger: Session, event: Event, now: datetime) -> bool:
    partnership = rhythm.of_event(ledger, event)
    turns = _turns(ledger, event, partnership) if partnership else ()
    had = {(c.minutes_before, c.seeks) for c in _climbed(ledger, event)} if turns and turns[0].at <= now else set()
    for turn in turns:
        if partnership and turn.at <= now and (turn.minutes_before, turn.seeks) not in had:
            _take(ledger, event, turn, partnership, now)
            return True
    return False


def _events(ledger: Session, now: datetime) -> Sequence[Event]:
    wanted = select(Event).where(Event.phase == Phase.PUBLISHED, Event.starts_at > now - _LOOK_BACK)
    return ledger.exec(wanted.order_by(col(Event.starts_at), col(Event.id))).all()


def _turns(ledger: Session, event: Event, partnership: Partnership) -> tuple[Turn, ...]:
    # People were asked for this time of the event when it was published, or when it was moved.
    asked_at = event.changed_at if event.revision else event.published_at or event.made_at
    return reminders.turns(event, rhythm.ladder(ledger, partnership.id or 0), asked_at)


def _climbed(ledger: Session, event: Event) -> Sequence[Climbed]:
    return ledger.exec(select(Climbed).where(Climbed.event_id == event.id, Climbed.revision == event.revision)).all()


def _take(ledger: Session, event: Event, turn: Turn, partnership: Partnership, now: datetime) -> None:
    ledger.add(
        Climbed(
            event_id=event.id or 0,
            revision=event.revision,
            minutes_before=turn.minutes_before,
            seeks=turn.seeks,
            at=now,
        )
    )
    answers = {r.member_id: r for r in ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id))}
    people = [(m, answers.get(m.id or 0)) for m in invitees.people(ledger, event)]
    reachable, told = _reachable(ledger, event), _told(ledger, ZoneInfo(partnership.zone))
    # Of those no message reaches their secretary is told, see services/unreachable.
    owed = [member for member in reminders.due(turn, event, people) if member.id in reachable]
    outbox.plan_all(ledger, [_row(event, turn, member, partnership, told, now) for member in owed])


def _row(
    event: Event, turn: Turn, member: Person, partnership: Partnership, told: Callable[[int, date], int], now: datetime
) -> dict[str, Any]:
    found = reminders.sending(turn, member, partnership, now=now, told=partial(told, member.id or 0))
    return outbox.row(
        key=f"reminder:{event.id}:{event.revision}:{turn.minutes_before}:{turn.seeks}:{member.id}",
        what="reminder",
        now=now,
        member_id=member.id,
        event_id=event.id,
        due_at=None if isinstance(found, Miss) else found,
        too_late_at=turn.too_late_at,
        missed=found.value if isinstance(found, Miss) else "",
        seeks=turn.seeks,
        last=turn.last,
        revision=event.revision,
    )


def _reachable(ledger: Session, event: Event) -> frozenset[int]:
    return frozenset(
        ledger.exec(
            select(Account.member_id)
            .join(Member, col(Member.id) == col(Account.member_id))
            .join(Invited, col(Invited.branch_id) == col(Member.branch_id))
            .where(Invited.event_id == event.id, col(Account.closed_at).is_(None))
        )
    )


def _told(ledger: Session, zone: ZoneInfo) -> Callable[[int, date], int]:
    """Return a count of what each member hears from us about events on a local day; each day is counted once."""
    days: dict[date, dict[int | None, int]] = {}

    def count(member_id: int, day: date) -> int:
        if day not in days:
            begins = datetime.combine(day, time.min, zone)
            ends = datetime.combine(day + timedelta(days=1), time.min, zone)
            days[day] = dict(
                ledger.exec(
                    select(Delivery.member_id, func.count())
                    .where(
                        col(Delivery.state).in_(_TELLS),
                        col(Delivery.lane).in_(list(Lane)),  # for the index: only the day is read, not all years
                        col(Delivery.what).in_(reminders.COUNTED),
                        col(Delivery.edits_id).is_(None),
                        Delivery.due_at >= begins,
                        Delivery.due_at < ends,
                    )
                    .group_by(col(Delivery.member_id))
                ).all()
            )
        return days[day].get(member_id, 0)

    return count
