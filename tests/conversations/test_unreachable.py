"""Who cannot be told is told to their secretary: once, and again only when something has changed."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.models.events import Answer, Event, Kind, Phase
from bot.models.people import Category, Member
from bot.services import accounts, rsvp
from tests.scene import Scene
from tests.world import MONDAY, Person

FRIDAY = MONDAY.replace(day=27, hour=15)


def lose(pair: Scene, person: Person, at: datetime | None = None) -> None:
    """Let somebody block the bot."""
    pair.world.do(lambda ledger: accounts.close(ledger, pair.world.channel, person.user, at or pair.world.clock.now()))


def find_again(pair: Scene, person: Person) -> None:
    """Let somebody write to the bot again."""
    person.says("日程")


def later(pair: Scene, **duration: float) -> None:
    pair.world.pass_to(pair.world.clock.now() + timedelta(**duration))


def cards(person: Person) -> list[str]:
    return [heard.text for heard in person.thread() if "消息送不到" in heard.text]


def test_a_secretary_is_told_once_who_of_their_branch_cannot_be_told(pair: Scene) -> None:
    lose(pair, pair.lan)
    lose(pair, pair.mei)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=9)
    assert cards(pair.wang) == []
    later(pair, minutes=1)
    pair.wang.hears("消息送不到 1 位 · 希勤村党支部", "兰婶", "他们收不到“学党史”（11月27日 周五 15:00）的通知")
    assert "梅老师" not in cards(pair.wang)[0]
    pair.li.hears("消息送不到 1 位 · 综合办公室党支部", "梅老师")
    pair.event("科技大集", FRIDAY + timedelta(days=1))
    later(pair, hours=1)
    assert [len(cards(p)) for p in (pair.wang, pair.li, pair.chen)] == [1, 1, 0]


def test_from_the_card_the_secretary_answers_for_them(pair: Scene) -> None:
    lose(pair, pair.lan)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    pair.wang.taps("代答").taps("兰婶").taps("参加").hears("已代兰婶回复：参加")


def test_from_the_card_the_secretary_gets_a_link_to_send_them(pair: Scene) -> None:
    lose(pair, pair.lan)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    pair.wang.taps("邀请").hears("邀请加入希勤村党支部")


def test_somebody_lost_again_is_told_again(pair: Scene) -> None:
    lose(pair, pair.lan)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    find_again(pair, pair.lan)
    later(pair, hours=1)
    lose(pair, pair.lan)
    later(pair, minutes=10)
    assert len(cards(pair.wang)) == 2


def test_those_lost_a_moment_later_are_on_the_same_card(pair: Scene) -> None:
    first, second = pair.join("老张", pair.village), pair.join("老赵", pair.village)
    pair.event("学党史", FRIDAY)
    later(pair, hours=1)
    lose(pair, first)
    later(pair, minutes=5)
    lose(pair, second)
    later(pair, minutes=5)
    pair.wang.hears("老张、老赵")
    later(pair, hours=1)
    assert len(cards(pair.wang)) == 1


def test_without_a_secretary_who_can_be_reached_the_coordinator_is_told(pair: Scene) -> None:
    lose(pair, pair.lan)
    lose(pair, pair.wang)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    pair.chen.hears("消息送不到 2 位 · 希勤村党支部", "王书记、兰婶")


def test_with_nobody_to_tell_it_waits_until_there_is(pair: Scene) -> None:
    for person in (pair.lan, pair.wang, pair.chen):
        lose(pair, person)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    find_again(pair, pair.wang)
    pair.wang.hears("消息送不到 1 位", "兰婶")


def test_in_quiet_hours_it_waits_for_the_morning_and_says_what_holds_then(pair: Scene) -> None:
    old = pair.join("老张", pair.village)
    pair.world.pass_to(MONDAY.replace(hour=23))
    lose(pair, pair.lan, MONDAY)
    lose(pair, old, MONDAY)
    event = pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    assert cards(pair.wang) == []

    def answer(ledger: Session) -> None:
        member, by = (ledger.get_one(Member, pair.ids[name]) for name in ("兰婶", "王书记"))
        rsvp.record(ledger, member=member, event_id=event, wanted=Answer.NO, now=pair.world.clock.now(), by=by)

    pair.world.do(answer)
    pair.world.pass_to(MONDAY.replace(day=24, hour=7))
    pair.wang.hears("消息送不到 1 位", "老张")


@pytest.mark.parametrize("change", ["cancelled", "found"])
def test_a_card_that_names_nobody_any_more_is_not_sent(pair: Scene, change: str) -> None:
    pair.world.pass_to(MONDAY.replace(hour=23))
    lose(pair, pair.lan, MONDAY)
    event = pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    if change == "found":
        find_again(pair, pair.lan)
    else:
        pair.world.do(lambda ledger: setattr(ledger.get_one(Event, event), "phase", Phase.CANCELLED))
    pair.world.pass_to(MONDAY.replace(day=24, hour=7))
    assert cards(pair.wang) == []


def test_those_a_meeting_does_not_call_are_not_missed_at_it(pair: Scene) -> None:
    lose(pair, pair.join("小周", pair.village, Category.ACTIVIST))
    pair.event("支部党员大会", FRIDAY, kind=Kind.GENERAL_MEETING)
    later(pair, minutes=10)
    assert cards(pair.wang) == []


def test_a_long_list_is_counted_in_the_end(pair: Scene) -> None:
    def fill(ledger: Session) -> None:
        for number in range(32):
            ledger.add(Member(name=f"社员{number:02d}", branch_id=pair.village, joined_at=MONDAY))

    pair.world.do(fill)
    pair.event("学党史", FRIDAY)
    later(pair, minutes=10)
    pair.wang.hears("消息送不到 32 位", "社员29，另有 2 位")
