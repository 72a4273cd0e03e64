"""A published activity is cancelled, or has been: those concerned are told once, and its card leads on."""

from datetime import datetime, timedelta

from sqlmodel import select

from bot.models.deliveries import Delivery
from bot.models.events import Phase
from tests.conversations.published import about, event, publish
from tests.scene import Scene
from tests.world import BEIJING


def test_a_cancelled_activity_is_told_once_with_its_reason(pair: Scene) -> None:
    event_id = publish(pair)
    pair.mei.taps("参加")
    pair.lan.taps("请假").taps("出差")
    pair.li.says("日程").taps("11月27日 周五 15:00 学党史 · 未回复").taps("取消活动").hears("为什么取消")
    pair.li.says("场地维修").hears("已取消，通知 3 人")
    pair.mei.hears("已取消：11月27日 周五 15:00–16:30 的“学党史”。原因：场地维修")
    assert not about(pair.lan, "已取消：")
    assert "已取消。原因：场地维修" in pair.lan.thread()[0].text
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    assert "已取消" in pair.lan.last(Scene.GROUP).text
    assert len(about(pair.mei, "已取消：")) == 1
    assert (event(pair, event_id).phase, event(pair, event_id).sequence) == (Phase.CANCELLED, 1)
    pair.li.says("修改 地点 新校区").hears("现在没有可以修改的活动")


def test_it_is_cancelled_without_a_reason_or_not_at_all(pair: Scene) -> None:
    publish(pair)
    pair.li.says("取消").hears("哪一次").taps("11月27日 周五 15:00 学党史")
    pair.li.says("算了").hears("活动不取消")
    card = next(heard for heard in pair.li.thread() if "不写原因，取消" in heard.buttons)
    pair.li.taps("不写原因，取消", card).hears("已取消，通知 4 人")
    pair.mei.hears("已取消：11月27日 周五 15:00–16:30 的“学党史”。")
    pair.li.taps("不写原因，取消", card).hears("已经取消")


def test_what_was_not_sent_yet_is_not_sent_after_cancelling(pair: Scene) -> None:
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    event_id = publish(pair)
    card = pair.li.says("修改 地点 新校区").taps("确认修改").last()
    pair.li.taps("取消活动", card).taps("不写原因，取消")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    assert not pair.mei.thread()
    states = pair.world.do(
        lambda ledger: set(
            ledger.exec(select(Delivery.state).where(Delivery.event_id == event_id, Delivery.what == "invitation"))
        )
    )
    assert states == {"dropped"}


def test_a_reason_that_is_too_long_cancels_nothing(pair: Scene) -> None:
    event_id = publish(pair)
    pair.li.says("取消").taps("11月27日 周五 15:00 学党史").says("长" * 101).hears("原因太长")
    assert event(pair, event_id).phase is Phase.PUBLISHED
    pair.li.says("场地维修").hears("已取消")


def test_what_is_cancelled_in_the_night_before_is_still_told_in_time(pair: Scene) -> None:
    publish(pair, "安排 11月24日9:00 学党史")
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    pair.li.says("取消").taps("11月24日 周二 09:00 学党史").says("下雪")
    assert not about(pair.mei, "已取消：")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    pair.mei.hears("已取消：11月24日 周二 09:00 的“学党史”。原因：下雪")


def test_after_it_the_card_leads_to_the_record(pair: Scene) -> None:
    publish(pair)
    pair.world.clock.set(datetime(2026, 11, 27, 16, 31, tzinfo=BEIJING))
    pair.li.says("往期").taps("11月27日 周五 15:00 学党史 · 待记录")
    card = next(heard for heard in reversed(pair.li.thread()) if "到会情况" in heard.buttons)
    assert {"到会情况", "回复情况", "签到表", "活动记录"} == set(card.buttons)
    pair.wang.says("往期").taps("11月27日 周五 15:00 学党史 · 待记录")
    assert "到会情况" not in pair.wang.last().buttons
    assert "签到表" in pair.wang.last().buttons


def test_a_cancelled_activity_opens_as_cancelled(pair: Scene) -> None:
    guest = pair.world.coordinator("周联络")
    event_id = publish(pair)
    pair.li.says("取消").taps("11月27日 周五 15:00 学党史").says("下雪")
    for person in (guest, pair.mei):
        person.forges(f"event:{event_id}").hears("已取消。原因：下雪")
