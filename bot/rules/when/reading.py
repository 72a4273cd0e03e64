"""What was understood."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """A moment or a stretch of time that words were read as.

    `start` and `end` are aware, in the zone asked for; `end` is later than `start`, or None when none was said.
    `has_time` is False when only days were said: `start` is then the first moment of the day and `end`
    (several days) the first moment after the last.
    `matched` holds the words read as the time, `rest` all others, as typed.
    """

    start: datetime
    end: datetime | None
    rest: str
    matched: str
    has_time: bool
