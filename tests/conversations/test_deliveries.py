"""投递: what did not get there, told to the coordinator on one card, sent again or dropped from it."""

from datetime import timedelta

from sqlmodel import Session

from bot.chat import Address, Request, Sender
from bot.models.deliveries import State
from bot.models.people import Member
from bot.services import accounts
from tests.announced import FRIDAY
from tests.scene import Scene
from tests.stuck import fail, row
from tests.world import MONDAY


def test_where_all_went_out_there_is_nothing_to_do(pair: Scene) -> None:
    pair.chen.says("投递").hears("都发出了，没有要处理的。")
    assert "待发" not in pair.chen.last().text
    assert list(pair.chen.last().buttons) == ["打开网页看全部"]


def test_what_did_not_get_there_is_counted_and_listed(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    fail(pair, "梅老师", event)
    fail(pair, "兰婶", event, State.UNKNOWN)
    pair.world.do(lambda ledger: accounts.close(ledger, pair.world.channel, pair.wang.user, MONDAY))
    pair.chen.says("投递")
    pair.chen.hears(
        "待发 0 · 迟了 0 · 没发出 1 · 不确定 1 · 收不到消息 1 人",
        "1. “学党史”的邀请 → 兰婶",
        "不确定：发的时候断了线（11月23日 周一 09:00）",
        "2. “学党史”的邀请 → 梅老师",
        "没发出：发的时候出了错",
    )
    assert "Bad Request" not in pair.chen.last().text
    assert list(pair.chen.last().buttons)[:4] == ["1 再发一次", "1 不发了", "2 再发一次", "2 不发了"]


def test_from_the_card_one_is_sent_again(pair: Scene) -> None:
    failed = fail(pair, "梅老师", pair.event("学党史", FRIDAY))
    pair.chen.says("投递")
    card = pair.chen.last()
    pair.chen.taps("1 再发一次", on=card).hears("好的，再发一次。（陈联络）")
    assert row(pair, failed).state is State.SENT
    pair.mei.hears("学党史")
    assert "可能重复" not in pair.mei.last().text
    pair.chen.taps("1 再发一次", on=card)
    assert len(pair.mei.thread()) == 1
    assert "没有要您处理的" in pair.chen.last().text or "都发出了" in pair.chen.last().text


def test_a_private_message_in_doubt_says_that_it_may_have_come_before(pair: Scene) -> None:
    fail(pair, "兰婶", pair.event("学党史", FRIDAY), State.UNKNOWN)
    pair.chen.says("投递").taps("1 再发一次")
    pair.lan.hears("学党史", "可能重复")


def test_from_the_card_one_is_dropped(pair: Scene) -> None:
    failed = fail(pair, "梅老师", pair.event("学党史", FRIDAY))
    pair.chen.says("投递").taps("1 不发了").hears("好的，不发了。（陈联络）")
    assert row(pair, failed).state is State.DROPPED
    assert pair.mei.thread() == []
    pair.chen.says("记录").hears("决定不发一条消息：梅老师 学党史")


def test_a_group_message_in_doubt_has_arrived_or_goes_again(pair: Scene) -> None:
    fail(pair, "梅老师", state=State.UNKNOWN, member_id=None, group_id=pair.group, what="digest")
    pair.chen.says("投递").hears("周报 → “红色对子”群")
    assert list(pair.chen.last().buttons)[:2] == ["1 再发一次", "1 已经收到"]
    pair.chen.taps("1 已经收到").hears("已经收到，不再发")


def test_what_would_be_too_late_in_the_morning_is_not_sent_again_at_night(pair: Scene) -> None:
    pair.world.pass_to(MONDAY.replace(hour=23))
    failed = fail(pair, "梅老师", pair.event("早课", MONDAY.replace(day=24, hour=6)))
    pair.chen.says("投递").taps("1 再发一次").hears("已经过了时候，不用再发了。")
    assert row(pair, failed).state is State.FAILED


def test_at_night_it_is_sent_in_the_morning(pair: Scene) -> None:
    pair.world.pass_to(MONDAY.replace(hour=23))
    fail(pair, "梅老师", pair.event("学党史", FRIDAY))
    pair.chen.says("投递").taps("1 再发一次").hears("免打扰时间，11月24日 周二 07:00 再发")
    assert pair.mei.thread() == []
    pair.world.pass_to(MONDAY.replace(day=24, hour=7))
    pair.mei.hears("学党史")


def test_what_is_on_its_way_cannot_be_dropped(pair: Scene) -> None:
    leaving = fail(pair, "梅老师", pair.event("学党史", FRIDAY), State.ATTEMPTING)
    pair.chen.forges("deliver_drop", leaving, 0, 0).hears("正在发")
    assert row(pair, leaving).state is State.ATTEMPTING


def test_nobody_decides_about_what_is_not_there_or_only_rewrites(pair: Scene) -> None:
    sent = fail(pair, "梅老师", state=State.SENT)
    edit = fail(pair, "梅老师", key="edit", edits_id=sent)
    for wrong in (edit, 999):
        for verb in ("deliver_again", "deliver_drop", "deliver_arrived"):
            pair.chen.forges(verb, wrong, 0).hears("没有找到")
    pair.chen.forges("deliver_again", sent, 0).hears("已经处理好了")


def test_long_lists_are_turned(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    for number in range(7):
        fail(pair, "梅老师", event, key=f"k{number}")
    pair.chen.says("投递").hears("没发出 7", "5. ")
    assert "6. " not in pair.chen.last().text
    pair.chen.taps("下一页").hears("6. ", "7. ")
    pair.chen.taps("6 不发了").hears("没发出 6", "6. ")
    pair.chen.taps("6 不发了").hears("没发出 5", "5. ")


def test_what_waits_is_only_counted(pair: Scene) -> None:
    fail(pair, "梅老师", state=State.PLANNED, due_at=FRIDAY, too_late_at=FRIDAY + timedelta(days=1))
    pair.chen.says("投递").hears("待发 1 · 迟了 0", "没有要您处理的。")


def test_only_coordinators_see_it(pair: Scene) -> None:
    for person in (pair.li, pair.mei):
        person.says("投递").hears("联络员")
        assert "投递" not in person.says("帮助").last().text
    assert "投递" in pair.chen.says("帮助").last().text


def test_it_is_said_in_english_too(pair: Scene) -> None:
    event = pair.event("Party history", FRIDAY)
    fail(pair, "梅老师", event)
    pair.world.do(lambda ledger: setattr(ledger.get_one(Member, pair.ids["陈联络"]), "language", "en"))
    pair.chen.says("/deliveries").hears(
        "not sent 1", "Invitation “Party history” → 梅老师", "Not sent: something went wrong while it was being sent"
    )
    pair.chen.taps("1 Send again").hears("It is sent again. (陈联络)")


def test_on_another_channel_no_page_is_offered_that_asks_to_sign_in(pair: Scene) -> None:
    world, sender = pair.world, Sender("telegram", "77")

    def link(ledger: Session) -> None:
        accounts.link(ledger, ledger.get_one(Member, pair.ids["陈联络"]), sender, "77", world.clock.now())

    world.do(link)
    said = Request(sender, Address("telegram", "77"), world.clock.now(), world.app.house, text="投递")
    card = world.run(world.app.dispatcher.hear(said)).reply.card
    assert card is not None
    assert card.buttons == ()
