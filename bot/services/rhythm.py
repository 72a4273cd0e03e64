"""Which partnership's rhythm an event follows: its ladder, quiet hours and daily cap."""

from sqlmodel import Session, col, select

from bot.models.deliveries import Rung
from bot.models.events import Event
from bot.models.people import Partnership
from bot.services import readers


def of_event(ledger: Session, event: Event) -> Partnership | None:
    """Return the event's own partnership, else its host's oldest; None where the host has none."""
    if event.partnership_id is not None:
        return ledger.get_one(Partnership, event.partnership_id)
    return readers.partnership_of(ledger, event.host_id)


def ladder(ledger: Session, partnership_id: int) -> tuple[Rung, ...]:
    """Return a partnership's rungs, the earliest first."""
    wanted = select(Rung).where(Rung.partnership_id == partnership_id)
    return tuple(ledger.exec(wanted.order_by(col(Rung.minutes_before).desc(), col(Rung.seeks).desc())))
