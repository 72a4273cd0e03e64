"""Where the hands of the clock can be moved to: the next reminder, the end of an event, the digest, an hour, a day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, Rung, State
from bot.models.events import Event, Phase
from bot.models.people import Partnership

_DEFAULT_LENGTH = timedelta(hours=2)
_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


def target(ledger: Session, jump: str, now: datetime) -> datetime | None:
    """Return the moment a jump leads to; None when there is nothing of the kind ahead. Raises KeyError."""
    if jump in _STEPS:
        return now + _STEPS[jump]
    digests = _digests(ledger, now)
    moments = {
        "reminder": _reminders(ledger),
        "end": _ends(ledger),
        "preview": [at - timedelta(hours=1) for at in digests],
        "digest": digests,
    }[jump]
    # A minute later, so that what is due at that minute is seen to have happened.
    return min((moment + timedelta(minutes=1) for moment in moments if moment > now), default=None)


def _coming(ledger: Session) -> list[Event]:
    return list(ledger.exec(select(Event).where(Event.phase == Phase.PUBLISHED, col(Event.confirmed_at).is_(None))))


def _reminders(ledger: Session) -> list[datetime]:
    rungs = ledger.exec(select(Rung)).all()
    moments = [
        event.starts_at - timedelta(minutes=rung.minutes_before)
        for event in _coming(ledger)
        for rung in rungs
        if rung.partnership_id == event.partnership_id
    ]
    planned = select(Delivery.due_at).where(Delivery.state == State.PLANNED, Delivery.what == "reminder")
    return moments + list(ledger.exec(planned))


def _ends(ledger: Session) -> list[datetime]:
    return [event.ends_at or event.starts_at + _DEFAULT_LENGTH for event in _coming(ledger)]


def _digests(ledger: Session, now: datetime) -> list[datetime]:
    moments = []
    for partnership in ledger.exec(select(Partnership)):
        local = now.astimezone(ZoneInfo(partnership.zone))
        for days in range(9):
            day = local.date() + timedelta(days=days)
            if day.weekday() == partnership.digest_weekday:
                moments.append(datetime.combine(day, partnership.digest_at, local.tzinfo))
    return moments
