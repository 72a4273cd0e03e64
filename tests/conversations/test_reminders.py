"""A week of reminders, as the people who get them hear it."""

from datetime import datetime, time, timedelta

import pytest
from sqlmodel import Session, select

from bot.models.deliveries import Delivery, Seeks, State
from bot.models.events import Answer, Event, Rsvp
from bot.models.people import Member, Partnership
from bot.rules.reminders import COUNTED, Miss, Missed
from bot.services import accounts, reminders, rsvp
from bot.services.messages import MESSAGES
from tests.scene import Scene
from tests.world import MONDAY, Person

FRIDAY = MONDAY.replace(day=27, hour=15)


def day(text: str) -> datetime:
    """Read `25 15:00` as a moment of that November in Beijing."""
    number, clock = text.split()
    return datetime.combine(MONDAY.replace(day=int(number)).date(), time.fromisoformat(clock), MONDAY.tzinfo)


def answers(pair: Scene, person: Person, event: int, answer: Answer) -> None:
    """Let somebody answer without looking at a card."""
    member = pair.ids[person.name]
    pair.world.do(
        lambda ledger: rsvp.record(
            ledger, member=ledger.get_one(Member, member), event_id=event, wanted=answer, now=pair.world.clock.now()
        )
    )


def heard(pair: Scene, person: Person) -> int:
    """Count what somebody was told so far."""
    return len(person.thread())


def rows(pair: Scene) -> list[Delivery]:
    return pair.world.do(lambda ledger: list(ledger.exec(select(Delivery).where(Delivery.what == "reminder"))))


