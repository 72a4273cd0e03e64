"""What was measured: a value, its unit, and the target it is held against, if there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

__all__ = ["Figure", "middle", "quantile"]


@dataclass(frozen=True)
class Figure:
    """One line of the table. `most` and `least` are the target; without them a figure is only told."""

    topic: str
    what: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    @property
    def shown(self) -> str:
        """The value, with three figures where it is small and whole where it is large."""
        digits = 3 if abs(self.value) < 1 else 2 if abs(self.value) < 10 else 1 if abs(self.value) < 100 else 0
        whole = f"{self.value:,.0f}" if self.value == int(self.value) else f"{self.value:,.{digits}f}"
        return f"{whole} {self.unit}".strip()

    @property
    def target(self) -> str:
        """The target in words."""
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}".strip()
        return f"≥ {self.least:g} {self.unit}".strip() if self.least is not None else ""


def middle(values: Iterable[float]) -> float:
    """Return the median."""
    return float(median(values))


def quantile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that is not exceeded by `share` of all. Raises ValueError where there is none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
