"""Why words were not read as a time. Each carries what a person needs in order to say it again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from bot.rules.refusals import Refusal
from bot.rules.when.reading import Reading


class Flaw(StrEnum):
    """What cannot be."""

    HOUR = "hour"
    MINUTE = "minute"
    PART_OF_DAY = "part_of_day"
    MONTH = "month"
    DAY_OF_MONTH = "day_of_month"
    YEAR = "year"
    LUNAR_DAY = "lunar_day"
    LUNAR_MONTH = "lunar_month"
    NTH_DAY = "nth_day"
    RANGE_BACKWARDS = "range_backwards"
    CLOCK_GAP = "clock_gap"
    NOT_BEFORE = "not_before"
    TOO_FAR = "too_far"


class WhenRefusal(Refusal):
    """Any reason for which words were not read as a time. `text` holds the words concerned."""


@dataclass(eq=False)
class NoTime(WhenRefusal):
    """No time was found in `text`."""

    text: str


@dataclass(eq=False)
class RepeatingTime(WhenRefusal):
    """`text` says every week, every month: one moment was asked for."""

    text: str


@dataclass(eq=False)
class ImpossibleTime(WhenRefusal):
    """`text` names what does not exist; `value` was written, `limit` is the greatest there is (0: no number helps)."""

    text: str
    reason: Flaw
    value: int = 0
    limit: int = 0


@dataclass(eq=False)
class AmbiguousClock(WhenRefusal):
    """An hour alone that may be `afternoon` or `morning` (both "HH:MM")."""

    text: str
    afternoon: str
    morning: str


@dataclass(eq=False)
class TimePast(WhenRefusal):
    """The moment is over; `suggestion` is the next one the same words could mean, `offers` whether there is one (1, 0).

    `readings` holds that suggestion in full (end, title), for whoever offers it as a button.
    """

    text: str
    start: datetime
    suggestion: datetime | None
    readings: tuple[Reading, ...] = ()
    offers: int = 0

    def __post_init__(self) -> None:
        self.offers = int(self.suggestion is not None)

    def facts(self) -> dict[str, Any]:
        """Return what the words for a person need; a day said without hour is a date."""
        suggestion = _shown(self.readings) or ((self.suggestion,) if self.suggestion else (None,))
        return {"text": self.text, "start": self.start, "suggestion": suggestion[0], "offers": self.offers}


@dataclass(eq=False)
class AmbiguousTime(WhenRefusal):
    """The words may mean any of `candidates`, likeliest first; `readings` holds them in full, in the same order."""

    text: str
    candidates: tuple[datetime, ...]
    readings: tuple[Reading, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return what the words for a person need; days said without hour are dates."""
        same_start = len({choice.start.astimezone(UTC) for choice in self.readings}) < len(self.readings)
        return {
            "text": self.text,
            "candidates": self.candidates if same_start else _shown(self.readings) or self.candidates,
        }


def _shown(readings: tuple[Reading, ...]) -> tuple[date, ...]:
    """Return the starts as people see them (a datetime is a date too)."""
    return tuple(choice.start if choice.has_time else choice.start.date() for choice in readings)
