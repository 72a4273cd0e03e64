"""Whether the house is well: looked at when somebody asks, never more often than every few seconds."""

import asyncio
import logging
import math
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.clock import Clock
from bot.models.deliveries import Bookmark
from bot.services import waiting
from bot.services.waiting import Waits
from bot.store import Gate
from bot.watch import CHANNEL, JOB, Beating, Condition, Part, Watch

_log = logging.getLogger(__name__)

FRESH = 5.0
"""Seconds an answer is good for: each look writes to the disk, and anybody may ask."""

PATIENCE = 2.0
"""Seconds a write may take. A tap is answered after its commit; nobody waits longer for that without tapping again."""

STANDS_STILL = 60.0
"""Seconds. So long something may have been due while nothing at all is delivered. One call takes 20 seconds at most,
a group rests for 3; ten thousand reminders due at once are late by minutes, and all is well as long as they go out."""

TOO_LONG = 15 * 60.0
"""Seconds. So long something may have been due in any case: 25,000 messages at the pace Telegram allows."""

LEAST_FREE = 100 * 1024 * 1024
"""Bytes. The write-ahead log may grow to tens of megabytes while a backup runs, and tonight's copy wants room too."""

_MARK = "health"


class Health:
    """Looks at every part. What is expected to beat, and when it last did, is known to `watch`.

    `asks` are called before each look: a platform that knows more when it is asked. None of them may raise.
    """

    def __init__(
        self, gate: Gate, clock: Clock, watch: Watch, database: str, *, patience: float = PATIENCE,
        least_free: int = LEAST_FREE,
    ) -> None:  # fmt: skip
        self._gate, self._clock, self._watch = gate, clock, watch
        self._folder = Path(make_url(database).database or ".").absolute().parent
        self._patience, self._least_free = patience, least_free
        self.asks: list[Callable[[], Awaitable[None]]] = []
        self._asking = asyncio.Lock()
        self._seen: tuple[float, Condition] | None = None
        self._probe: asyncio.Task[Waits] | None = None
        self._red: dict[str, datetime] = {}
        self._born = clock.monotonic()
        watch.pulse.expect("delivery", math.inf)

    async def look(self) -> Condition:
        """Return how the house is, at most `FRESH` seconds old. Never raises."""
        async with self._asking:
            if self._seen is None or self._clock.monotonic() - self._seen[0] >= FRESH:
                condition = await self._look()
                self._seen = self._clock.monotonic(), condition
            return self._seen[1]

    async def _look(self) -> Condition:
        now = self._clock.now()
        for ask in self.asks:
            await ask()
        database, waits = await self._database(now)
        parts = (database, self._disk(), self._courier(waits, now), *self._jobs(now), *self._channels(now))
        return Condition(now, tuple(self._dated(part, now) for part in parts))

    def _dated(self, part: Part, now: datetime) -> Part:
        """Note since when a part is red, and say in the log that it became so, and that it is well again."""
        before = self._red.get(part.name)
        if part.well is not False:
            if before and part.well:
                _log.info("health: %s is well again, red since %s", part.name, before.isoformat(timespec="seconds"))
            self._red.pop(part.name, None)
            return part
        since = self._red[part.name] = before or part.since or now
        if before is None:
            _log.warning("health: %s is red: %s", part.name, part.why)
        return replace(part, since=since)

    async def _database(self, now: datetime) -> tuple[Part, Waits | None]:
        """Write for real, through the gate like everybody else; a write that hangs is waited for, not piled upon."""
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._gate.run(lambda ledger: _write(ledger, now)))
            self._probe.add_done_callback(lambda probe: probe.cancelled() or probe.exception())
        began = self._clock.monotonic()
        await asyncio.wait({self._probe}, timeout=self._patience)
        if not self._probe.done():
            return Part("database", well=False, why=f"a write has not come through within {self._patience:g} s"), None
        if error := self._probe.exception():
            return Part("database", well=False, why=_reason(error)), None
        took = round((self._clock.monotonic() - began) * 1000, 1)
        return Part("database", well=True, facts={"write_ms": took}), self._probe.result()

    def _disk(self) -> Part:
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            return Part("disk", well=False, why=error.strerror or str(error))
        well = free >= self._least_free
        why = "" if well else f"less than {self._least_free // 1024 // 1024} MiB are free"
        return Part("disk", well=well, why=why, facts={"free_bytes": free})

    def _courier(self, waits: Waits | None, now: datetime) -> Part:
        if waits is None:
            return Part("courier", well=None, why="the database does not tell")
        lag = max(now - waits.oldest, timedelta()) if waits.oldest else timedelta()
        facts = {"due": waits.due, "lag_seconds": round(lag.total_seconds(), 1), **waits.states}
        # What fell due while the house was down is late through no fault of the courier's.
        waited = min(lag.total_seconds(), self._clock.monotonic() - self._born)
        if waited > TOO_LONG:
            return Part("courier", well=False, why="a message has been due for too long", facts=facts)
        if min(waited, *(beat.age for beat in self._watch.pulse.all("delivery"))) > STANDS_STILL:
            return Part("courier", well=False, why="messages are due and none is delivered", facts=facts)
        return Part("courier", well=True, facts=facts)

    def _jobs(self, now: datetime) -> Iterator[Part]:
        beats = list(self._watch.pulse.all(JOB))
        if not beats:
            return  # the timetable has not begun
        late = [beat for beat in beats if not beat.is_well]
        why = ", ".join(f"{beat.name} has not worked for {beat.age:.0f} s" for beat in late)
        yield Part("timetable", well=not late, why=why, since=_since(late, now), facts={"jobs": len(beats)})

    def _channels(self, now: datetime) -> Iterator[Part]:
        for beat in self._watch.pulse.all(CHANNEL):
            why = "" if beat.is_well else beat.trouble or f"nothing came back for {beat.age:.0f} s"
            since = None if beat.is_well else _since([beat], now)
            yield Part(beat.name, well=beat.is_well, why=why, since=since, facts={"heard_seconds_ago": round(beat.age)})


def _since(beats: list[Beating], now: datetime) -> datetime | None:
    """Return when the first of them last did what it should."""
    return min((now - timedelta(seconds=beat.age) for beat in beats), default=None)


def _write(ledger: Session, now: datetime) -> Waits:
    ledger.merge(Bookmark(name=_MARK, value=now.isoformat()))
    ledger.flush()
    return waiting.due(ledger, now)


def _reason(error: BaseException) -> str:
    # SQLAlchemy's own words repeat the statement and its values.
    return f"{type(error).__name__}: {error.orig}" if isinstance(error, DBAPIError) else type(error).__name__
