"""A message to a group that may have been sent or not: the coordinators look, and one of them decides."""

import pytest
from sqlmodel import Session, select

from bot.models.deliveries import Delivery, Digest, State
from bot.models.people import Group, Member, Role, Trail
from bot.services import doubts, outbox, resending
from tests.announced import FRIDAY
from tests.scene import Scene
from tests.world import MONDAY, Person

ASKED = "可能没有发到"


def doubt(pair: Scene, what: str, event: int | None = None, **facts: int | str) -> int:
    """Let a message to the group become unknown, as the courier does, and return its id."""
    now = pair.world.clock.now()

    def fall(ledger: Session) -> int:
        delivery = Delivery(
            key=what, what=what, group_id=pair.group, event_id=event, facts=facts, due_at=now, planned_at=now
        )
        unknown(ledger, delivery, pair)
        return delivery.id or 0

    found = pair.world.do(fall)
    pair.world.settle()
    return found


def unknown(ledger: Session, delivery: Delivery, pair: Scene) -> None:
    """Let the call that sent a message be cut."""
    now = pair.world.clock.now()
    ledger.add(delivery)
    ledger.flush()
    doubts.settle(ledger, delivery, now, "read timeout")


def digest(pair: Scene) -> int:
    """Leave this week's digest, which tells of one activity, in doubt."""
    pair.event("学党史", FRIDAY)
    due, monday = MONDAY.replace(hour=8), MONDAY.date()
    pair.world.do(lambda ledger: ledger.add(Digest(partnership_id=pair.partnership, week=monday, due_at=due)))
    return doubt(pair, "digest", partnership=pair.partnership, week=monday.isoformat())


def row(pair: Scene, delivery_id: int) -> Delivery:
    return pair.world.do(lambda ledger: ledger.get_one(Delivery, delivery_id))


def asked(person: Person) -> list[str]:
    return [heard.text for heard in person.thread() if ASKED in heard.text]


@pytest.fixture
def zhao(pair: Scene) -> Person:
    """Return a second coordinator."""
    return pair.join("赵联络", pair.village, role=Role.COORDINATOR)


def test_every_coordinator_is_asked_once_and_nobody_else(pair: Scene, zhao: Person) -> None:
    delivery = digest(pair)
    pair.world.do(lambda ledger: resending.ask_about(ledger, ledger.get_one(Delivery, delivery), MONDAY))
    pair.world.settle()
    assert [len(asked(person)) for person in (pair.chen, zhao, pair.li, pair.mei)] == [1, 1, 0, 0]
    pair.chen.hears("周报可能没有发到“红色对子”群", "发的时候断了线", "请看一眼群里")
    assert list(pair.chen.last().buttons) == ["再发一次", "已经收到"]


def test_after_a_crash_they_are_asked_as_well(pair: Scene) -> None:
    def die(ledger: Session) -> None:
        now = pair.world.clock.now()
        outbox.plan(ledger, key="d", what="digest", now=now, group_id=pair.group)
        ledger.exec(select(Delivery)).one().state = State.ATTEMPTING

    pair.world.do(die)
    pair.world.restart()
    pair.world.restart()
    pair.world.settle()
    assert len(asked(pair.chen)) == 1
    pair.chen.hears("发的时候机器人重启了")


def test_sent_again_it_is_sent_once_and_the_other_coordinator_sees_who_did_it(pair: Scene, zhao: Person) -> None:
    delivery = digest(pair)
    card, other = pair.chen.last(), zhao.last()
    pair.chen.taps("再发一次").hears("好的，再发一次。（陈联络）")
    pair.chen.taps("再发一次", on=card)
    assert row(pair, delivery).state is State.SENT
    assert len([heard for heard in pair.mei.thread(Scene.GROUP) if "本周小结" in heard.text]) == 1
    zhao.hears("好的，再发一次。（陈联络）")
    assert zhao.last().buttons == {}
    zhao.taps("再发一次", on=other).hears("好的，再发一次。（陈联络）")
    zhao.taps("已经收到", on=other).hears("好的，再发一次。（陈联络）")


