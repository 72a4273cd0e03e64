"""Turnout over the weeks, branch by branch: the values behind the digest's picture.

The order of the branches is the partnership's own and is never by figures: nobody is ranked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Count:
    """How many came (实到) of how many were expected (应到)."""

    came: int
    expected: int


@dataclass(frozen=True, slots=True)
class BranchTurnout:
    """One branch's weeks, the oldest first; None where it took part in nothing."""

    name: str
    cells: tuple[Count | None, ...]


@dataclass(frozen=True, slots=True)
class TurnoutChart:
    """What the picture shows. `weeks` are local Mondays, the oldest first; every row has one cell for each."""

    title: str
    weeks: tuple[date, ...]
    rows: tuple[BranchTurnout, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One branch's figures of one event that was held on the local day `on`."""

    branch: str
    on: date
    came: int
    expected: int


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def chart(
    title: str, branches: Sequence[str], held: Iterable[Held], until: date, weeks: int = WEEKS_SHOWN
) -> TurnoutChart:
    """Gather what was held in the `weeks` weeks up to and with that of `until` (a local day).

    Several events of one week are added up. What lies outside those weeks or branches is left out.
    """
    mondays = tuple(monday(until) - timedelta(weeks=back) for back in reversed(range(weeks)))
    sums: dict[tuple[str, date], Count] = {}
    for one in held:
        place = (one.branch, monday(one.on))
        before = sums.get(place, Count(0, 0))
        sums[place] = Count(before.came + one.came, before.expected + one.expected)
    rows = (BranchTurnout(name, tuple(sums.get((name, week)) for week in mondays)) for name in branches)
    return TurnoutChart(title, mondays, tuple(rows))
