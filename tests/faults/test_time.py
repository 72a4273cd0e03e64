"""A clock that is set forward or back, stands still for hours, or is not looked at for weeks."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.clock import HandClock
from bot.models.deliveries import Became, Delivery, Digest, State
from bot.models.events import Event
from bot.models.people import Member
from bot.services import inviting
from tests.channels.telegram.test_week import found
from tests.channels.telegram.test_whole_house import publish
from tests.channels.telegram.whole import WholeHouse
from tests.faults.passing import FRIDAY, HOUR, SHANGHAI, coming, day, digests, heard, unsettled, walk
from tests.faults.ways import opened
from tests.scene import Scene


@pytest.mark.parametrize("shift", [HOUR, -HOUR], ids=["forward", "back"])
@pytest.mark.parametrize("at", ["14:20", "15:20"], ids=["before", "after"])
def test_a_clock_that_is_set_by_an_hour_repeats_and_loses_no_reminder(pair: Scene, shift: timedelta, at: str) -> None:
    """Two rungs come within the hour concerned or after it; whichever way the clock goes, each speaks once."""
    event = pair.event("学党史", FRIDAY)
    coming(pair, event, pair.mei)
    pair.world.pass_to(day(25, "14:00"))
    walk(pair.world, day(25, at), timedelta(minutes=20))
    pair.world.pass_to(pair.world.clock.now() + shift)
    walk(pair.world, day(25, "17:00"), timedelta(minutes=20))
    walk(pair.world, day(27, "16:00"), HOUR)
    assert heard(pair.lan, "还没收到您") == 2, "two days and one day before"
    assert heard(pair.mei, "明天") == 1
    assert heard(pair.mei, "学党史") == 2, "a day and an hour before"
    assert unsettled(pair.world) == []


@pytest.mark.parametrize("shift", [HOUR, -HOUR], ids=["forward", "back"])
@pytest.mark.parametrize("at", ["16:30", "17:10"], ids=["before", "after"])
def test_a_clock_that_is_set_by_an_hour_posts_one_digest(pair: Scene, shift: timedelta, at: str) -> None:
    pair.event("学党史", day(30, "15:00"))
    pair.world.pass_to(day(27, "15:30"))
    walk(pair.world, day(27, at), timedelta(minutes=20))
    pair.world.pass_to(pair.world.clock.now() + shift)
    walk(pair.world, day(27, "19:00"), timedelta(minutes=20))
    assert digests(pair) == 1
    assert heard(pair.chen, "预览") == 1
    pair.world.pass_to(datetime(2026, 12, 4, 17, tzinfo=SHANGHAI))
    assert digests(pair) == 2, "the next week has its own"


@pytest.mark.parametrize("shift", [HOUR, -HOUR], ids=["forward", "back"])
async def test_a_chat_that_is_held_is_written_to_once_in_order_whatever_the_clock_says(
    shift: timedelta, tmp_path: Path, empty_house: Path
) -> None:
    clock = HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))
    async with opened("polling", tmp_path, empty_house, clock) as whole:
        pair = await found(whole)
        whole.server.api.faults.answer("sendMessage", 429, retry_after=30)
        _invite(whole, "第一次", "第二次")
        await whole.settle()
        clock.set(clock.now() + shift)
        for _ in range(16):  # what is held back by the clock on the wall waits for as long as that was set back
            clock.advance(minutes=5)
            await whole.later(5)
        for member in (pair.mei, pair.li):
            told = [m.text.splitlines()[0] for m in member.messages if "第" in m.text and m.sender.id != member.id]
            assert ["第一次" in told[0], "第二次" in told[1], len(told)] == [True, True, 2]


def _invite(whole: WholeHouse, *titles: str) -> None:
    def unit(ledger: Session) -> None:
        now = whole.clock.now()
        for title in titles:
            event = ledger.get_one(Event, publish(ledger, whole, title))
            for member in ledger.exec(select(Member.id).where(Member.name.in_(("梅老师", "李书记")))):  # type: ignore[attr-defined]
                inviting.invite(ledger, event, member or 0, now)

    whole.do(unit)


async def test_after_eight_hours_of_sleep_there_is_one_paced_catching_up_and_the_late_is_missed(
    tmp_path: Path, empty_house: Path
) -> None:
    """A laptop closed at 13:00 over two rungs: the one an hour before 15:00 is of no use any more, the other is."""
    clock = HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))
    async with opened("polling", tmp_path, empty_house, clock) as whole:
        pair = await found(whole)
        crowd = [await whole.joins(f"党员{number:02d}", "综合办公室党支部") for number in range(40)]
        clock.set(day(23, "09:00"))
        _held(whole, "昨天定的学习", day(24, "15:00"))
        _held(whole, "后天的大集", day(26, "15:00"))
        clock.set(day(24, "13:00"))
        await whole.later(60)
        before = {user.name: len(user.messages) for user in crowd}
        calls = len(whole.server.calls("sendMessage"))

        clock.set(day(24, "21:00"))
        await whole.later(60)  # the server counts: over thirty a second or one a second to a person fail the test
        late = {user.name: len(user.messages) - before[user.name] for user in crowd}
        assert set(late.values()) == {1}, "the day after tomorrow's, once; today's is over"
        assert all("还没收到您" in user.last.text and "后天的大集" in user.last.text for user in crowd)
        assert len(whole.server.calls("sendMessage")) - calls <= len(crowd) + 10
        missed = whole.do(
            lambda ledger: ledger.exec(select(Delivery.event_id).where(Delivery.state == State.MISSED)).all()
        )
        assert missed
        await whole.later(120)
        assert {user.name: len(user.messages) - before[user.name] for user in crowd} == late
        assert pair.mei.messages


def _held(whole: WholeHouse, title: str, starts_at: datetime) -> None:
    """Put an event into the tables that was published a week ago and that everybody but the secretary is silent on."""

    def unit(ledger: Session) -> None:
        event = ledger.get_one(Event, publish(ledger, whole, title))
        event.starts_at, event.ends_at = starts_at, starts_at + HOUR
        event.reply_by = starts_at - HOUR
        event.made_at = event.changed_at = event.published_at = starts_at - timedelta(days=7)

    whole.do(unit)


@pytest.mark.parametrize("weeks", [1, 3])
def test_down_over_several_digest_times_there_is_one_digest_and_it_tells_all(pair: Scene, weeks: int) -> None:
    world = pair.world
    pair.event("学党史", day(25, "15:00"))
    pair.event("年终总结", day(27, "15:00") + timedelta(weeks=weeks + 1))
    world.clock.set(day(27, "17:00") + timedelta(weeks=weeks, hours=2))
    world.restart()
    world.settle()
    world.restart()
    walk(world, world.clock.now() + timedelta(days=2), 6 * HOUR)
    assert digests(pair) == 1
    assert "学党史" in pair.mei.last(Scene.GROUP).text
    outcomes = world.do(lambda ledger: Counter(ledger.exec(select(Digest.outcome))))
    assert outcomes == {Became.MISSED: weeks, Became.POSTED: 1}
