"""More people want to come than there are seats."""

from sqlmodel import Session

from bot.models.events import Event, Invited
from bot.services import seats
from tests.announced import FRIDAY, publish
from tests.conversations.test_answers import later
from tests.scene import Scene


def test_the_last_seat_goes_to_whoever_answered_first(pair: Scene) -> None:
    publish(pair, seats=1)
    pair.mei.hears("名额 1 人").taps("参加").hears("您的回复：参加")
    pair.lan.taps("参加").hears("名额已满（1 人），您排在候补第 1 位，有空位会马上告诉您。")
    pair.wang.taps("参加").hears("候补第 2 位")
    later(pair)
    board = pair.mei.last(Scene.GROUP)
    assert "希勤村党支部\n参加 0 · 候补 2 · 请假 0 · 未回复 0" in board.text
    assert "名额 1 人，已报 1 人" in board.text


def test_whoever_waits_is_told_when_a_seat_frees_and_the_others_move_up(pair: Scene) -> None:
    publish(pair, seats=1)
    for person in (pair.mei, pair.lan, pair.wang):
        person.taps("参加")
    pair.mei.taps("请假")
    pair.lan.hears("有空位了，您已从候补转为参加", "您的回复：参加")
    assert "您的回复：参加" in pair.lan.thread()[0].text
    pair.wang.hears("候补第 1 位")


def test_more_seats_take_in_those_who_wait_and_fewer_throw_nobody_out(pair: Scene) -> None:
    event_id = publish(pair, seats=1)
    for person in (pair.mei, pair.lan, pair.wang):
        person.taps("参加")

    def set_seats(number: int | None) -> int:
        def change(ledger: Session) -> int:
            event = ledger.get_one(Event, event_id)
            event.seats = number
            return seats.fill(ledger, event, pair.world.clock.now())

        filled = pair.world.do(change)
        pair.world.settle()
        return filled

    assert set_seats(2) == 1
    pair.lan.hears("您的回复：参加")
    assert set_seats(1) == 0
    pair.lan.hears("您的回复：参加")
    assert set_seats(None) == 1
    pair.wang.hears("有空位了")


def test_nobody_moves_up_at_night(pair: Scene) -> None:
    publish(pair, seats=1)
    pair.mei.taps("参加")
    pair.lan.taps("参加")
    pair.world.pass_to(FRIDAY.replace(day=24, hour=23))
    pair.mei.taps("待定")
    pair.lan.hears("您的回复：参加")
    assert len(pair.lan.thread()) == 1
    pair.world.pass_to(FRIDAY.replace(day=25, hour=7))
    pair.lan.hears("有空位了")


def test_a_seat_given_up_again_before_the_news_went_out_is_not_announced(pair: Scene) -> None:
    publish(pair, seats=1)
    pair.mei.taps("参加")
    pair.lan.taps("参加")
    pair.world.pass_to(FRIDAY.replace(day=24, hour=23))
    pair.mei.taps("待定")
    pair.lan.taps("请假")
    pair.world.pass_to(FRIDAY.replace(day=25, hour=7))
    assert len(pair.lan.thread()) == 1


def test_whoever_is_not_invited_any_more_holds_no_seat(pair: Scene) -> None:
    event_id = publish(pair, seats=1)
    pair.lan.taps("参加")
    pair.mei.taps("参加").hears("候补第 1 位")

    def uninvite(ledger: Session) -> int:
        ledger.delete(ledger.get_one(Invited, (event_id, pair.village)))
        ledger.flush()
        return seats.fill(ledger, ledger.get_one(Event, event_id), pair.world.clock.now())

    assert pair.world.do(uninvite) == 1
    pair.world.settle()
    pair.mei.hears("有空位了")


def test_nobody_moves_up_once_it_has_begun(pair: Scene) -> None:
    event_id = publish(pair, seats=1)
    pair.lan.taps("参加")
    pair.mei.taps("参加")
    pair.world.pass_to(FRIDAY)
    pair.wang.says("代答 兰婶 请假 生病")
    fill = pair.world.do(lambda ledger: seats.fill(ledger, ledger.get_one(Event, event_id), FRIDAY))
    assert fill == 0
    pair.li.says("回复情况").hears("候补 1：梅老师")
