"""Windows: what a platform takes in one chat over minutes and hours, and what of it is kept for direct answers."""

import pytest
from sqlmodel import Session

from bot.chat import Address, Audience, NotSent
from bot.models.deliveries import Delivery, State
from bot.services import lately
from jobs.slots import Slots
from tests.jobs.test_slots import Watch
from tests.scene import Scene

MEI, LAN = Address("wecom", "mei"), Address("wecom", "lan")
GROUP = Address("wecom-hook", "g1", Audience.GROUP)
LIMITS = {"wecom": ((30, 60), (1000, 3600)), "wecom-app": ((30, 60), (1000, 3600)), "wecom-hook": ((20, 60),)}


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def slots(clock: Watch) -> Slots:
    return Slots(clock)


def most_within(moments: list[float], seconds: float) -> int:
    """Return how many of these moments at most lie in any stretch of so many seconds."""
    return max(sum(1 for other in moments if at <= other < at + seconds) for at in moments)


async def test_a_burst_of_a_dialogue_goes_at_once_and_one_too_much_waits_for_the_oldest(
    slots: Slots, clock: Watch
) -> None:
    for _ in range(28):
        await slots.turn(MEI)
    assert clock.monotonic() == 0
    with pytest.raises(NotSent) as refused:
        await slots.turn(MEI)
    assert refused.value.retry_after == 60
    await slots.turn(LAN)
    clock.advance(seconds=45)
    await slots.turn(MEI)
    assert clock.monotonic() == 60


def test_what_is_planned_leaves_room_for_direct_answers(slots: Slots) -> None:
    for _ in range(20):
        assert slots.chat_wait(MEI) == 0
        slots.take(MEI)
    assert slots.chat_wait(MEI) == 60
    assert slots.chat_wait(LAN) == 0


async def test_answers_count_for_what_is_planned(slots: Slots, clock: Watch) -> None:
    for _ in range(20):
        await slots.turn(MEI)
        clock.advance(seconds=1)
    assert slots.chat_wait(MEI) == 40
    assert await slots.leave(MEI) is None


@pytest.mark.parametrize(("channel", "most", "seconds"), [(c, *one) for c, limits in LIMITS.items() for one in limits])
async def test_no_sliding_window_holds_more_than_the_platform_takes(
    slots: Slots, clock: Watch, channel: str, most: int, seconds: float
) -> None:
    to, sent = Address(channel, "mei"), []
    for _ in range(1200):
        if (wait := slots.chat_wait(to)) > 0:
            clock.advance(seconds=wait)
        assert await slots.leave(to)
        sent.append(clock.monotonic())
        clock.advance(seconds=0.3)
        slots.arrived(to)  # each call takes that long
    assert most_within(sent, seconds) < most
    assert most_within([at + 0.3 for at in sent], seconds) < most


def test_a_message_counts_once_from_when_it_may_have_arrived(slots: Slots, clock: Watch) -> None:
    for _ in range(18):
        slots.take(GROUP)
        clock.advance(seconds=1)
        slots.arrived(GROUP)
    assert slots.chat_wait(GROUP) == 43  # the first arrived at 1, it is 18 now


def test_a_house_that_starts_knows_how_much_the_one_before_it_wrote(pair: Scene) -> None:
    now = pair.world.clock.now()

    def before(ledger: Session) -> None:
        for number, channel in enumerate(["wecom"] * 25 + ["telegram"] * 3):
            ledger.add(
                Delivery(
                    key=f"{number}", what="invitation", member_id=pair.ids["梅老师"], due_at=now, planned_at=now,
                    state=State.SENT, done_at=now, channel=channel, chat="mei", message=f"{number}",
                )
            )  # fmt: skip

    pair.world.do(before)
    pair.world.clock.advance(seconds=20)
    clock = Watch()
    slots = Slots(clock)
    now = pair.world.clock.now()
    found = pair.world.do(lambda ledger: lately.written_to(ledger, now, slots.memory()))
    assert {to.channel for to, _ in found} == {"wecom"}
    for to, at in found:
        slots.wrote(to, (now - at).total_seconds())
    assert slots.chat_wait(MEI) == pytest.approx(40)
    assert slots.chat_wait(LAN) == 0


async def test_chats_long_free_are_forgotten(slots: Slots, clock: Watch) -> None:
    for number in range(5000):
        clock.advance(seconds=1)
        await slots.turn(Address("wecom", str(number)))
    for _ in range(19):
        await slots.turn(Address("wecom", "4999"))
    assert slots.chat_wait(Address("wecom", "4999")) == 60
