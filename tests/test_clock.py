"""The clock in our hand: what it shows, and how long it has gone."""

from datetime import timedelta

from bot.clock import HandClock
from tests.world import MONDAY


def test_seconds_gone_grow_with_the_hands_and_never_shrink() -> None:
    clock = HandClock(MONDAY)
    clock.advance(seconds=90)
    clock.set(MONDAY - timedelta(hours=1))
    assert clock.now() == MONDAY - timedelta(hours=1)
    assert clock.monotonic() == 90
    clock.advance(seconds=1)
    assert clock.monotonic() == 91


def test_a_clock_that_runs_by_itself_counts_that_too() -> None:
    seconds = [0.0]
    clock = HandClock(MONDAY, elapsed=lambda: seconds[0])
    seconds[0] = 5.0
    assert clock.monotonic() == 5
    clock.set(MONDAY)
    seconds[0] = 7.0
    assert (clock.monotonic(), clock.now()) == (7, MONDAY + timedelta(seconds=2))


async def test_nobody_can_wait_for_a_hand_to_move() -> None:
    clock = HandClock(MONDAY)
    assert not await clock.until(clock.monotonic() + 1)
    assert await clock.until(clock.monotonic())
