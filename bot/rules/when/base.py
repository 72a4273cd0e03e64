"""What a phrase is read against, and the choice between the dates it can mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.rules.when.refusals import Flaw, ImpossibleTime


@dataclass(frozen=True, slots=True)
class Base:
    """The words being read as a time, the rest of their line, and where in time one stands.

    `now` is aware; `before` (aware) is set when the latest moment before it is wanted;
    `anchor` is the day that "the day before" and "the next day" count from.
    """

    text: str
    now: datetime
    zone: ZoneInfo
    rest: str = ""
    before: datetime | None = None
    anchor: date | None = None

    @property
    def today(self) -> date:
        """The day it is now, in the zone."""
        return self.now.astimezone(self.zone).date()

    @property
    def origin(self) -> date:
        """The day from which "the coming one" is looked for."""
        return self.today if self.anchor is None or self.before else self.anchor

    @property
    def last(self) -> date | None:
        """The last day to be considered, when something has to happen before a moment."""
        return self.before.astimezone(self.zone).date() if self.before else None

    def counting_from(self, anchor: date) -> "Base":
        """Return the same, standing on another day."""
        return replace(self, anchor=anchor)

    def impossible(self, reason: Flaw, value: int = 0, limit: int = 0) -> ImpossibleTime:
        """Return the refusal of the words being read."""
        return ImpossibleTime(self.text, reason, value, limit)


@dataclass(frozen=True, slots=True)
class Sense:
    """The dates a phrase can mean, likeliest first; several are a question.

    `later` are those the same words would mean next; `rolls` says that, once `dates` have passed,
    they are meant without asking.
    """

    dates: tuple[date, ...]
    later: tuple[date, ...] = ()
    rolls: bool = False


class Day(Protocol):
    """A way to say a day."""

    def sense(self, base: Base) -> Sense:
        """Return the dates it can mean; raise ImpossibleTime when there is no such day."""


def coming(dates: Sequence[date], base: Base, *, cycle_end: date, grace: timedelta | None = None) -> Sense:
    """Choose among the occurrences (in order) of a day that comes again and again.

    The coming one is meant when it lies in the running cycle (this year, this month), and also later,
    unless one has passed more recently than the next is far (or than `grace`): that one is taken, and found past.
    Before a given moment the latest is meant.
    """
    if base.last is not None:
        return _latest(dates, base.today, base.last)
    origin = base.origin
    behind = [day for day in dates if day < origin]
    ahead = [day for day in dates if day >= origin]
    if not ahead:
        return Sense((behind[-1],))
    if behind and ahead[0] > cycle_end:
        passed = origin - behind[-1]
        if passed <= grace if grace is not None else passed < ahead[0] - origin:
            return Sense((behind[-1],), (ahead[0],))
    return Sense((ahead[0],), tuple(ahead[1:2]))


def _latest(dates: Sequence[date], today: date, last: date) -> Sense:
    """Choose the latest up to `last`; where that has passed long ago, the one after `last`, found to be too late."""
    early = [day for day in dates if day <= last]
    late = [day for day in dates if day > last]
    if late and (not early or today - early[-1] > late[0] - last):
        return Sense((late[0],))
    return Sense((early[-1],), tuple(early[-2:-1]), rolls=True)
