"""Every job, its beat and its lateness rule, in one table. APScheduler is the metronome; what is due is rows.

A job is a function that does one unit of work and says whether it found any; `beat` calls it until it finds none.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import SystemClock
from bot.watch import JOB, Watch

_log = logging.getLogger(__name__)

_GLANCE = 1.0
"""Seconds between two looks at the clock on the wall, and how far it may drift unnoticed."""

_GRACE = 60.0
"""Seconds a unit of work may take beyond its beat before its job counts as stalled: no call waits for longer."""

Work = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Job:
    """A unit of work, how often it is looked for, and what its lateness means.

    `finish` waits for what a unit has left under way.
    """

    name: str
    work: Work
    every: timedelta
    lateness: str
    finish: Callable[[], Awaitable[None]] | None = None


async def beat(job: Job, most: int = 1000, goes_on: Callable[[], bool] = lambda: True) -> bool:
    """Work until nothing is found (at most `most` units, the next beat goes on); say whether there was anything.

    A fault of one unit is logged and ends this beat only. Before each unit `goes_on` is asked whether to begin it.
    """
    found = False
    try:
        for _ in range(most):
            if not goes_on() or not await job.work():
                break
            found = True
    except Exception:  # noqa: BLE001 - the other jobs and the next beat go on
        _log.exception("job %s failed; it goes on at its next beat", job.name)
        return False
    return found


async def settle(jobs: tuple[Job, ...]) -> None:
    """Beat every job until all are idle: what a hand clock does instead of waiting."""
    while any([await beat(job) for job in jobs]):
        pass


class Timetable:
    """Beats every job until stopped. A beat is never doubled and never dropped for being late."""

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self._open = True
        self._clock = SystemClock()  # whatever clock the jobs go by, the scheduler goes by the machine's
        self._following: asyncio.Task[None] | None = None
        self._finish = [job.finish for job in jobs if job.finish]
        self._beating: set[asyncio.Task[bool]] = set()
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
        )
        for job in jobs:
            every = IntervalTrigger(seconds=job.every.total_seconds())
            # The first beat at once: a house that is started again and again must get to its rarer jobs, too.
            self._scheduler.add_job(self._beat, every, args=[job], id=job.name, next_run_time=self._clock.now())

    def start(self) -> None:
        """Begin to beat, on the running event loop."""
        self._scheduler.start()
        self._following = asyncio.create_task(self._follow_the_clock())

    async def stop(self) -> None:
        """Begin no further unit, and wait until those under way are finished: a message half sent would be in doubt."""
        self._open = False
        if self._following:
            self._following.cancel()
        self._scheduler.remove_all_jobs()
        await asyncio.gather(*self._beating)
        for finish in self._finish:
            await finish()
        self._scheduler.shutdown(wait=False)

    async def _follow_the_clock(self) -> None:
        """Beat anew where the clock on the wall was set: the scheduler would wait until it shows the old time again."""
        offset = self._offset()
        while await self._clock.until(self._clock.monotonic() + _GLANCE):
            if abs(self._offset() - offset) > _GLANCE:
                offset = self._offset()
                _log.warning("the clock was set; everything due now is looked for")
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._clock.now())

    def _offset(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()

    async def _beat(self, job: Job) -> None:
        # APScheduler cancels its own tasks when it is shut down: what works is a task of ours.
        beating = asyncio.create_task(beat(job, goes_on=lambda: self._open))
        self._beating.add(beating)
        beating.add_done_callback(self._beating.discard)
        await asyncio.shield(beating)


def watched(job: Job, watch: Watch) -> Job:
    """Return the job so that every unit of its work is a sign of life, and expect one from now on.

    Three beats may fail or be late. A unit that raises is no sign of life: a job that fails at every beat stands still.
    """
    name = f"{JOB}{job.name}"
    watch.pulse.expect(name, 3 * job.every.total_seconds() + _GRACE)

    async def work() -> bool:
        found = await job.work()
        watch.pulse.beat(name)
        return found

    return replace(job, work=work)
