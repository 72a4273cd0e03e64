"""Every job, its beat and its lateness rule, in one table. APScheduler is the metronome; what is due is rows.

A job is a function that does one unit of work and says whether it found any; `beat` calls it until it finds none.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

_log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Job:
    """A unit of work, how often it is looked for, and what its lateness means."""

    name: str
    work: Work
    every: timedelta
    lateness: str


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
        self._beating: set[asyncio.Task[bool]] = set()
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
        )
        for job in jobs:
            every = IntervalTrigger(seconds=job.every.total_seconds())
            self._scheduler.add_job(self._beat, every, args=[job], id=job.name)

    def start(self) -> None:
        """Begin to beat, on the running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin no further unit, and wait until those under way are finished: a message half sent would be in doubt."""
        self._open = False
        self._scheduler.remove_all_jobs()
        await asyncio.gather(*self._beating)
        self._scheduler.shutdown(wait=False)

    async def _beat(self, job: Job) -> None:
        # APScheduler cancels its own tasks when it is shut down: what works is a task of ours.
        beating = asyncio.create_task(beat(job, goes_on=lambda: self._open))
        self._beating.add(beating)
        beating.add_done_callback(self._beating.discard)
        await asyncio.shield(beating)
