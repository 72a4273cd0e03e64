"""The only place that asks what time it is. Everyone else is told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class HandClock:
    """A clock moved by hand, for tests and the stage.

    It stands still unless `elapsed` is given: a function that counts seconds (`time.monotonic`),
    with which it also runs on by itself between two moves.
    """

    def __init__(self, at: datetime, elapsed: Callable[[], float] = lambda: 0.0) -> None:
        self._elapsed = elapsed
        self._at = at.astimezone(UTC)
        self._since = elapsed()

    def now(self) -> datetime:
        """Return the moment the hands show, aware, in UTC."""
        return self._at + timedelta(seconds=self._elapsed() - self._since)

    def set(self, at: datetime) -> None:
        """Move the hands to `at` (aware), forwards or backwards."""
        self._at = at.astimezone(UTC)
        self._since = self._elapsed()

    def advance(self, **duration: float) -> None:
        """Move the hands on by `timedelta(**duration)`."""
        self.set(self.now() + timedelta(**duration))
