"""How the house is: its parts, each well or red, as whoever watches is told. No personal data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that has to be well. `well` is None where it cannot be told; `since` is set while it is red.

    `why` is a short English reason, `facts` are figures; both are for the operator.
    """

    name: str
    well: bool | None
    why: str = ""
    since: datetime | None = None
    facts: Mapping[str, float | int | str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """All parts at one moment."""

    at: datetime
    parts: tuple[Part, ...]

    @property
    def red(self) -> tuple[Part, ...]:
        """The parts that are not well."""
        return tuple(part for part in self.parts if part.well is False)

    def brief(self) -> dict[str, object]:
        """Tell anybody whether all is well, and if not, which part is red and since when: no figures, no reasons."""
        if not self.red:
            return {"status": "ok"}
        return {"status": "red", "red": [{"part": part.name, "since": _text(part.since)} for part in self.red]}

    def full(self) -> dict[str, object]:
        """Tell the operator everything."""
        return {
            "status": "red" if self.red else "ok",
            "at": _text(self.at),
            "parts": {part.name: _told(part) for part in self.parts},
        }


def _told(part: Part) -> dict[str, object]:
    told: dict[str, object] = {"status": {True: "ok", False: "red", None: "unknown"}[part.well]}
    if part.why:
        told["why"] = part.why
    if part.since:
        told["since"] = _text(part.since)
    return told | dict(part.facts)


def _text(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
