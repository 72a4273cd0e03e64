"""Every job, its beat and its lateness rule, in one table. APScheduler is the metronome; what is due is rows.

A job is a function that does one unit of work and says whether it found any; `beat` calls it until it finds none.
"""

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


async def beat(job: Job, most: int = 1000) -> bool:
    """Work until nothing is found (at most `most` units, the next beat goes on); say whether there was anything.

    A fault of one unit is logged and ends this beat only.
    """
    found = False
    try:
        for _ in range(most):
            if not await job.work():
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


def schedule(jobs: tuple[Job, ...]) -> AsyncIOScheduler:
    """Return a scheduler that beats every job. A beat is never doubled and never dropped for being late."""
    scheduler = AsyncIOScheduler(
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
    )
    for job in jobs:
        scheduler.add_job(beat, IntervalTrigger(seconds=job.every.total_seconds()), args=[job], id=job.name)
    return scheduler
