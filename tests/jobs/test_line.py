"""What is planned stands in line for its slot: behind whoever waits for an answer, taken anew where a rest begins."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.chat import Address
from bot.clock import HandClock
from bot.models.deliveries import State
from bot.models.events import Event
from jobs.courier import Courier
from jobs.slots import Pace, Slots
from tests.jobs.post import Post
from tests.world import MONDAY

MEI, LAN, LI, CHEN = (Address("telegram", chat) for chat in "1234")
GAP = 0.04


class Waited(HandClock):
    """A hand clock for which people wait: whoever holds the hands sees how many, and lets them go by moving on."""

    def __init__(self) -> None:
        super().__init__(MONDAY)
        self._waiting: list[tuple[float, asyncio.Future[bool]]] = []

    async def until(self, monotonic: float) -> bool:
        if monotonic > self.monotonic():
            future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            self._waiting.append((monotonic, future))
            return await future
        return True

    async def pass_on(self, seconds: float) -> None:
        """Move on, and let everybody who waited for it come as far as they can."""
        self.advance(seconds=seconds)
        now = self.monotonic() + 1e-9
        due = [future for at, future in self._waiting if at <= now]
        self._waiting = [(at, future) for at, future in self._waiting if at > now]
        for future in due:
            future.set_result(True)
        await self.settle()

    async def settle(self) -> None:
        """Let everything run that does not wait for the hands."""
        for _ in range(20):
            await asyncio.sleep(0)


@pytest.fixture
def clock() -> Waited:
    return Waited()


@pytest.fixture
def slots(clock: Waited) -> Slots:
    return Slots(clock, {"telegram": Pace(channel=GAP, private=1.0)})


async def test_those_in_line_leave_as_they_came_each_at_its_slot(slots: Slots, clock: Waited) -> None:
    left: list[Address] = []
    slots.take(CHEN)
    line = [asyncio.create_task(_leave(slots, to, left)) for to in (MEI, LAN, LI)]
    await clock.settle()
    assert left == []
    for gone in ([MEI], [MEI, LAN], [MEI, LAN, LI]):
        await clock.pass_on(GAP)
        assert left == gone
    await asyncio.gather(*line)


async def test_a_direct_answer_goes_before_all_that_stand_in_line(slots: Slots, clock: Waited) -> None:
    left: list[Address] = []
    slots.take(CHEN)
    line = [asyncio.create_task(_leave(slots, to, left)) for to in (MEI, LAN)]
    await clock.settle()
    answer = asyncio.create_task(slots.turn(LI))
    await clock.settle()
    await clock.pass_on(GAP)
    assert answer.done()
    assert left == []
    await clock.pass_on(GAP)
    await clock.pass_on(GAP)
    assert left == [MEI, LAN]
    await asyncio.gather(*line)


async def test_no_more_is_taken_ahead_than_the_line_may_hold(slots: Slots, clock: Waited) -> None:
    slots.take(CHEN)
    assert slots.ready(["telegram"], ahead=2) == ["telegram"]
    line = [asyncio.create_task(slots.leave(to)) for to in (MEI, LAN)]
    await clock.settle()
    assert slots.ready(["telegram"], ahead=2) == []
    assert slots.line_wait("telegram", ahead=2) == pytest.approx(GAP)
    await clock.pass_on(GAP)
    assert slots.ready(["telegram"], ahead=2) == ["telegram"]
    await clock.pass_on(GAP)
    assert all(await asyncio.gather(*line))


async def test_whoever_stands_in_line_when_the_channel_begins_to_rest_does_not_leave(
    slots: Slots, clock: Waited
) -> None:
    slots.take(CHEN)
    line = asyncio.create_task(slots.leave(MEI))
    await clock.settle()
    slots.trouble("telegram")
    await clock.pass_on(GAP)
    assert await line is None


async def test_nobody_stands_in_line_for_long_while_others_are_answered(slots: Slots, clock: Waited) -> None:
    line = asyncio.create_task(slots.leave(MEI))
    slots.take(CHEN)
    await clock.settle()
    answers = [asyncio.create_task(slots.turn(Address("telegram", f"1{number}"))) for number in range(40)]
    while not line.done():
        await clock.pass_on(GAP)
    assert await line is None
    assert clock.monotonic() <= 1.0
    for _ in answers:
        await clock.pass_on(GAP)
    await asyncio.gather(*answers)


async def test_what_is_long_on_its_way_never_lets_more_arrive_in_a_second_than_the_platform_takes(
    clock: Waited,
) -> None:
    slots = Slots(clock, {"telegram": Pace(channel=0.09, most=10)})
    arrived: list[float] = []

    async def send(number: int) -> None:
        while not (call := await slots.leave(Address("telegram", str(number)))):
            pass
        with slots.timed(call):
            there = 0.31 if 20 <= number < 24 else 0.01  # these arrive with the next ones
            await clock.until(clock.monotonic() + there)
            arrived.append(clock.monotonic())

    sending = [asyncio.create_task(send(number)) for number in range(60)]
    while not all(one.done() for one in sending):
        await clock.pass_on(0.01)
    await asyncio.gather(*sending)
    assert max(sum(1 for other in arrived if at <= other < at + 0.999) for at in arrived) <= 10
    assert arrived[-1] < 60 * 0.09 + 1


async def _leave(slots: Slots, to: Address, left: list[Address]) -> None:
    assert await slots.leave(to)
    left.append(to)


class Held:
    """A courier over a channel with a pace, on a clock people wait for; somebody has just been written to."""

    def __init__(self, post: Post) -> None:
        app = post.pair.world.app
        self.clock = Waited()
        self.slots = Slots(self.clock, {"web": Pace(channel=GAP, private=1.0)})
        self.courier = Courier(app.gate, self.clock, {"web": post.channel}, app.house, self.slots)
        self.slots.take(Address("web", "somebody"))

    async def take_then(self, begin_to_rest: Callable[[], object]) -> None:
        """Take a delivery while its slot is still to come, let a rest begin, and let the slot come."""
        assert await self.courier.deliver_one()
        await self.clock.settle()
        begin_to_rest()
        await self.clock.pass_on(GAP)
        await self.courier.finish()


def test_what_was_taken_before_its_chat_began_to_rest_is_planned_as_before(post: Post) -> None:
    sent, held = post.invite(), Held(post)
    mei = Address("web", post.pair.mei.user)
    post.pair.world.loop.run_until_complete(held.take_then(lambda: held.slots.rest(mei, 60)))
    assert (post.row(sent).state, post.row(sent).attempts) == (State.PLANNED, 0)
    assert post.pair.mei.thread() == []
    assert post.once()
    assert (post.row(sent).state, post.row(sent).attempts) == (State.SENT, 1)


def test_what_was_taken_before_its_channel_failed_is_planned_as_before(post: Post) -> None:
    sent, held = post.invite(), Held(post)
    post.pair.world.loop.run_until_complete(held.take_then(lambda: held.slots.trouble("web")))
    assert (post.row(sent).state, post.row(sent).attempts) == (State.PLANNED, 0)
    assert post.pair.mei.thread() == []


def test_what_was_taken_goes_out_when_its_slot_comes_even_if_the_house_is_about_to_end(post: Post) -> None:
    sent, held = post.invite(), Held(post)

    async def end_meanwhile() -> None:
        assert await held.courier.deliver_one()
        ending = asyncio.create_task(held.courier.finish())
        await held.clock.settle()
        assert not ending.done()
        await held.clock.pass_on(GAP)
        await ending

    post.pair.world.loop.run_until_complete(end_meanwhile())
    assert post.row(sent).state is State.SENT


def test_words_that_changed_while_a_message_stood_in_line_are_not_sent(post: Post) -> None:
    event = post.pair.event("学党史", MONDAY + timedelta(days=4))
    sent, held = post.invite(event_id=event), Held(post)

    def move(ledger: Session) -> None:
        ledger.get_one(Event, event).place = "新校区"

    post.pair.world.loop.run_until_complete(held.take_then(lambda: post.pair.world.do(move)))
    assert post.row(sent).state is State.PLANNED
    assert post.pair.mei.thread() == []
    assert post.once()
    assert "新校区" in post.pair.mei.last().text


def test_what_stands_in_line_is_only_planned_so_that_a_kill_leaves_no_doubt(post: Post) -> None:
    sent, held = post.invite(), Held(post)
    seen: list[State] = []
    post.pair.world.loop.run_until_complete(held.take_then(lambda: seen.append(post.row(sent).state)))
    assert seen == [State.PLANNED]
    assert post.row(sent).state is State.SENT
