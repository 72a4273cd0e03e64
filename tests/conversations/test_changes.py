"""A published activity is changed: those concerned are told once, old cards say so."""

from datetime import datetime, timedelta

import pytest

from bot.models.people import Role
from tests.conversations.published import FRIDAY, about, event, publish
from tests.scene import Scene
from tests.world import BEIJING


def test_a_moved_activity_asks_everybody_again(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加")
    pair.lan.taps("请假").taps("出差")
    pair.li.says("修改 时间 周六9点").hears(
        "请核对改动", "11月27日 周五 15:00–16:30 → 11月28日 周六 09:00–10:30", "已经回复的人会再问一次"
    )
    assert not about(pair.mei, "时间改了")
    pair.li.taps("确认修改").hears("已改好，通知 5 人")
    for person in (pair.mei, pair.lan, pair.wang):
        assert (
            len(about(person, "时间改了：11月27日 周五 15:00–16:30 → 11月28日 周六 09:00–10:30", "请再回复一次")) == 1
        )
    assert "请看下面的新卡片" in pair.mei.thread()[0].text
    pair.mei.taps("参加").hears("您的回复：参加")
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    pair.lan.hears("11月28日 周六 09:00", "参加 1 · 请假 0 · 未回复 2", chat=Scene.GROUP)


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("16:00", "11月27日 周五 16:00–17:30"),
        ("时间 16:00-18:00", "11月27日 周五 16:00–18:00"),
        ("推迟一小时", "11月27日 周五 16:00–17:30"),
        ("时间 提前30分钟", "11月27日 周五 14:30–16:00"),
        ("改到周六上午9点", "11月28日 周六 09:00–10:30"),
        ("推迟到下午4点", "11月27日 周五 16:00–17:30"),
        ("postpone by 1 day", "11月28日 周六 15:00–16:30"),
    ],
)
def test_an_hour_alone_moves_it_within_its_day_and_it_can_be_put_off(pair: Scene, words: str, moved: str) -> None:
    publish(pair)
    pair.li.says(f"修改 {words}").hears(f"11月27日 周五 15:00–16:30 → {moved}")


