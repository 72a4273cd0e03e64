"""The port through which rooms tell what they do: one line of the log each, figures, and a sign of life."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Protocol

from bot.watch.pulse import Pulse

_log = logging.getLogger("jiedui")

JOB, CHANNEL = "job:", "channel:"
"""What the names of beats begin with: a job of the timetable that worked, a platform that answered or called."""


class Figures(Protocol):
    """Counts what is told. Called on the hot path: a call costs a microsecond or two."""

    def update(self, channel: str, outcome: str, seconds: float) -> None:
        """Count an update that was taken in."""

    def delivery(self, what: str, outcome: str, lag: float) -> None:
        """Count a try of a delivery, `lag` seconds after it was due."""

    def call(self, method: str, outcome: str, seconds: float) -> None:
        """Count a call of the Bot API."""

    def batch(self, units: int) -> None:
        """Count a commit of so many units of work."""


class _NoFigures:
    def update(self, channel: str, outcome: str, seconds: float) -> None: ...

    def delivery(self, what: str, outcome: str, lag: float) -> None: ...

    def call(self, method: str, outcome: str, seconds: float) -> None: ...

    def batch(self, units: int) -> None: ...


class Watch:
    """What every room may tell. No text, no name and no address of a chat passes here: ids, kinds and numbers only.

    `seconds` counts seconds and never goes back (`Clock.monotonic`).
    """

    def __init__(self, seconds: Callable[[], float] = monotonic, figures: Figures | None = None) -> None:
        self.seconds = seconds
        self.pulse = Pulse(seconds)
        self.figures: Figures = figures or _NoFigures()

    def update(
        self, *, channel: str, update: str, kind: str, outcome: str, seconds: float, member: int | None, no: str = ""
    ) -> None:
        """Tell of one update: its `kind` is the verb, `no` the name of the refusal if it was refused."""
        facts: dict[str, object] = {"channel": channel, "update": update, "kind": kind, "outcome": outcome}
        if no:
            facts["no"] = no
        facts |= {"ms": round(seconds * 1000, 2), "member": member}
        _line("update", facts)
        self.figures.update(channel, outcome, seconds)

    def delivery(
        self, *, delivery: int, what: str, channel: str, state: str, attempts: int, lag: float, seconds: float
    ) -> None:
        """Tell what became of one delivery: `lag` seconds after it was due, its call took `seconds`.

        `held` is one that was not sent and will be tried again: no sign of life.
        """
        facts = {
            "delivery": delivery, "what": what, "channel": channel, "state": state, "attempts": attempts,
            "lag_ms": round(lag * 1000), "ms": round(seconds * 1000, 2),
        }  # fmt: skip
        _line("delivery", facts)
        self.figures.delivery(what, state, lag)
        if state != "held":
            self.pulse.beat("delivery")


def _line(event: str, facts: dict[str, object]) -> None:
    """Write one line, without looking for the place in the code it comes from: that costs as much as the line."""
    if _log.isEnabledFor(logging.INFO):
        record = logging.LogRecord(_log.name, logging.INFO, "", 0, event, None, None)
        record.facts = facts
        _log.handle(record)
