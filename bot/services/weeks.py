"""What happened in a partnership over a stretch of time, what comes and what waits: counted in the database.

Meetings of one branch (支委会, 党小组会, 支部党员大会) are its own business and are left out of what groups read.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from bot.models.events import Event, Invited, Phase, Rsvp, Turnout
from bot.models.people import Branch, Member, Partner, Partnership, Standing
from bot.rules import kinds, turnout
from bot.rules.digest import AHEAD, Ahead, Came, Held, Unrecorded, Week
from bot.rules.rsvp import ASSUMED_LENGTH, LONGEST
from bot.services import partnerships

_REMEMBERED = timedelta(weeks=4)
"""How long an event without a confirmed attendance is called for."""


def tell(ledger: Session, partnership: Partnership, begins: datetime, ends: datetime, note: str = "") -> Week:
    """Return what a digest of the time after `begins` up to `ends` tells; both aware.

    An event belongs to the stretch it ended in. One whose attendance was confirmed only after its own digest is told
    once more, with its figures.
    """
    return Week(
        name=partnership.name,
        begins=begins,
        ends=ends,
        held=_held(ledger, partnership, begins, ends),
        ahead=_ahead(ledger, partnership, ends),
        unrecorded=_unrecorded(ledger, partnership, ends),
        waiting=_waiting(ledger, partnership),
        note=note,
    )


def chart(ledger: Session, partnership: Partnership, until: datetime) -> turnout.TurnoutChart | None:
    """Return the turnout by branch over the weeks up to `until`; None while nothing is confirmed in them."""
    zone = ZoneInfo(partnership.zone)
    rows = ledger.exec(
        select(Branch.name, Event.starts_at, Turnout.came, Turnout.expected)
        .join(Turnout, col(Turnout.branch_id) == col(Branch.id))
        .join(Event, col(Event.id) == col(Turnout.event_id))
        .where(
            *_joint(partnership),
            Event.starts_at <= until,
            Event.starts_at > until - timedelta(weeks=turnout.WEEKS_SHOWN + 1),
        )
    ).all()
    if not rows:
        return None
    names = [branch.name for branch in partnerships.members_of(ledger, partnership)]
    held = (turnout.Held(name, at.astimezone(zone).date(), came, expected) for name, at, came, expected in rows)
    return turnout.chart(partnership.name, names, held, until.astimezone(zone).date())


def _joint(partnership: Partnership) -> tuple[Any, ...]:
    return (
        col(Event.partnership_id) == partnership.id,
        col(Event.phase) == Phase.PUBLISHED,
        col(Event.kind).not_in(kinds.MEETINGS),
    )


def _ended(begins: datetime, ends: datetime) -> Any:
    """Match events that ended after `begins` and up to `ends`; those without a said end took the usual time."""
    return and_(
        col(Event.starts_at) > begins - LONGEST,  # found by the index: all else is looked at one by one
        col(Event.starts_at) <= ends,
        or_(
            and_(col(Event.ends_at) > begins, col(Event.ends_at) <= ends),
            and_(
                col(Event.ends_at).is_(None),
                col(Event.starts_at) > begins - ASSUMED_LENGTH,
                col(Event.starts_at) <= ends - ASSUMED_LENGTH,
            ),
        ),
    )


def _held(ledger: Session, partnership: Partnership, begins: datetime, ends: datetime) -> tuple[Held, ...]:
    late = and_(col(Event.confirmed_at) > begins, col(Event.confirmed_at) <= ends, _ended(begins - _REMEMBERED, begins))
    lately = col(Event.starts_at) > begins - _REMEMBERED - LONGEST, col(Event.starts_at) <= ends
    events = ledger.exec(
        select(Event)
        .where(*_joint(partnership), *lately, or_(_ended(begins, ends), late))
        .order_by(col(Event.starts_at), col(Event.id))
    ).all()
    came: dict[int, list[Came]] = {}
    for row, branch in ledger.exec(
        select(Turnout, Branch)
        .join(Branch, col(Branch.id) == col(Turnout.branch_id))
        .join(Event, col(Event.id) == col(Turnout.event_id))
        .where(col(Turnout.event_id).in_([event.id for event in events]))
        .order_by(col(Branch.id) != col(Event.host_id), col(Branch.id))
    ):
        came.setdefault(row.event_id, []).append(Came(branch.name, row.came, row.expected))
    return tuple(Held(e.title, e.kind, e.starts_at, tuple(came.get(e.id or 0, ()))) for e in events)


def _ahead(ledger: Session, partnership: Partnership, now: datetime) -> tuple[Ahead, ...]:
    answered = and_(
        col(Rsvp.event_id) == col(Event.id),
        col(Rsvp.member_id) == col(Member.id),
        col(Rsvp.revision) == col(Event.revision),
    )
    rows: Sequence[tuple[Event, int, int]] = ledger.exec(
        select(Event, func.count(col(Rsvp.id)), func.count(col(Member.id)))
        .join(Invited, col(Invited.event_id) == col(Event.id))
        .join(
            Member,
            and_(col(Member.branch_id) == col(Invited.branch_id), col(Member.standing) == Standing.ACTIVE),
            isouter=True,
        )
        .join(Rsvp, answered, isouter=True)
        .where(*_joint(partnership), Event.starts_at > now, Event.starts_at <= now + AHEAD)
        .group_by(col(Event.id))
        .order_by(col(Event.starts_at), col(Event.id))
    ).all()
    return tuple(Ahead(e.title, e.kind, e.starts_at, answered, invited) for e, answered, invited in rows)


def _unrecorded(ledger: Session, partnership: Partnership, now: datetime) -> tuple[Unrecorded, ...]:
    rows = ledger.exec(
        select(Event.title, Event.starts_at, Branch.name)
        .join(Branch, col(Branch.id) == col(Event.host_id))
        .where(*_joint(partnership), _ended(now - _REMEMBERED, now), col(Event.confirmed_at).is_(None))
        .order_by(col(Event.starts_at), col(Event.id))
    )
    return tuple(Unrecorded(title, starts_at, host) for title, starts_at, host in rows)


def _waiting(ledger: Session, partnership: Partnership) -> int:
    return ledger.exec(
        select(func.count())
        .select_from(Member)
        .join(Partner, col(Partner.branch_id) == col(Member.branch_id))
        .where(Partner.partnership_id == partnership.id, Member.standing == Standing.WAITING)
    ).one()
