"""Somebody is asked whether they come, and answers."""

from datetime import timedelta

from tests.announced import FRIDAY, publish
from tests.scene import Scene


def later(pair: Scene, **time: int) -> None:
    """Let some time pass, three seconds if nothing else is said."""
    pair.world.pass_to(pair.world.clock.now() + timedelta(**(time or {"seconds": 3})))


def test_one_tap_is_confirmed_at_once_on_the_card(pair: Scene) -> None:
    publish(pair)
    pair.mei.hears("📌 学党史", "11月27日 周五 15:00–16:30 · 友谊渠党性教育基地", "请在 11月26日 周四 18:00 前回复")
    pair.mei.taps("参加").hears("已记下：参加", "您的回复：参加", "11月26日 周四 18:00 前可改")
    assert "✓ 参加" in pair.mei.last().buttons
    assert len(pair.mei.thread()) == 1


def test_a_late_answer_is_refused_and_told_when_answers_closed(pair: Scene) -> None:
    publish(pair)
    card = pair.mei.last()
    pair.world.pass_to(FRIDAY.replace(day=26, hour=18, minute=1))
    pair.mei.taps("参加", on=card).hears("周四 18:00 已截止", "联系本支部书记")


def test_the_group_card_follows_within_seconds_without_new_messages(pair: Scene) -> None:
    publish(pair)
    board = pair.mei.last(Scene.GROUP)
    assert "综合办公室党支部\n参加 0 · 请假 0 · 未回复 3" in board.text
    pair.mei.taps("参加")
    pair.lan.taps("请假", to=Scene.GROUP)
    later(pair)
    (board,) = pair.mei.thread(Scene.GROUP)
    assert "综合办公室党支部\n参加 1 · 请假 0 · 未回复 2" in board.text
    assert "希勤村党支部\n参加 0 · 请假 1 · 未回复 1" in board.text


def test_leave_counts_at_once_and_its_reason_may_be_tapped(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").hears("已请假。会后会告诉您怎样补课。", "请选择原因，或直接输入")
    pair.mei.taps("出差").hears("已请假：出差。会后会告诉您怎样补课。")
    assert "出差" not in pair.mei.last().buttons


def test_or_typed_into_the_chat(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").says("孩子发烧，要去医院").hears("已记下：请假。学党史")
    assert "已请假：孩子发烧，要去医院。" in pair.mei.thread()[0].text


def test_thanks_are_no_reason(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").says("好的，谢谢").hears("已记下：请假。学党史")
    assert "谢谢" not in pair.mei.thread()[0].text


def test_words_said_an_hour_later_are_no_reason_any_more(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假")
    later(pair, hours=1)
    pair.mei.says("好的收到").hears("没看懂")
    assert "已请假。" in pair.mei.thread()[0].text


def test_an_answer_that_waited_for_a_reason_can_still_be_changed_in_words(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").says("我去").hears("已记下：参加。学党史")
    assert "您的回复：参加" in pair.mei.thread()[0].text


def test_tapping_twice_changes_nothing_and_is_no_mistake(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加").taps("✓ 参加").hears("已经是“参加”")
    assert len(pair.mei.thread()) == 1


def test_typed_answers_find_the_one_open_event_and_its_card_follows(pair: Scene) -> None:
    publish(pair)
    pair.mei.says("参加").hears("已记下：参加。学党史，11月27日 周五 15:00（11月26日 周四 18:00 前可改）")
    assert "✓ 参加" in pair.mei.thread()[0].buttons
    pair.mei.says("2").hears("已记下请假：学党史", "请选择原因")
    pair.mei.taps("生病").hears("已请假：生病")
    assert "已请假：生病" in pair.mei.thread()[0].text
    pair.mei.says("说不准").hears("待定")
    pair.mei.says("请假出差").hears("已记下：请假")
    assert "已请假：出差" in pair.mei.thread()[0].text


def test_a_reply_to_a_card_answers_that_card(pair: Scene) -> None:
    publish(pair, "学党史")
    publish(pair, "科技大集", FRIDAY + timedelta(days=1))
    first = pair.mei.thread()[0]
    pair.mei.says("1", reply_to=first).hears("已记下：参加。学党史")


def test_which_of_several_open_events_is_meant_is_asked(pair: Scene) -> None:
    publish(pair, "学党史")
    publish(pair, "科技大集", FRIDAY + timedelta(days=1))
    pair.mei.says("请假 家里有事").hears("您说的是哪一次？")
    pair.mei.taps("科技大集 · 11月28日 周六 15:00").hears("已记下：请假。科技大集")
    assert "已请假：家里有事" in pair.mei.thread()[1].text
    pair.mei.says("我参加").hears("已记下：参加。学党史")
    pair.mei.says("待定 大集").hears("已记下：待定。科技大集")


def test_a_question_asked_long_ago_cannot_be_answered_any_more(pair: Scene) -> None:
    publish(pair, "学党史")
    publish(pair, "科技大集", FRIDAY + timedelta(days=1))
    question = pair.mei.says("参加").last()
    pair.mei.says("/start").taps("学党史 · 11月27日 周五 15:00", on=question).hears("不能用了")


def test_an_answer_to_nothing_is_told_so(pair: Scene) -> None:
    pair.mei.says("参加").hears("现在没有等您回复的活动")


def test_a_stranger_in_the_group_is_shown_the_way_in(pair: Scene) -> None:
    publish(pair)
    stranger = pair.world.person("路人")
    stranger.taps("参加", to=Scene.GROUP).hears("我还不认识您", "第一次用？点这里")
    assert f"join-{pair.partnership}" in pair.mei.last(Scene.GROUP).buttons["第一次用？点这里"]


def test_a_tap_in_the_group_is_the_tappers_own_and_their_card_follows(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假", to=Scene.GROUP).hears("已记下：请假。原因请在私聊里告诉我。")
    pair.mei.hears("请选择原因").taps("工作冲突").hears("已请假：工作冲突")
    assert len(pair.mei.thread()) == 1


def test_whoever_taps_in_the_group_without_a_card_gets_one(pair: Scene) -> None:
    publish(pair)
    new = pair.join("新来的", pair.office)
    new.taps("参加", to=Scene.GROUP).hears("已记下：参加", "📌 学党史", "您的回复：参加")


def test_a_very_long_reason_is_asked_for_again_shorter(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").says("长" * 101).hears("请写在 100 个字以内")
    pair.mei.says("长" * 100)
    assert "已请假：" + "长" * 100 in pair.mei.thread()[0].text


def test_the_card_puts_it_into_the_calendar(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加").taps("加入日历")
    assert b"DTSTART;TZID=Asia/Shanghai:20261127T150000" in pair.mei.file(".ics").content.replace(b"\r\n ", b"")


def test_a_late_typed_answer_is_told_when_answers_closed(pair: Scene) -> None:
    publish(pair)
    pair.world.pass_to(FRIDAY - timedelta(hours=20))
    pair.lan.says("参加").hears("回复在 11月26日 周四 18:00 已截止。要改请联系本支部书记")


def test_leave_in_english_is_leave_from_an_activity_not_from_the_branch(pair: Scene) -> None:
    publish(pair)
    pair.lan.says("leave sick").hears("已记下：请假")
    pair.lan.says("/quit").hears("退出希勤村党支部")
