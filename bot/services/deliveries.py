"""Reading the ledger: how many messages stand how, which need a person, and who cannot be written to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_
from sqlmodel import Session, col, select

from bot.cards.deliveries import called
from bot.cards.paging import Page
from bot.cards.stuck import Counts, Desk, OutOfReach, Shown
from bot.models.deliveries import Delivery, Lane, State
from bot.models.events import Event
from bot.models.people import Account, Branch, Group, Member, Standing
from bot.rules import deliveries as rules
from bot.rules.deliveries import Plight
from bot.rules.people import require_coordinator
from bot.rules.reach import Reach
from bot.services.messages import FAREWELLS

MOST_LATE = 20
"""How many of the late messages are listed; they are counted all."""

MOST_NAMES = 300
"""How many people out of reach are named at most; they are counted all."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Messages by how they stand and by kind. `lag` is how long the one that waits longest has been due.

    Failed, unknown and missed ones are counted while a person can still do something about them.
    """

    kinds: Mapping[tuple[Plight, str], int]
    lag: timedelta | None
    unreachable: int

    @property
    def counts(self) -> Counts:
        """Return the numbers, whatever the kind."""
        total = dict.fromkeys(Plight, 0)
        for (plight, _), count in self.kinds.items():
            total[plight] += count
        return Counts(total, self.unreachable)


def overview(ledger: Session, now: datetime) -> Overview:
    """Count what waits and what went wrong. Asks nobody's leave."""
    kinds: dict[tuple[Plight, str], int] = {}
    lag = None
    for plight, what, count, due in _waiting(ledger, now):
        kinds[Plight(plight), what] = count
        if plight != Plight.QUEUED:
            lag = max(lag or timedelta(0), now - due)
    stuck = select(Delivery.state, Delivery.what, func.count()).where(*_stuck(now))
    stuck = stuck.outerjoin(Event, col(Event.id) == col(Delivery.event_id))
    for state, what, count in ledger.exec(stuck.group_by(col(Delivery.state), col(Delivery.what))):
        kinds[rules.ENDED[State(state)], what] = count
    return Overview(kinds, lag, ledger.exec(select(func.count()).select_from(Member).where(*_lost())).one())


def lately(ledger: Session, now: datetime) -> Mapping[State, int]:
    """Count what came to its end in the last 24 hours, by its end. Asks nobody's leave."""
    ends = [State.SENT, State.FAILED, State.UNKNOWN, State.MISSED]
    found = ledger.exec(
        select(Delivery.state, func.count())
        .where(
            col(Delivery.state).in_(ends),
            col(Delivery.lane).in_(list(Lane)),
            col(Delivery.due_at) > now - rules.KEEPS - rules.PATIENCE,  # for the index: nothing waits for longer
            col(Delivery.done_at) > now - timedelta(days=1),
        )
        .group_by(col(Delivery.state))
    )
    counts = dict.fromkeys(ends, 0)
    counts.update((State(state), count) for state, count in found)
    return counts


