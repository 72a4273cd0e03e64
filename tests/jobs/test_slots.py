"""Slots: booked by a clock that only grows, direct answers before what was planned, rests kept."""

import random

import pytest

from bot.chat import Address, Audience, NotSent
from bot.clock import HandClock
from jobs.slots import PACES, Pace, Slots
from tests.world import MONDAY

MEI, LAN = Address("telegram", "1"), Address("telegram", "2")
GROUP = Address("telegram", "-1", Audience.GROUP)
WEB = Address("web", "u1")


class Watch(HandClock):
    """A hand clock whose hands move to whatever moment is waited for; `moments` are those."""

    def __init__(self) -> None:
        super().__init__(MONDAY)
        self.moments: list[float] = []

    async def until(self, monotonic: float) -> bool:
        self.advance(seconds=max(0.0, monotonic - self.monotonic()))
        self.moments.append(round(self.monotonic(), 6))
        return True


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def slots(clock: Watch) -> Slots:
    return Slots(clock, {"telegram": Pace(channel=0.04, private=1.0, group=3.0)})


async def test_direct_answers_take_the_next_slots_one_after_the_other(slots: Slots, clock: Watch) -> None:
    for number in range(4):
        await slots.turn(Address("telegram", str(number)))
    assert clock.monotonic() == pytest.approx(0.12)


async def test_what_is_planned_stands_behind_every_direct_answer(slots: Slots) -> None:
    assert slots.ready(["telegram"]) == ["telegram"]
    await slots.turn(MEI)
    assert slots.ready(["telegram"]) == []
    assert slots.channel_wait("telegram") == pytest.approx(0.04)


def test_a_chat_and_a_group_have_paces_of_their_own(slots: Slots) -> None:
    slots.take(MEI)
    slots.take(GROUP)
    assert (slots.chat_wait(MEI), slots.chat_wait(LAN), slots.chat_wait(GROUP)) == (1.0, 0.0, 3.0)


async def test_two_answers_to_one_person_are_a_second_apart_and_hold_up_nobody_else(slots: Slots, clock: Watch) -> None:
    await slots.turn(MEI)
    await slots.turn(MEI)
    assert clock.moments[-1] == 1.0
    assert slots.channel_wait("telegram") == pytest.approx(0.04)


async def test_a_chat_that_must_rest_is_waited_for_or_given_up(slots: Slots, clock: Watch) -> None:
    slots.rest(MEI, 7)
    await slots.turn(MEI)
    assert clock.moments[-1] == 7
    slots.rest(LAN, 3600)
    with pytest.raises(NotSent):
        await slots.turn(LAN)


def test_a_chat_the_house_wrote_to_before_it_was_started_again_rests_for_what_is_left(slots: Slots) -> None:
    slots.wrote(MEI, 0.25)
    slots.wrote(GROUP, 1)
    slots.wrote(LAN, 5)
    assert (slots.chat_wait(MEI), slots.chat_wait(LAN), slots.chat_wait(GROUP)) == (0.75, 0.0, 2.0)


def test_trouble_of_a_channel_that_has_closed_again_lasts_no_longer_than_trouble_does(slots: Slots) -> None:
    is_open = True
    slots.opens_when("telegram", lambda: is_open)
    is_open = False
    assert slots.trouble("telegram") == 1.0, "what is held is held until then, not for ever"
    assert slots.rests("telegram")


def test_trouble_lets_a_channel_rest_longer_each_time_and_never_over_half_a_minute(slots: Slots) -> None:
    assert [slots.trouble("telegram") for _ in range(8)] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert slots.rests("telegram")
    assert slots.ready(["telegram", "web"]) == ["web"]
    slots.works("telegram")
    assert slots.ready(["telegram"]) == ["telegram"]
    assert slots.trouble("telegram") == 1


def test_a_rest_the_platform_asked_for_is_kept_whatever_becomes_of_calls_that_left_before(
    slots: Slots, clock: Watch
) -> None:
    assert slots.trouble("telegram", 60) == 60
    assert slots.trouble("telegram") == 60
    slots.works("telegram")
    clock.advance(seconds=59)
    assert slots.rests("telegram")
    assert slots.trouble("telegram", 0.5) == 1
    clock.advance(seconds=1)
    assert slots.ready(["telegram"]) == ["telegram"]


async def test_what_is_planned_waits_until_a_channel_opens_and_direct_answers_do_not(
    slots: Slots, clock: Watch
) -> None:
    is_open = False
    slots.opens_when("telegram", lambda: is_open)
    assert slots.ready(["telegram", "web"]) == ["web"]
    assert await slots.leave(MEI) is None
    await slots.turn(LAN)
    assert clock.monotonic() == 0
    clock.advance(seconds=1)
    is_open = True
    assert await slots.leave(MEI)


def test_channels_without_limits_never_wait(slots: Slots) -> None:
    for _ in range(1000):
        slots.take(WEB)
    assert slots.chat_wait(WEB) == 0
    assert slots.ready(["web"]) == ["web"]


def test_no_sliding_second_of_telegram_holds_more_than_thirty() -> None:
    clock = HandClock(MONDAY)
    slots, sent = Slots(clock), []
    for number in range(200):
        clock.advance(seconds=max(0.0, slots.channel_wait("telegram")))
        slots.take(Address("telegram", str(number)))
        sent.append(clock.monotonic())
    assert max(sum(1 for other in sent if at <= other < at + 1) for at in sent) <= 30
    assert sent[-1] < 199 / (0.95 * 30)


def test_a_slot_that_is_taken_late_does_not_push_back_the_others_and_no_second_holds_more_for_it() -> None:
    clock, late = HandClock(MONDAY), random.Random(7)
    slots, sent = Slots(clock), []
    for number in range(2000):
        clock.advance(seconds=max(0.0, slots.channel_wait("telegram")) + late.uniform(0.0, 0.017))
        slots.take(Address("telegram", str(number)))
        sent.append(clock.monotonic())
    assert max(sum(1 for other in sent if at <= other < at + 1) for at in sent) <= 30
    assert sent[-1] < 1999 / (0.95 * 30)


def test_chats_long_free_are_forgotten(slots: Slots, clock: Watch) -> None:
    for number in range(5000):
        clock.advance(seconds=0.04)
        slots.take(Address("telegram", str(number)))
    assert slots.chat_wait(Address("telegram", "4999")) == 1.0


def test_every_pace_of_telegram_keeps_its_published_limit() -> None:
    pace = PACES["telegram"]
    assert 1 / pace.channel < 30
    assert pace.private > 1
    assert 60 / pace.group < 20


async def test_no_wait_is_so_short_that_a_clock_which_stands_is_never_past_it() -> None:
    chance = random.Random(5)
    clock = HandClock(MONDAY)
    slots = Slots(clock)
    for number in range(3000):
        await slots.turn(Address("telegram", str(number)))
        for wait in (
            slots.line_wait("telegram", 2),
            slots.channel_wait("telegram"),
            slots.chat_wait(Address("telegram", "0")),
        ):
            assert wait <= 0 or clock.monotonic() + wait > clock.monotonic()
        clock.advance(seconds=chance.choice((0.0, 1 / 29, 2 / 29, 3 / 29, chance.random())))
