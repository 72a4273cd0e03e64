"""What is said around the week's own cards: greetings, lists, and words that do not name everything."""

from datetime import datetime, timedelta

from bot.models.people import Category
from tests.conversations.links import code_in
from tests.conversations.published import publish
from tests.scene import Scene
from tests.world import BEIJING, World


def test_a_bare_start_greets_whoever_is_in_already(pair: Scene) -> None:
    pair.mei.says("/start").hears("梅老师，您好", "点一下就能回复").taps("日程").hears("日程")


def test_the_trail_names_who_did_it_once(pair: Scene) -> None:
    publish(pair)
    pair.li.says("代答 梅老师 参加")
    pair.li.says("记录").hears("李书记：发布了“学党史”", "李书记：代梅老师回复“学党史”：参加")
    assert "by" not in pair.li.last().text


def test_typed_words_cancel_and_it_is_said_once(pair: Scene) -> None:
    publish(pair)
    pair.li.says("取消").taps("11月27日 周五 15:00 学党史").says("场地维修").hears("已取消，通知 4 人")
    assert pair.li.last().text.count("已取消") == 1


def test_a_typed_change_is_kept_while_it_is_asked_which_activity_is_meant(pair: Scene) -> None:
    publish(pair)
    publish(pair, "安排 周六15:00 学党章 @老校区")
    pair.li.says("修改 时间 周六16点").hears("哪一次").taps("11月28日 周六 15:00 学党章")
    pair.li.hears("请核对改动", "11月28日 周六 15:00 → 11月28日 周六 16:00")
    pair.li.taps("不改了").says("修改").taps("11月27日 周五 15:00 学党史").hears("改哪一项")


def test_the_agenda_says_who_waits_for_a_seat(pair: Scene) -> None:
    publish(pair, "安排 周五15:00 学党史 限1人")
    pair.mei.taps("参加")
    pair.lan.taps("参加").hears("候补第 1 位")
    pair.lan.says("日程")
    assert "11月27日 周五 15:00 学党史 · 候补" in pair.lan.last().buttons
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    board = pair.mei.last(Scene.GROUP).text
    assert board.count("名额") == 1
    assert "名额 1 人，已报 1 人" in board


def test_publishing_by_word_without_a_draft_says_how_to_begin(pair: Scene) -> None:
    pair.li.says("发布").hears("没有等着发布的活动", "安排 周五下午3点")


def test_members_of_one_name_are_told_apart_when_one_asks_to_come_in(pair: Scene) -> None:
    pair.li.says("添加成员 刘洋 正式党员")
    pair.li.says("添加成员 刘洋 预备党员")
    code = code_in(pair.li.says("邀请").last().text)
    newcomer = pair.world.person("洋")
    newcomer.opens(code).says("刘洋").hears("已请")
    pair.li.taps("就是名册里的 刘洋（预备党员）").hears("刘洋已加入", "预备党员")
    newcomer.says("我的").hears("预备党员", f"登录  {pair.world.called}")


def test_the_heading_of_a_single_day_is_that_day(pair: Scene) -> None:
    pair.event("学党史", datetime(2026, 11, 27, 15, tzinfo=BEIJING))
    pair.join("宋同志", pair.office, Category.ACTIVIST)
    pair.chen.says("周报").hears("本周小结 · 红色对子 · 11月23日")


def test_namesakes_are_told_apart_wherever_one_of_them_is_tapped(pair: Scene) -> None:
    pair.join("刘洋", pair.office)
    pair.join("刘洋", pair.office, Category.PROBATIONARY)
    event_id = publish(pair)
    pair.li.says("代答").taps("学党史 · 11月27日 周五 15:00")
    assert {"刘洋（正式党员）", "刘洋（预备党员）"} <= set(pair.li.last().buttons)
    pair.li.taps("刘洋（预备党员）").taps("参加")
    pair.world.pass_to(datetime(2026, 11, 27, 17, tzinfo=BEIJING))
    pair.li.forges(f"attend:{event_id}:{pair.office}:0")
    assert {"刘洋（正式党员）", "✓ 刘洋（预备党员）", "梅老师"} <= set(pair.li.last().buttons)


def test_a_place_on_the_waiting_list_taken_in_words_says_of_what(pair: Scene) -> None:
    publish(pair, "安排 周五15:00 学党史 限1人")
    pair.mei.says("参加").hears("已记下：参加。学党史")
    pair.lan.says("参加").hears("学党史，11月27日 周五 15:00：名额已满（1 人），您排在候补第 1 位")


def test_a_link_that_is_shown_once_stays_where_it_is(pair: Scene) -> None:
    invitation = pair.li.says("邀请").last()
    pair.li.taps("有效的链接").hears("有效的链接 1 个")
    assert code_in(invitation.text) in "".join(heard.text for heard in pair.li.thread())


def test_help_says_how_to_answer_and_offers_only_what_can_be_said_here(pair: Scene) -> None:
    pair.mei.says("帮助").hears("请假 出差")
    pair.chen.says("帮助").hears("/bind：", "/unbind：")
    assert not {"/bind", "/unbind", "绑定"} & set(pair.chen.last().buttons)


def test_a_new_partnership_says_what_comes_next(world: World) -> None:
    chen = world.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部").taps("综合办公室党支部").hears(
        "下一步", "点“群”", "邀请"
    )


def test_a_change_that_is_told_nobody_says_so(pair: Scene) -> None:
    publish(pair)
    pair.li.says("修改 名额 20").hears("不另发消息").taps("确认修改").hears("已改好。", "名额 20 人")
    assert "通知" not in pair.li.last().text
