"""When the weekly digest is due, what stretch of time it tells of, and what it is made of.

One an ISO week a partnership, known by its Monday in the partnership's zone: a changed day, hour or zone never makes
two of them, nor does a clock that goes back.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.models.events import Kind
from bot.models.people import Partnership

LATE = timedelta(days=1)
"""How late a digest may still be posted; what it would have told is told by the next one."""

PREVIEW = timedelta(hours=1)
"""How long before it is posted the coordinator sees it."""

AHEAD = timedelta(days=7)
"""How far a digest looks ahead."""

_WEEK = timedelta(weeks=1)
_FURTHEST_BACK = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Came:
    """One branch's attendance in counts: 实到 and 应到."""

    branch: str
    came: int
    expected: int


@dataclass(frozen=True, slots=True)
class Held:
    """An event that was held. `turnout` by branch is empty until attendance is confirmed."""

    title: str
    kind: Kind
    starts_at: datetime
    turnout: tuple[Came, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """An event that comes, and how many of those invited have answered."""

    title: str
    kind: Kind
    starts_at: datetime
    answered: int
    invited: int


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """An event that was held and whose attendance nobody has confirmed; it waits for its host."""

    title: str
    starts_at: datetime
    host: str


@dataclass(frozen=True, slots=True)
class Week:
    """What a digest tells. `waiting` counts people who asked to join and have no answer yet."""

    name: str
    begins: datetime
    ends: datetime
    held: tuple[Held, ...]
    ahead: tuple[Ahead, ...]
    unrecorded: tuple[Unrecorded, ...]
    waiting: int
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: nothing held, nothing planned, nothing to do."""
        return not (self.held or self.ahead or self.unrecorded or self.waiting)


def monday(moment: datetime, zone: ZoneInfo) -> date:
    """Return the Monday of the ISO week a moment lies in, as the zone's wall calendar has it."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def dues(partnership: Partnership, now: datetime, most: int = 6) -> tuple[datetime, ...]:
    """Return the newest moments (aware, UTC) up to `now` a digest was due at, the oldest first.

    None lies before the partnership was made or its rhythm last changed. An hour that comes twice counts the first
    time, one that is skipped as much later as clocks jumped.
    """
    since = max(partnership.created_at, partnership.rhythm_since or partnership.created_at)
    following = following_due(partnership, now)
    found = (_shift(partnership, following, -weeks) for weeks in range(most, 0, -1))
    return tuple(due for due in found if since < due <= now)


def following_due(partnership: Partnership, now: datetime) -> datetime:
    """Return the first moment (aware, UTC) after `now` a digest is due at."""
    local = now.astimezone(ZoneInfo(partnership.zone))
    day = local.date() - timedelta(days=(local.weekday() - partnership.digest_weekday) % 7)
    at = _at(partnership, day)
    while at <= now:
        day += _WEEK
        at = _at(partnership, day)
    return at


def begins(due_at: datetime, last: datetime) -> datetime:
    """Return where the stretch of a digest begins: where the `last` one ended, but four weeks back at most."""
    return max(last, due_at - _FURTHEST_BACK)


def _shift(partnership: Partnership, due: datetime, weeks: int) -> datetime:
    return _at(partnership, due.astimezone(ZoneInfo(partnership.zone)).date() + weeks * _WEEK)


def _at(partnership: Partnership, day: date) -> datetime:
    return datetime.combine(day, partnership.digest_at, ZoneInfo(partnership.zone)).astimezone(UTC)