def desk(ledger: Session, by: Member, now: datetime, number: int, size: int) -> Desk:
    """Return all a coordinator may want to see, with page `number` of what needs a person. Raises NotAllowed."""
    seen = overview(ledger, now)
    pages = max(1, -(-seen.counts.need_a_person // size))
    number = min(number, pages - 1)
    kinds: dict[str, int] = {}
    for (plight, what), count in seen.kinds.items():
        if plight is Plight.QUEUED:
            kinds[what] = kinds.get(what, 0) + count
    return Desk(
        seen.counts,
        Page(needing_a_person(ledger, by, now, start=number * size, most=size), number, pages),
        [(called(what, None), count) for what, count in sorted(kinds.items(), key=lambda kind: -kind[1])],
        on_the_way(ledger, by, now, most=MOST_LATE),
        out_of_reach(ledger, by),
    )


def needing_a_person(ledger: Session, by: Member, now: datetime, *, start: int, most: int) -> Sequence[Shown]:
    """Return some of the messages somebody has to decide about, those in doubt first, then the newest.

    What went wrong on its way to somebody who cannot be written to at all is left out: that somebody is named apart.
    Raises NotAllowed.
    """
    require_coordinator(by)
    wanted = select(Delivery).outerjoin(Event, col(Event.id) == col(Delivery.event_id)).where(*_stuck(now))
    order = (col(Delivery.state) != State.UNKNOWN, col(Delivery.group_id).is_(None), col(Delivery.id).desc())
    return [_item(ledger, one, now) for one in ledger.exec(wanted.order_by(*order).offset(start).limit(most))]


def on_the_way(ledger: Session, by: Member, now: datetime, *, most: int) -> Sequence[Shown]:
    """Return some of the messages that are late or held, the longest-waiting first. Raises NotAllowed."""
    require_coordinator(by)
    wanted = (
        select(Delivery)
        .where(Delivery.state == State.PLANNED, Delivery.due_at <= now, col(Delivery.edits_id).is_(None))
        .where(or_(col(Delivery.retry_at) > now, col(Delivery.due_at) <= now - rules.LATE_AFTER))
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(most)
    )
    return [_item(ledger, one, now) for one in ledger.exec(wanted)]


def out_of_reach(ledger: Session, by: Member) -> Sequence[OutOfReach]:
    """Return who cannot be written to, branch by branch. Raises NotAllowed."""
    require_coordinator(by)
    branch = select(Branch.name, Branch.id, func.count(col(Member.id))).select_from(Member)
    branch = branch.outerjoin(Branch, col(Branch.id) == col(Member.branch_id)).where(*_lost())
    counts = ledger.exec(branch.group_by(col(Branch.id)).order_by(col(Branch.id))).all()
    known = exists().where(col(Account.member_id) == col(Member.id))
    people: dict[int | None, list[tuple[str, Reach]]] = {}
    named = select(Member.branch_id, Member.name, known).where(*_lost()).order_by(col(Member.id)).limit(MOST_NAMES)
    for branch_id, name, was_here in ledger.exec(named):
        people.setdefault(branch_id, []).append((name, Reach.LOST if was_here else Reach.NOT_YET))
    return [OutOfReach(name, count, people.get(branch_id, ())) for name, branch_id, count in counts]


def _waiting(ledger: Session, now: datetime) -> Sequence[tuple[str, str, int, datetime]]:
    plight = case(
        (col(Delivery.retry_at) > now, literal(Plight.HELD.value)),
        (col(Delivery.due_at) > now - rules.LATE_AFTER, literal(Plight.QUEUED.value)),
        else_=literal(Plight.LATE.value),
    )
    waiting: Any = (
        select(plight, Delivery.what, func.count(), func.min(Delivery.due_at))
        .where(Delivery.state == State.PLANNED)
        .group_by(plight, col(Delivery.what))
    )
    found: Sequence[tuple[str, str, int, datetime]] = ledger.exec(waiting).all()
    return found


def _stuck(now: datetime) -> tuple[ColumnElement[bool] | bool, ...]:
    """Match what a person can do something about: as rules.may_send_again, to somebody who can be written to.

    The due time is there for the index: without it every message of all years is looked at.
    """
    member = exists().where(
        col(Account.member_id) == col(Delivery.member_id),
        col(Account.closed_at).is_(None),
        col(Member.id) == col(Delivery.member_id),
        or_(
            col(Member.standing).in_([Standing.ACTIVE, Standing.WAITING]),
            col(Delivery.what).in_(FAREWELLS),
        ),
    )
    group = exists().where(col(Group.id) == col(Delivery.group_id), col(Group.closed_at).is_(None))
    return (
        or_(
            col(Delivery.state).in_([State.FAILED, State.UNKNOWN]),
            and_(col(Delivery.state) == State.MISSED, col(Delivery.error).startswith(rules.TOO_LATE)),
        ),
        col(Delivery.state).in_([State.FAILED, State.UNKNOWN, State.MISSED]),
        col(Delivery.lane).in_(list(Lane)),
        col(Delivery.due_at) > now - rules.KEEPS,
        col(Delivery.planned_at) > now - rules.KEEPS,
        col(Delivery.edits_id).is_(None),
        or_(
            col(Delivery.event_id).is_(None),
            col(Delivery.what).in_(rules.AFTERWARDS),
            col(Event.starts_at) > now,
        ),
        or_(member, group),
    )


def _lost() -> tuple[ColumnElement[bool] | bool, ...]:
    opened = exists().where(col(Account.member_id) == col(Member.id), col(Account.closed_at).is_(None))
    return Member.standing == Standing.ACTIVE, ~opened


def _item(ledger: Session, delivery: Delivery, now: datetime) -> Shown:
    event = ledger.get(Event, delivery.event_id) if delivery.event_id is not None else None
    if delivery.group_id is not None:
        to = ledger.get_one(Group, delivery.group_id).title
    else:
        to = ledger.get_one(Member, delivery.member_id).name
    return Shown(
        delivery,
        to,
        event.title if event else None,
        rules.plight(delivery, now),
        rules.trouble(delivery),
        again=rules.may_send_again(delivery, event, now),
        drop=rules.may_drop(delivery),
        arrived=rules.may_have_arrived(delivery),
    )