def test_only_the_silent_are_asked_again_two_days_before(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    answers(pair, pair.mei, event, Answer.YES)
    answers(pair, pair.wang, event, Answer.NO)
    answers(pair, pair.li, event, Answer.MAYBE)
    pair.world.pass_to(day("25 14:59"))
    assert rows(pair) == []
    pair.world.pass_to(day("25 15:00"))
    pair.lan.hears("还没收到您对11月27日 周五理论学习的回复，点一下就好。", "📌 学党史", "请在")
    assert [heard(pair, p) for p in (pair.mei, pair.wang, pair.li, pair.chen)] == [0, 0, 0, 1]


def test_a_reminder_is_a_card_to_answer_on_and_the_answer_ends_the_asking(pair: Scene) -> None:
    pair.event("学党史", FRIDAY)
    pair.world.pass_to(day("25 15:00"))
    pair.lan.taps("参加").hears("您的回复：参加")
    pair.world.pass_to(day("26 15:00"))
    pair.lan.hears("明天（11月27日 周五 15:00），友谊渠党性教育基地，学党史。", "不能来了？")
    assert heard(pair, pair.lan) == 2
    pair.lan.taps("改为请假").hears("已请假")
    pair.world.pass_to(day("27 14:00"))
    assert heard(pair, pair.lan) == 2


def test_the_undecided_are_asked_once_more_the_day_before(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    answers(pair, pair.lan, event, Answer.MAYBE)
    pair.world.pass_to(day("26 15:00"))
    pair.lan.hears("您对11月27日 周五理论学习的回复还是“待定”，现在能定下来吗？")
    assert heard(pair, pair.lan) == 1


def test_those_coming_are_reminded_an_hour_before_when_answers_are_closed(pair: Scene) -> None:
    event = pair.event("科技大集", FRIDAY, place="")
    answers(pair, pair.mei, event, Answer.YES)
    pair.world.pass_to(day("27 14:00"))
    pair.mei.hears("今天（11月27日 周五 15:00），科技大集。", "不能来了请告诉本支部书记。")
    assert pair.mei.last().buttons == {}


def test_whoever_reads_english_is_reminded_in_english(pair: Scene) -> None:
    event = pair.event("科技大集", FRIDAY)
    answers(pair, pair.mei, event, Answer.YES)
    pair.world.do(lambda ledger: setattr(ledger.get_one(Member, pair.ids["梅老师"]), "language", "en"))
    pair.world.pass_to(day("26 15:00"))
    pair.mei.hears("Tomorrow (Fri 27 Nov 15:00), 友谊渠党性教育基地: 科技大集.", "Cannot come after all?")
    pair.lan.hears("还没收到")


def test_a_reminder_in_quiet_hours_waits_for_their_end(pair: Scene) -> None:
    pair.event("早课", day("28 06:30"), reply_by=day("27 18:00"))
    pair.world.pass_to(day("26 06:30"))
    assert heard(pair, pair.lan) == 0
    pair.world.pass_to(day("26 07:00"))
    pair.lan.hears("还没收到您对11月28日 周六理论学习的回复")


def test_whoever_answers_while_a_reminder_waits_is_left_in_peace(pair: Scene) -> None:
    event = pair.event("早课", day("28 06:30"), reply_by=day("27 18:00"))
    pair.world.pass_to(day("26 06:30"))
    answers(pair, pair.lan, event, Answer.NO)
    pair.world.pass_to(day("26 07:00"))
    assert heard(pair, pair.lan) == 0
    assert {row.state for row in rows(pair) if row.member_id == pair.ids["兰婶"]} == {State.DROPPED}


@pytest.mark.parametrize("change", ["moved", "cancelled", "closed"])
def test_nothing_waiting_is_sent_for_what_was_changed_meanwhile(pair: Scene, change: str) -> None:
    event = pair.event("早课", day("28 06:30"), reply_by=day("27 18:00"))
    pair.world.pass_to(day("26 06:30"))

    def alter(ledger: Session) -> None:
        row, now = ledger.get_one(Event, event), pair.world.clock.now()
        if change == "moved":
            row.starts_at, row.revision, row.changed_at = day("29 09:00"), 1, now
        elif change == "cancelled":
            row.phase = type(row.phase).CANCELLED
        else:
            row.reply_by = day("26 06:59")

    pair.world.do(alter)
    pair.world.pass_to(day("26 07:00"))
    assert heard(pair, pair.lan) == 0


def test_a_moved_event_is_reminded_of_anew(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    answers(pair, pair.lan, event, Answer.YES)
    pair.world.pass_to(day("25 15:00"))

    def move(ledger: Session) -> None:
        row = ledger.get_one(Event, event)
        row.starts_at, row.ends_at, row.reply_by = day("30 15:00"), None, day("29 18:00")
        row.revision, row.changed_at = 1, pair.world.clock.now()

    pair.world.do(move)
    before = heard(pair, pair.lan)
    pair.world.pass_to(day("27 15:00"))
    assert heard(pair, pair.lan) == before
    pair.world.pass_to(day("28 15:00"))
    pair.lan.hears("还没收到您对11月30日 周一理论学习的回复")


def test_whoever_left_the_branch_meanwhile_is_not_reminded(pair: Scene) -> None:
    pair.event("早课", day("28 06:30"), reply_by=day("27 18:00"))
    pair.world.pass_to(day("26 06:30"))
    pair.world.do(lambda ledger: setattr(ledger.get_one(Member, pair.ids["兰婶"]), "branch_id", None))
    pair.world.pass_to(day("26 07:00"))
    assert heard(pair, pair.lan) == 0


def test_nobody_hears_more_than_agreed_in_a_day(pair: Scene) -> None:
    pair.world.do(lambda ledger: setattr(ledger.get_one(Partnership, pair.partnership), "daily_cap", 1))
    first, second = pair.event("学党史", FRIDAY), pair.event("科技大集", FRIDAY + timedelta(hours=3))
    pair.world.pass_to(day("25 15:00"))
    pair.world.pass_to(day("25 18:00"))
    assert heard(pair, pair.lan) == 1
    assert pair.world.do(lambda ledger: reminders.missed(ledger, first)) == []
    assert pair.world.do(lambda ledger: reminders.missed(ledger, second)) == [Missed(Seeks.SILENT, Miss.CAP, 5)]


def test_after_downtime_late_rungs_are_missed_and_visible(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    answers(pair, pair.mei, event, Answer.YES)
    pair.world.clock.set(day("26 23:00"))  # the bot was down from Monday on
    pair.world.settle()
    assert pair.world.do(lambda ledger: reminders.missed(ledger, event)) == [
        Missed(Seeks.SILENT, Miss.LATE, 8),  # four people, two rungs
        Missed(Seeks.COMING, Miss.QUIET, 1),  # until 3:00 it would have been of use
    ]
    pair.world.pass_to(day("27 14:00"))
    assert heard(pair, pair.mei) == 1


def test_a_rung_missed_by_an_event_that_began_meanwhile_is_visible(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    answers(pair, pair.mei, event, Answer.YES)
    for moment in ("25 15:00", "26 15:00", "27 16:00"):
        pair.world.pass_to(day(moment))
    assert pair.world.do(lambda ledger: reminders.missed(ledger, event)) == [Missed(Seeks.COMING, Miss.LATE, 1)]


def test_a_secretary_sees_what_was_not_sent_to_their_branch_and_why(pair: Scene) -> None:
    pair.event("学党史", FRIDAY)
    pair.world.pass_to(day("26 15:00"))  # the bot was down the day before
    pair.wang.says("回复情况").hears("没有发出的提醒 2 条（给没回复的）：机器人当时没有运行，已经过了时候")
    pair.chen.says("回复情况").hears("没有发出的提醒 5 条（给没回复的）")


def test_every_kind_of_message_that_counts_towards_the_cap_is_one_that_is_sent() -> None:
    assert set(MESSAGES) >= COUNTED


def test_a_restart_reminds_nobody_twice(pair: Scene) -> None:
    pair.event("学党史", FRIDAY)
    pair.world.pass_to(day("25 15:00"))
    for _ in range(3):
        pair.world.settle()
    assert len(rows(pair)) == 5
    assert heard(pair, pair.lan) == 1


def test_an_event_of_a_branch_without_partnership_has_no_reminders(pair: Scene) -> None:
    alone = pair.event("学党史", FRIDAY, partnership_id=None)
    pair.world.pass_to(day("25 15:00"))
    assert heard(pair, pair.lan) == 1  # the host's partnership lends its ladder
    pair.world.do(lambda ledger: setattr(ledger.get_one(Partnership, pair.partnership), "closed_at", FRIDAY))
    pair.world.pass_to(day("26 15:00"))
    assert {row.event_id for row in rows(pair)} == {alone}
    assert heard(pair, pair.lan) == 1


def test_those_without_an_account_and_those_without_a_seat_hear_nothing(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    pair.world.do(lambda ledger: accounts.close(ledger, pair.world.channel, pair.lan.user, pair.world.clock.now()))
    now = pair.world.clock.now()
    pair.world.do(
        lambda ledger: ledger.add(
            Rsvp(
                event_id=event,
                member_id=pair.ids["梅老师"],
                answer=Answer.YES,
                answered_at=now,
                waits_since=now,
            )
        )
    )
    pair.world.pass_to(day("26 15:00"))
    assert heard(pair, pair.lan) == heard(pair, pair.mei) == 0
    assert not [r for r in rows(pair) if r.member_id in {pair.ids["兰婶"], pair.ids["梅老师"]}]
