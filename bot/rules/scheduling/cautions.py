"""What a secretary should know before publishing. Nothing of it forbids anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.scheduling.days_off import Holiday, holiday, is_worked_weekend

SHORT_NOTICE = timedelta(days=1)
LENGTH_ASSUMED = timedelta(hours=2)
"""Of an activity whose end was not said."""


@dataclass(frozen=True, slots=True)
class OnHoliday:
    """The day is off by law."""

    holiday: Holiday


@dataclass(frozen=True, slots=True)
class OnWorkedWeekend:
    """The day is a weekend, but one that is worked for a holiday."""


@dataclass(frozen=True, slots=True)
class ShortNotice:
    """Less than a day is left."""


@dataclass(frozen=True, slots=True)
class AfterAgreement:
    """The partnership's agreement ends before."""

    ends_on: date


@dataclass(frozen=True, slots=True)
class Clash:
    """A branch has something else at that time. `title` is empty for who may not see it."""

    branch: str
    starts_at: datetime
    title: str = ""


Caution = OnHoliday | OnWorkedWeekend | ShortNotice | AfterAgreement | Clash


def of_time(
    starts_at: datetime, ends_at: datetime | None, *, now: datetime, zone: ZoneInfo, agreement_ends: date | None
) -> tuple[Caution, ...]:
    """Return what is to be minded about a time (local to `zone`), the weightiest first."""
    day = starts_at.astimezone(zone).date()
    last = (ends_at or starts_at).astimezone(zone).date()
    found: list[Caution] = []
    if starts_at - now < SHORT_NOTICE:
        found.append(ShortNotice())
    if (off := holiday(day)) is not None:
        found.append(OnHoliday(off))
    if is_worked_weekend(day):
        found.append(OnWorkedWeekend())
    if agreement_ends is not None and last > agreement_ends:
        found.append(AfterAgreement(agreement_ends))
    return tuple(found)


def overlap(one: tuple[datetime, datetime | None], other: tuple[datetime, datetime | None]) -> bool:
    """Say whether two activities (start, end or None) take the same time; touching ends do not."""
    (start, end), (start2, end2) = one, other
    return start < (end2 or start2 + LENGTH_ASSUMED) and start2 < (end or start + LENGTH_ASSUMED)


def clashes(
    mine: tuple[datetime, datetime | None], others: Iterable[tuple[Clash, datetime | None]]
) -> tuple[Clash, ...]:
    """Return those of `others` (each with its end) that take the same time."""
    return tuple(clash for clash, ends_at in others if overlap(mine, (clash.starts_at, ends_at)))
