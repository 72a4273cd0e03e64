"""What calendars are told of an activity, in iCalendar's words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.models.events import Kind


class CalendarStatus(StrEnum):
    """Whether an activity stands. Cancelled ones stay in a feed, or calendars would go on showing them."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One activity. Moments are aware; `host` is the name of the branch that holds it.

    Calendars take a change only when `sequence` has grown; `changed_at` is when it last did.
    """

    uid: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    status: CalendarStatus
    kind: Kind
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    speaker: str = ""
    host: str = ""
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """One member's activities. `name` is what calendars call the feed."""

    name: str
    entries: tuple[CalendarEntry, ...]
