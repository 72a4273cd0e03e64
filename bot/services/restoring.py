"""What a house must do before it goes on from a copy of its past: what it said since then, it has forgotten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, func, or_, update
from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, State, Update
from bot.models.events import Rsvp
from bot.models.people import Trail
from bot.models.web import WebMessage
from bot.rules.deliveries import RESTORED
from bot.services import digests, outbox, recording, reminders, rosters, trail, unreachable


@dataclass(frozen=True, slots=True)
class Restored:
    """The newest moment the copy knows of (None: nothing has happened in it), and how many messages are in doubt."""

    newest: datetime | None
    in_doubt: int


def settle(ledger: Session, now: datetime) -> Restored:
    """Put everything that was due by now in doubt instead of sending it, and tell the coordinators.

    Between the copy and now the house has most likely sent it, perhaps hundreds of messages; the copy cannot know. So
    whatever comes due up to now is planned as ever, and then becomes `unknown`: a person may send it again, the house
    does not by itself. What is due later is sent as planned, and messages that are only rewritten where they stand are
    written once more, which nobody notices.
    """
    newest = _newest(ledger, now)
    while any(
        (
            reminders.take_turn(ledger, now),
            recording.ask_next(ledger, now),
            digests.close_one(ledger, now) or digests.preview_one(ledger, now),
            unreachable.report_one(ledger, now),
        )
    ):
        pass
    doubtful = (
        update(Delivery)
        .where(
            col(Delivery.state).in_((State.PLANNED, State.ATTEMPTING)),
            col(Delivery.edits_id).is_(None),
            # A reminder whose turn came in the daytime would now wait for the morning, and be heard twice.
            or_(col(Delivery.due_at) <= now, col(Delivery.planned_at) >= now),
        )
        .values(state=State.UNKNOWN, done_at=now, error=RESTORED)
    )
    in_doubt = cast("CursorResult[Any]", ledger.execute(doubtful)).rowcount
    ledger.expire_all()
    trail.note(ledger, by=None, what="restored", now=now, count=in_doubt)
    for coordinator in rosters.coordinators(ledger):
        outbox.plan(
            ledger,
            key=f"restored:{now:%Y%m%dT%H%M%S}:{coordinator.id}",
            what="restored",
            member_id=coordinator.id,
            now=now,
            newest=newest.isoformat() if newest else "",
            in_doubt=in_doubt,
        )
    return Restored(newest, in_doubt)


def _newest(ledger: Session, now: datetime) -> datetime | None:
    moments = (Update.at, Delivery.planned_at, Delivery.done_at, Rsvp.answered_at, Trail.at, WebMessage.sent_at)
    found = [ledger.exec(select(func.max(moment))).one() for moment in moments]
    return max((moment for moment in found if moment), default=None)
