"""A partnership's rhythm: which one an event follows, its ladder, and how a coordinator changes it."""

from datetime import datetime, time

from sqlmodel import Session, col, select

from bot.models.deliveries import Rung
from bot.models.events import Event
from bot.models.people import Member, Partnership
from bot.rules.people import require_coordinator
from bot.rules.rhythm import check_cap
from bot.services import partnerships, readers, trail


def of_event(ledger: Session, event: Event) -> Partnership | None:
    """Return the event's own partnership, else its host's oldest; None where the host has none."""
    if event.partnership_id is not None:
        return ledger.get_one(Partnership, event.partnership_id)
    return readers.partnership_of(ledger, event.host_id)


def ladder(ledger: Session, partnership_id: int) -> tuple[Rung, ...]:
    """Return a partnership's rungs, the earliest first."""
    wanted = select(Rung).where(Rung.partnership_id == partnership_id)
    return tuple(ledger.exec(wanted.order_by(col(Rung.minutes_before).desc(), col(Rung.seeks).desc())))


def changed_by(ledger: Session, by: Member, partnership_id: int) -> Partnership:
    """Return a partnership whose rhythm `by` may change. Raises NotAllowed or NotFound."""
    require_coordinator(by)
    return partnerships.get(ledger, by, partnership_id)


def set_digest(
    ledger: Session,
    *,
    by: Member,
    partnership_id: int,
    now: datetime,
    weekday: int | None = None,
    at: time | None = None,
) -> Partnership:
    """Set the digest's weekday (0 is Monday), local hour, or both; one that would have been due before is not made up.

    Raises NotAllowed or NotFound; the same again changes nothing.
    """
    partnership = changed_by(ledger, by, partnership_id)
    weekday = partnership.digest_weekday if weekday is None else weekday
    at = partnership.digest_at if at is None else at
    if (weekday, at) == (partnership.digest_weekday, partnership.digest_at):
        return partnership
    partnership.digest_weekday, partnership.digest_at, partnership.rhythm_since = weekday, at, now
    ledger.add(partnership)
    trail.note(ledger, by=by, what="rhythm-digest", now=now, partnership=partnership.name, weekday=weekday, at=at)
    return partnership


def set_quiet(
    ledger: Session, *, by: Member, partnership_id: int, start: time, end: time, now: datetime
) -> Partnership:
    """Set local quiet hours, the same time twice for none. Raises NotAllowed or NotFound."""
    partnership = changed_by(ledger, by, partnership_id)
    partnership.quiet_from, partnership.quiet_to = start, end
    ledger.add(partnership)
    trail.note(ledger, by=by, what="rhythm-quiet", now=now, partnership=partnership.name, start=start, end=end)
    return partnership


def set_cap(ledger: Session, *, by: Member, partnership_id: int, most: int, now: datetime) -> Partnership:
    """Set how many messages a person gets in a day. Raises NotAllowed, NotFound or CapOutOfReach."""
    partnership = changed_by(ledger, by, partnership_id)
    partnership.daily_cap = check_cap(most)
    ledger.add(partnership)
    trail.note(ledger, by=by, what="rhythm-cap", now=now, partnership=partnership.name, most=most)
    return partnership
