"""What becomes of an answer: nothing, noted, a seat, a place on the waiting list, or a refusal."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.models.events import Answer, Event, Phase, Rsvp
from bot.models.people import Role
from bot.rules.refusals import Refusal

ASSUMED_LENGTH = timedelta(hours=2)
"""How long an event is taken to last when nobody said when it ends."""

LONGEST = timedelta(days=31)
"""No event lasts longer: one that began before is over, and nobody has to look for it further back."""


@dataclass(eq=False)
class RsvpClosed(Refusal):
    """Answers were taken until `closed_at`; the secretary may still answer for a member."""

    closed_at: datetime


@dataclass(eq=False)
class EventCancelled(Refusal):
    """The event does not take place; `reason` may be empty."""

    starts_at: datetime
    reason: str


@dataclass(eq=False)
class EventOver(Refusal):
    """The event has been: who came is noted on its sheet now, not by answers."""


@dataclass(eq=False)
class NotInvited(Refusal):
    """The event is for other branches, or for members of another category."""


@dataclass(frozen=True, slots=True)
class Mine:
    """How one member stands with an event: what their card shows.

    `rsvp` is the answer that holds, `place` theirs on the waiting list, `by` the role of whoever answered for them.
    """

    event: Event
    rsvp: Rsvp | None = None
    place: int | None = None
    by: Role | None = None

    @property
    def answer(self) -> Answer | None:
        """The answer that holds."""
        return self.rsvp.answer if self.rsvp else None

    @property
    def has_seat(self) -> bool:
        """Whether they are coming and there is room for them."""
        return self.answer is Answer.YES and self.place is None

    @property
    def wants_reason(self) -> bool:
        """Whether they are on leave and have not said why."""
        return self.rsvp is not None and self.answer is Answer.NO and not (self.rsvp.reason or self.rsvp.words)


class Verdict(StrEnum):
    """What an answer that is taken becomes."""

    UNCHANGED = "unchanged"
    NOTED = "noted"
    SEATED = "seated"
    WAITING = "waiting"


def over_at(event: Event) -> datetime:
    """Return when the event is over, as far as was said."""
    return event.ends_at or event.starts_at + ASSUMED_LENGTH


def holding(event: Event, rsvp: Rsvp | None) -> Rsvp | None:
    """Return the answer if it still holds: one given for another time of the event has to be given again."""
    return rsvp if rsvp is not None and rsvp.revision == event.revision else None


def require_open(event: Event, now: datetime, *, by_secretary: bool = False) -> None:
    """Raise EventCancelled, EventOver or RsvpClosed; a secretary may answer for members until the event is over."""
    if event.phase is Phase.CANCELLED:
        raise EventCancelled(event.starts_at, event.cancel_reason)
    if over_at(event) <= now:
        raise EventOver
    if not by_secretary and is_closed(event, now):
        raise RsvpClosed(event.reply_by)


def is_closed(event: Event, now: datetime) -> bool:
    """Say whether the time for answers has run out."""
    return event.reply_by <= now


def decide(
    event: Event,
    current: Rsvp | None,
    wanted: Answer,
    *,
    taken_seats: int,
    now: datetime,
    by_secretary: bool = False,
) -> Verdict:
    """Say what `wanted` becomes, or refuse it.

    The same tap twice is no change and never a refusal: people double-tap, and channels redeliver. `taken_seats`
    counts the others who hold a seat. Raises EventCancelled, EventOver or RsvpClosed.
    """
    held = holding(event, current)
    if held is not None and held.answer is wanted and event.phase is Phase.PUBLISHED:
        return Verdict.UNCHANGED
    require_open(event, now, by_secretary=by_secretary)
    if wanted is not Answer.YES:
        return Verdict.NOTED
    return Verdict.WAITING if event.seats is not None and taken_seats >= event.seats else Verdict.SEATED
