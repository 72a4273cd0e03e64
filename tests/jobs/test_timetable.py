"""The metronome: beats until nothing is found, outlives a fault, and stops without tearing anything."""

import asyncio
from datetime import timedelta

import pytest

from jobs.timetable import Job, Timetable, beat, settle

SOON = timedelta(milliseconds=10)


class Pile:
    """So many units of work; one a call."""

    def __init__(self, units: int) -> None:
        self.units = units
        self.done = 0

    async def work(self) -> bool:
        if not self.units:
            return False
        self.units, self.done = self.units - 1, self.done + 1
        return True


async def test_a_beat_works_until_nothing_is_found() -> None:
    pile = Pile(5)
    assert await beat(Job("pile", pile.work, SOON, "never"))
    assert pile.done == 5
    assert not await beat(Job("pile", pile.work, SOON, "never"))


async def test_a_beat_leaves_what_is_too_much_to_the_next_one() -> None:
    pile = Pile(5)
    await beat(Job("pile", pile.work, SOON, "never"), most=3)
    assert pile.units == 2


async def test_a_fault_is_logged_and_the_next_beat_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    faults = iter([ValueError("poison")])
    pile = Pile(1)

    async def work() -> bool:
        for fault in faults:
            raise fault
        return await pile.work()

    job = Job("pile", work, SOON, "never")
    assert not await beat(job)
    assert "job pile failed" in caplog.text
    caplog.clear()
    assert await beat(job)


async def test_settling_goes_on_until_every_job_is_idle() -> None:
    second = Pile(0)
    first = Pile(3)

    async def feeding() -> bool:
        found = await first.work()
        second.units += found
        return found

    await settle((Job("second", second.work, SOON, "never"), Job("first", feeding, SOON, "never")))
    assert second.done == 3


async def test_stopping_finishes_the_unit_under_way_and_begins_no_other() -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    finished = []

    async def work() -> bool:
        begun.set()
        await may_end.wait()
        finished.append(True)
        return True

    timetable = Timetable((Job("long", work, SOON, "never"),))
    timetable.start()
    await asyncio.wait_for(begun.wait(), 10)
    stopping = asyncio.create_task(timetable.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    may_end.set()
    await asyncio.wait_for(stopping, 10)
    assert finished == [True]
