"""The only place that asks what time it is. Everyone else is told."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow, whatever is done to the clock on the wall."""

    async def until(self, monotonic: float) -> bool:
        """Wait for a moment of `monotonic()`; False, at once, where time does not pass by itself."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only ever grow, whatever is done to the clock on the wall."""
        return time.monotonic()

    async def until(self, monotonic: float) -> bool:
        """Sleep until a moment of `monotonic()`, at once if it has passed."""
        await asyncio.sleep(max(0.0, monotonic - time.monotonic()))
        return True


class HandClock:
    """A clock moved by hand, for tests and the stage.

    It stands still unless `elapsed` is given: a function that counts seconds (`time.monotonic`),
    with which it also runs on by itself between two moves.
    """

    def __init__(self, at: datetime, elapsed: Callable[[], float] = lambda: 0.0) -> None:
        self._elapsed = elapsed
        self._at = at.astimezone(UTC)
        self._since = elapsed()
        self._gone = 0.0

    def now(self) -> datetime:
        """Return the moment the hands show, aware, in UTC."""
        return self._at + timedelta(seconds=self._elapsed() - self._since)

    def monotonic(self) -> float:
        """Return the seconds the hands have gone forwards; moving them back takes nothing away."""
        return self._gone + self._elapsed() - self._since

    async def until(self, monotonic: float) -> bool:
        """Say whether the hands are there already: whoever holds them decides when time passes."""
        return monotonic <= self.monotonic()

    def set(self, at: datetime) -> None:
        """Move the hands to `at` (aware), forwards or backwards."""
        ran = self._elapsed() - self._since
        moved = (at - self._at).total_seconds() - ran
        self._gone += ran + max(0.0, moved)
        self._at = at.astimezone(UTC)
        self._since = self._elapsed()

    def advance(self, **duration: float) -> None:
        """Move the hands on by `timedelta(**duration)`."""
        self.set(self.now() + timedelta(**duration))