def test_what_has_arrived_is_not_sent_again(pair: Scene, zhao: Person) -> None:
    delivery = digest(pair)
    other = zhao.last()
    pair.chen.taps("已经收到").hears("好的，已经收到，不再发。（陈联络）")
    assert row(pair, delivery).state is State.SENT
    zhao.taps("再发一次", on=other).hears("好的，已经收到，不再发。（陈联络）")
    assert pair.mei.thread(Scene.GROUP) == []


def test_in_doubt_once_more_it_is_asked_about_once_more_and_old_cards_do_nothing(pair: Scene) -> None:
    delivery = digest(pair)
    old = pair.chen.last()
    pair.world.do(lambda ledger: unknown(ledger, ledger.get_one(Delivery, delivery), pair))
    pair.world.settle()
    assert len(asked(pair.chen)) == 2
    pair.chen.taps("再发一次", on=old)
    assert row(pair, delivery).state is State.UNKNOWN
    pair.chen.taps("已经收到").hears("好的，已经收到")


def test_a_second_tap_does_not_send_again_what_failed_at_once(pair: Scene) -> None:
    delivery = digest(pair)
    card = pair.chen.last()
    pair.world.do(lambda ledger: setattr(ledger.get_one(Group, pair.group), "closed_at", MONDAY))
    pair.chen.taps("再发一次", on=card).taps("再发一次", on=card)
    assert row(pair, delivery).state is State.FAILED
    noted = pair.world.do(lambda ledger: ledger.exec(select(Trail.what)).all())
    assert noted == ["delivery-again"]


def test_a_notice_is_not_asked_for_once_its_event_has_begun(pair: Scene) -> None:
    doubt(pair, "board", pair.event("学党史", FRIDAY))
    card = pair.chen.last()
    pair.chen.hears("“学党史”的群通知可能没有发到“红色对子”群", "人数不会再更新")
    pair.world.pass_to(FRIDAY)
    pair.chen.taps("再发一次", on=card).hears("已经过了时候，不用再发了。")


def test_a_notice_sent_again_is_the_live_board(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    delivery = doubt(pair, "board", event)
    pair.chen.taps("再发一次")
    assert row(pair, delivery).state is State.SENT
    pair.mei.hears("学党史", chat=Scene.GROUP)


def test_in_quiet_hours_nobody_is_woken(pair: Scene) -> None:
    pair.world.pass_to(MONDAY.replace(hour=23))
    delivery = digest(pair)
    assert asked(pair.chen) == []
    pair.world.pass_to(MONDAY.replace(day=24, hour=7))
    assert len(asked(pair.chen)) == 1
    pair.world.clock.advance(hours=16)
    pair.chen.taps("再发一次")
    assert row(pair, delivery).due_at == MONDAY.replace(day=25, hour=7)


def test_what_was_decided_before_the_question_went_out_is_not_asked(pair: Scene) -> None:
    pair.world.pass_to(MONDAY.replace(hour=23))
    delivery = digest(pair)

    def decide(ledger: Session) -> None:
        by = ledger.get_one(Member, pair.ids["陈联络"])
        resending.arrived(ledger, by=by, delivery_id=delivery, seen=1, now=pair.world.clock.now())

    pair.world.do(decide)
    pair.world.pass_to(MONDAY.replace(day=24, hour=7))
    assert asked(pair.chen) == []


def test_nobody_else_may_decide(pair: Scene) -> None:
    delivery = digest(pair)
    for person in (pair.li, pair.mei):
        for verb in ("deliver_again", "deliver_drop", "deliver_arrived"):
            person.forges(verb, delivery, 1).hears("联络员")
    assert row(pair, delivery).state is State.UNKNOWN


def test_what_was_decided_stands_in_the_trail(pair: Scene) -> None:
    digest(pair)
    pair.chen.taps("已经收到").says("记录").hears("陈联络", "看到一条消息已经到了：红色对子")


def test_one_private_message_is_asked_about_by_nobody(pair: Scene) -> None:
    def fall(ledger: Session) -> None:
        now = pair.world.clock.now()
        outbox.plan(ledger, key="p", what="invitation", now=now, member_id=pair.ids["兰婶"])
        unknown(ledger, ledger.exec(select(Delivery).where(Delivery.key == "p")).one(), pair)

    pair.world.do(fall)
    rows = pair.world.do(lambda ledger: ledger.exec(select(Delivery).where(Delivery.what == "unsure")).all())
    assert rows == []