def test_it_cannot_be_brought_forward_into_the_past(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 提前5天").hears("“提前5天”已经过去")


def test_words_after_publishing_are_not_about_an_older_draft(pair: Scene) -> None:
    pair.li.says("安排 周六15:00 学党章")
    publish(pair)
    pair.li.says("修改 地点 新校区").hears("请核对改动", "学党史")
    pair.li.taps("不改了").says("发布").hears("没有等着发布的活动")


def test_another_change_is_told_once_and_asks_nobody_again(pair: Scene) -> None:
    event_id = publish(pair)
    pair.mei.taps("参加")
    pair.lan.taps("请假").taps("生病")
    pair.li.says("修改 地点 新校区").hears("老校区 → 新校区", "会告诉参加和还没回复的人一次")
    pair.li.taps("确认修改").hears("已改好，通知 3 人")
    pair.mei.hears("有改动：学党史", "老校区 → 新校区")
    assert "新校区" in about(pair.mei, "您的回复：参加")[0].text
    assert not about(pair.lan, "有改动")
    assert "新校区" in pair.lan.thread()[0].text
    assert not about(pair.li, "有改动")
    assert (event(pair, event_id).sequence, event(pair, event_id).revision) == (1, 0)


def test_only_the_hosts_secretaries_and_the_coordinator_may_change_it(pair: Scene) -> None:
    event_id = publish(pair)
    pair.wang.says("日程").taps("11月27日 周五 15:00 学党史 · 未回复")
    assert {"修改", "取消活动"} & set(pair.wang.last().buttons) == set()
    pair.wang.says("修改 地点 新校区").hears("没有可以修改的活动")
    pair.mei.says("修改 地点 新校区").hears("只有支部书记可以")
    other = pair.join("赵副书记", pair.office, role=Role.SECRETARY)
    other.says("修改 地点 新校区").taps("确认修改").hears("已改好")
    pair.chen.says("修改 主讲 王书记").taps("确认修改").hears("已改好")
    assert event(pair, event_id).sequence == 2


def test_two_who_change_at_once_are_told_of_each_other(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 地点 新校区")
    pair.chen.says("修改 地点 党校").taps("确认修改")
    pair.li.taps("确认修改").hears("刚刚有人改过")


def test_confirming_twice_changes_once(pair: Scene) -> None:
    event_id = publish(pair)
    card = pair.li.says("修改 地点 新校区").last()
    pair.li.taps("确认修改", card).taps("确认修改", card).hears("已经改过了")
    assert event(pair, event_id).sequence == 1
    assert len(about(pair.mei, "有改动")) == 1


def test_a_change_can_be_left(pair: Scene) -> None:
    event_id = publish(pair)
    pair.li.says("修改 地点 新校区").taps("不改了").hears("活动没有改动")
    assert event(pair, event_id).place == "老校区"


def test_nothing_changed_is_nothing_to_confirm(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 地点 老校区").hears("还没有改动")
    assert "确认修改" not in pair.li.last().buttons


def test_it_is_changed_from_its_card_with_buttons(pair: Scene) -> None:
    publish(pair)
    pair.li.says("日程").taps("11月27日 周五 15:00 学党史 · 未回复").taps("修改").taps("时间").taps("28")
    pair.li.taps("9:00").hears("11月28日 周六 09:00–10:30").taps("确认修改")
    assert about(pair.mei, "时间改了")


def test_changes_that_wait_for_the_morning_are_told_as_one(pair: Scene) -> None:
    event_id = publish(pair)
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    pair.li.says("修改 地点 新校区").taps("确认修改")
    pair.li.says("修改 地点 党校").taps("确认修改")
    pair.li.says("修改 主讲 王书记").taps("确认修改")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    told = about(pair.mei, "有改动")
    assert len(told) == 1
    assert "老校区 → 党校" in told[0].text
    assert "无 → 王书记" in told[0].text
    assert event(pair, event_id).sequence == 3


def test_moves_that_wait_for_the_morning_are_told_as_one(pair: Scene) -> None:
    publish(pair)
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    pair.li.says("修改 时间 周六9点").taps("确认修改")
    pair.li.says("修改 时间 11月30日9点").taps("确认修改")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    told = about(pair.mei, "时间改了：")
    assert [heard.text.count("11月27日 周五 15:00–16:30 → 11月30日 周一 09:00–10:30") for heard in told] == [1]


def test_who_has_not_had_the_first_card_yet_only_gets_the_newest(pair: Scene) -> None:
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    publish(pair)
    pair.li.says("修改 时间 周六9点").taps("确认修改")
    pair.li.says("修改 地点 新校区").taps("确认修改")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    assert len(pair.mei.thread()) == 1
    pair.mei.hears("11月28日 周六 09:00–10:30", "新校区")


def test_a_branch_invited_later_is_asked_and_one_left_out_is_told(pair: Scene) -> None:
    publish(pair, "安排 周五15:00 学党史 邀请:本支部")
    assert not pair.lan.thread()
    pair.li.says("修改 邀请 希勤村").taps("确认修改")
    pair.lan.hears("学党史", "前回复")
    assert pair.lan.thread(Scene.GROUP)
    pair.li.says("修改 邀请 本支部").taps("确认修改")
    pair.lan.hears("不再邀请您的支部")
    assert len(pair.mei.thread()) == 1


def test_more_seats_let_in_who_waits(pair: Scene) -> None:
    publish(pair, FRIDAY + " 限1人")
    pair.mei.taps("参加")
    pair.lan.taps("参加").hears("候补第 1 位")
    pair.li.says("修改 名额 2").taps("确认修改")
    pair.lan.hears("有空位了")


def test_what_has_begun_can_no_longer_be_changed(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 地点 新校区")
    pair.world.clock.set(datetime(2026, 11, 27, 15, 1, tzinfo=BEIJING))
    pair.li.taps("确认修改").hears("活动已经开始")
    pair.li.says("取消").says("取消").hears("没有可以取消的活动")


@pytest.mark.parametrize(
    ("words", "why"), [("修改 时间 周五25:00", "25:00"), ("修改 截止 周六18点", "晚于开始"), ("修改 名额 0", "名额")]
)
def test_a_change_that_cannot_be_is_refused(pair: Scene, words: str, why: str) -> None:
    publish(pair)
    pair.li.says(words).hears(why)


def test_with_several_activities_it_asks_which(pair: Scene) -> None:
    publish(pair)
    publish(pair, "安排 周六15:00 学党章")
    pair.li.says("修改 地点 新校区").hears("哪一次").taps("11月28日 周六 15:00 学党章")
    pair.li.hears("学党章", "无 → 新校区")


def test_a_reply_to_a_card_says_which_is_meant(pair: Scene) -> None:
    publish(pair)
    card = about(pair.li, "学党史", "请在")[-1]
    publish(pair, "安排 周六15:00 学党章")
    pair.li.says("修改 地点 新校区", reply_to=card).hears("学党史", "老校区 → 新校区")


def test_a_default_deadline_follows_the_start_and_a_chosen_one_stays(pair: Scene) -> None:
    first = publish(pair)
    pair.li.says("修改 时间 周六9点").taps("确认修改")
    assert event(pair, first).reply_by == datetime(2026, 11, 27, 18, tzinfo=BEIJING)
    pair.li.says("修改 截止 周三12点").taps("确认修改")
    pair.li.says("修改 时间 11月29日9点").taps("确认修改")
    assert event(pair, first).reply_by == datetime(2026, 11, 25, 12, tzinfo=BEIJING)
    assert event(pair, first).starts_at - event(pair, first).reply_by == timedelta(days=3, hours=21)


def test_the_end_the_title_and_the_deadline_are_told_too(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 时间 周五15:00-17:00").taps("确认修改")
    pair.mei.hears("时间  11月27日 周五 15:00–16:30 → 11月27日 周五 15:00–17:00")
    pair.li.says("修改 截止 周三12点").taps("确认修改")
    pair.mei.hears("截止  11月26日 周四 18:00 → 11月25日 周三 12:00")
    pair.li.says("修改 题目 学党章").taps("确认修改")
    pair.mei.hears("题目  学党史 → 学党章")
    pair.mei.taps("查看活动").hears("学党章", "15:00–17:00")


def test_a_deadline_after_the_start_is_refused(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 截止 11月28日18点").hears("11月28日")
    assert not about(pair.mei, "有改动")


def test_a_time_that_has_come_while_it_was_looked_at_is_refused(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 时间 今天12:00")
    pair.world.clock.set(datetime(2026, 11, 23, 12, 1, tzinfo=BEIJING))
    pair.li.taps("确认修改").hears("已经过去了")


def test_an_overtaken_change_is_begun_anew_by_words(pair: Scene) -> None:
    event_id = publish(pair)
    pair.li.says("修改 地点 新校区")
    pair.chen.says("修改 地点 党校").taps("确认修改")
    pair.li.says("修改 主讲 王书记").taps("确认修改").hears("已改好")
    assert (event(pair, event_id).place, event(pair, event_id).speaker) == ("党校", "王书记")


def test_news_that_no_longer_holds_in_the_morning_is_not_told(pair: Scene) -> None:
    publish(pair, "安排 周五15:00 学党史 邀请:希勤村")
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    pair.li.says("修改 邀请 本支部").taps("确认修改")
    pair.li.says("修改 邀请 希勤村").taps("确认修改")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    assert not about(pair.lan, "不再邀请")


def test_what_changes_with_the_time_is_named_in_the_same_message(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 时间 周六9点 @新校区 主讲:王书记").hears("老校区 → 新校区", "无 → 王书记").taps("确认修改")
    pair.mei.hears(
        "时间改了：11月27日 周五 15:00–16:30 → 11月28日 周六 09:00–10:30。地点、主讲也有改动。请再回复一次。"
    )
    pair.li.says("修改 地点 党校 限20人").taps("确认修改")
    assert "其余不变" not in pair.mei.thread()[1].text
    assert "也有改动" not in pair.mei.thread()[1].text
    pair.mei.hears("新校区 → 党校")


def test_a_move_and_a_change_that_wait_for_the_morning_are_told_as_one(pair: Scene) -> None:
    publish(pair)
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    pair.li.says("修改 主讲 王书记").taps("确认修改")
    pair.li.says("修改 时间 周六9点").taps("确认修改")
    pair.li.says("修改 地点 党校").taps("确认修改")
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    assert not about(pair.mei, "有改动：")
    assert len(about(pair.mei, "时间改了：", "地点、主讲也有改动。请再回复一次。")) == 1
