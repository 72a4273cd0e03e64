"""Changing a partnership's reminder ladder. Reminders are derived from it anew at every beat: nothing to repair."""

from datetime import datetime

from sqlmodel import Session

from bot.models.deliveries import Rung, Seeks
from bot.models.people import Member
from bot.rules.founding import DEFAULT_LADDER
from bot.rules.ladder import check_rung
from bot.rules.people import NotFound
from bot.services import rhythm, trail


def add(ledger: Session, *, by: Member, partnership_id: int, minutes: int, seeks: Seeks, now: datetime) -> None:
    """Add a rung; one that is there already stays. Raises NotAllowed, NotFound, RungOutOfReach or LadderFull."""
    partnership = rhythm.changed_by(ledger, by, partnership_id)
    if ledger.get(Rung, (partnership_id, minutes, seeks)):
        return
    check_rung(minutes, [(rung.minutes_before, rung.seeks) for rung in rhythm.ladder(ledger, partnership_id)])
    ledger.add(Rung(partnership_id=partnership_id, minutes_before=minutes, seeks=seeks))
    ledger.flush()
    trail.note(ledger, by=by, what="rung-added", now=now, partnership=partnership.name, minutes=minutes, seeks=seeks)


def drop(ledger: Session, *, by: Member, partnership_id: int, minutes: int, seeks: Seeks, now: datetime) -> None:
    """Take a rung away. Raises NotAllowed or NotFound."""
    partnership = rhythm.changed_by(ledger, by, partnership_id)
    rung = ledger.get(Rung, (partnership_id, minutes, seeks))
    if rung is None:
        raise NotFound
    ledger.delete(rung)
    ledger.flush()
    trail.note(ledger, by=by, what="rung-dropped", now=now, partnership=partnership.name, minutes=minutes, seeks=seeks)


def move(
    ledger: Session, *, by: Member, partnership_id: int, minutes: int, seeks: Seeks, to: int, now: datetime
) -> None:
    """Let a rung have its turn at another distance. Raises NotAllowed, NotFound or RungOutOfReach."""
    if minutes != to:
        drop(ledger, by=by, partnership_id=partnership_id, minutes=minutes, seeks=seeks, now=now)
        add(ledger, by=by, partnership_id=partnership_id, minutes=to, seeks=seeks, now=now)


def restore(ledger: Session, *, by: Member, partnership_id: int, now: datetime) -> None:
    """Bring back the ladder every partnership begins with. Raises NotAllowed or NotFound."""
    partnership = rhythm.changed_by(ledger, by, partnership_id)
    for rung in rhythm.ladder(ledger, partnership_id):
        ledger.delete(rung)
    ledger.flush()
    for minutes, seeks in DEFAULT_LADDER:
        ledger.add(Rung(partnership_id=partnership_id, minutes_before=minutes, seeks=seeks))
    ledger.flush()
    trail.note(ledger, by=by, what="ladder-restored", now=now, partnership=partnership.name)
