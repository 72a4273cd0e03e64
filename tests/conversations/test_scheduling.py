"""A secretary schedules: one line, or piece by piece; the card is read back before anybody is told."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlmodel import Session, select

from bot.models.events import Draft
from bot.models.people import Member
from bot.services import privacy
from tests.scene import Scene
from tests.world import BEIJING, World

LINE = (
    "安排 下周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地"
    " 主讲:希勤村支部书记 截止:周四18点 限30人 邀请:希勤村"
)


def test_one_line_is_read_back_and_published(pair: Scene) -> None:
    pair.li.says(LINE).hears(
        "请核对",
        "学习二十届四中全会精神",
        "12月4日 周五 15:00–16:30",
        "友谊渠党性教育基地",
        "主讲  希勤村支部书记",
        "综合办公室党支部 3人、希勤村党支部 2人（5人）",
        "12月3日 周四 18:00 前回复",
        "名额  30",
        "理论学习",
    )
    assert not pair.mei.thread()
    pair.li.taps("发布").hears("已发布，发给 5 人")
    pair.mei.hears("学习二十届四中全会精神", "请在 12月3日 周四 18:00 前回复")
    pair.lan.hears("学习二十届四中全会精神")
    pair.lan.hears("综合办公室党支部", "未回复 3", chat=Scene.GROUP)


def test_publishing_twice_tells_nobody_twice(pair: Scene) -> None:
    card = pair.li.says("安排 周五15:00 学党史").last()
    pair.li.taps("发布", card)
    pair.li.taps("发布", card)
    assert len([heard for heard in pair.mei.thread() if "学党史" in heard.text]) == 1


def test_it_can_be_scheduled_in_english(pair: Scene) -> None:
    ann = pair.join("Ann", pair.office)
    pair.li.says("/schedule next Friday 3pm-4:30pm Study session @Old Hall speaker: John Wang max 30").hears(
        "Study session", "Old Hall", "John Wang", "30"
    )
    assert not ann.thread()


def test_piece_by_piece_with_buttons(pair: Scene) -> None:
    li = pair.li
    li.says("安排").hears("哪一类活动")
    li.taps("党课").hears("哪一天", "党课")
    li.taps("›").taps("1").hears("几点开始", "12月1日 周二")
    li.taps("15:00").hears("题目是什么", "12月1日 周二 15:00")
    li.says("乡村振兴").hears("在哪里")
    li.says("党员活动室").hears("邀请哪些支部")
    assert "✓ 希勤村党支部" in li.last().buttons
    li.taps("✓ 希勤村党支部").taps("希勤村党支部").taps("选好了")
    li.hears("请核对", "乡村振兴", "12月1日 周二 15:00", "党员活动室", "希勤村党支部 2人")
    li.taps("发布").hears("已发布")
    pair.lan.hears("乡村振兴")


def test_a_guided_card_survives_a_restart_and_other_questions(pair: Scene) -> None:
    pair.li.says("安排").taps("党课")
    pair.li.says("日程").hears("日程")
    pair.li.taps("26")
    assert "几点开始" in pair.li.thread()[-2].text
    pair.li.says("下午3点-4点半").hears("题目是什么", "11月26日 周四 15:00–16:30")


def test_days_that_are_past_cannot_be_tapped(pair: Scene) -> None:
    pair.world.clock.set(datetime(2026, 9, 24, 9, tzinfo=BEIJING))
    pair.li.says("安排").taps("党课")
    buttons = pair.li.last().buttons
    assert "23" not in buttons
    assert {"[24]", "25休", "30"} <= set(buttons)
    pair.li.taps("›")
    assert {"1休", "8", "10班"} <= set(pair.li.last().buttons)
    assert "32" not in pair.li.last().buttons


def test_an_unclear_hour_is_asked_and_the_rest_of_the_line_kept(pair: Scene) -> None:
    pair.li.says("安排 周五3点-4点半 学党史 @老校区").hears("“周五3点-4点半”是指哪一个")
    pair.li.taps("11月27日 周五 15:00–16:30").hears("请核对", "学党史", "老校区", "11月27日 周五 15:00–16:30")


def test_an_unclear_hour_is_asked_in_the_words_it_was_said_in(pair: Scene) -> None:
    pair.li.says("安排 周五 学党史").says("3点").hears("“3点”是指哪一个")
    pair.world.clock.set(datetime(2026, 11, 23, 12, tzinfo=BEIJING))
    pair.li.says("安排 今天 学党史").says("8:30").hears("“8:30”已经过去")


def test_publishing_by_word_says_so_once(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 学党史").says("发布")
    (told,) = [heard for heard in pair.li.thread() if "已发布" in heard.text]
    assert told.text.count("已发布，发给 5 人") == 1


def test_a_past_day_is_asked_about(pair: Scene) -> None:
    pair.li.says("安排 这周一8:00 学党史").hears("“这周一8:00”已经过去，是指 11月30日 周一 08:00 吗")
    pair.li.taps("不是").hears("哪一天")
    pair.li.says("周三 19:00").hears("请核对", "11月25日 周三 19:00", "学党史")


def test_a_line_without_a_time_is_asked_for_it(pair: Scene) -> None:
    pair.li.says("安排 学党史").hears("哪一天", "学党史")
    pair.li.says("周五").hears("几点开始")
    pair.li.taps("15:00").hears("请核对", "11月27日 周五 15:00")


def test_a_line_without_a_title_is_asked_for_it(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 类型:党课").hears("题目是什么")
    pair.li.taps("就叫“党课”").hears("请核对", "党课")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("安排 周五25:00 学党史", "25:00"),
        ("安排 2月30日9点 学党史", "2月30日"),
        ("安排 周五15:00 学党史 @甲 @乙", "“地点”写了两次"),
        ("安排 周五15:00 学党史 邀请:火星支部党", "结对里没有“火星支部党”"),
        ("安排 周五15:00 学党史 截止:周六18点", "晚于开始（11月27日 周五 15:00）"),
        ("安排 周五15:00 学党史 限0人", "没看懂名额"),
        ("安排 周五15:00 " + "长" * 121, "题目写了 121 个字"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(pair: Scene, line: str, why: str) -> None:
    pair.li.says(line).hears(why)


def test_a_member_cannot_schedule(pair: Scene) -> None:
    pair.mei.says("安排 周五15:00 学党史").hears("只有支部书记可以")


def test_nobody_else_can_touch_a_draft(pair: Scene) -> None:
    card = pair.li.says("安排 周五15:00 学党史").last()
    pair.wang.says("日程")
    pair.wang.forges(card.buttons["发布"]).hears("没有找到")
    assert not pair.mei.thread()


def test_warnings_stand_on_the_card(pair: Scene) -> None:
    pair.event("主题党日", datetime(2026, 11, 23, 14, tzinfo=BEIJING), host_id=pair.village)
    pair.li.says("安排 今天15:00 学党史").hears("距开始不足一天", "综合办公室党支部 11月23日 周一 14:00 已有“主题党日”")
    pair.world.clock.set(datetime(2026, 9, 10, 9, tzinfo=BEIJING))
    pair.li.says("安排 9月25日15:00 学党史").hears("当天是中秋节")
    pair.li.says("安排 9月20日15:00 学党史").hears("当天是调休上班日")


def test_a_meeting_calls_only_the_own_branch_and_opens_no_board(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 支部党员大会").hears("综合办公室党支部 3人")
    pair.li.taps("发布").hears("已发布，发给 3 人")
    assert not pair.lan.thread()
    assert not pair.lan.thread(Scene.GROUP)


def test_everything_can_be_changed_before_publishing(pair: Scene) -> None:
    li = pair.li
    li.says("安排 周五15:00-16:30 学党史 @老校区")
    li.says("修改 时间 周六9点").hears("11月28日 周六 09:00–10:30", "11月27日 周五 18:00 前回复")
    li.taps("修改").taps("主讲").says("王书记").hears("主讲  王书记")
    li.taps("修改").taps("地点").taps("不填")
    assert "老校区" not in li.last().text
    li.taps("修改").taps("名额").says("二十人").hears("名额  20")
    li.taps("修改").taps("类型").taps("参观").hears("参观")
    li.taps("修改").taps("邀请").taps("只有本支部").taps("选好了")
    assert "希勤村" not in li.last().text
    li.taps("修改").taps("回复截止").says("前一天12点").hears("11月27日 周五 12:00 前回复")
    li.taps("修改").taps("题目").taps("返回").hears("请核对")
    li.says("修改 题目 学党章").hears("学党章")
    li.says("修改 @新校区 主讲:李老师").hears("新校区", "李老师")
    li.says("发布").hears("已发布", "学党章")


def test_a_draft_can_be_dropped(pair: Scene) -> None:
    card = pair.li.says("安排 周五15:00 学党史").last()
    pair.li.taps("取消").hears("好的，不安排了")
    pair.li.says("安排 周五15:00 学党史")
    pair.li.says("取消").hears("好的，不安排了")
    assert card
    pair.li.says("发布").hears("没有等着发布")


def test_a_card_whose_moment_has_passed_cannot_be_published(pair: Scene) -> None:
    pair.li.says("安排 今天15:00 学党史")
    pair.world.clock.set(datetime(2026, 11, 23, 15, 1, tzinfo=BEIJING))
    pair.li.taps("发布").hears("已经过去了")


def test_in_quiet_hours_the_cards_wait_for_the_morning(pair: Scene) -> None:
    pair.world.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=BEIJING))
    pair.li.says("安排 周五15:00 学党史").taps("发布").hears("免打扰", "11月24日 周二 07:00 起送达")
    assert not pair.mei.thread()
    pair.world.pass_to(datetime(2026, 11, 24, 7, tzinfo=BEIJING))
    pair.mei.hears("学党史")


def test_a_coordinator_without_a_branch_says_who_hosts(pair: Scene) -> None:
    zhou = pair.world.coordinator("周联络")
    zhou.says("安排 周五15:00 学党史").hears("由哪个支部承办")
    zhou.taps("希勤村党支部").hears("请核对", "希勤村党支部 2人")
    zhou.says("安排 周五15:00 学党史 承办:希勤").hears("请核对").taps("发布").hears("希勤村党支部承办")


def test_the_house_without_branches_says_what_comes_first(world: World) -> None:
    world.coordinator().says("安排 周五15:00 学党史").hears("请先建立结对")


def test_an_erased_secretary_leaves_no_draft(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 学党史")

    def erase(ledger: Session) -> Sequence[Draft]:
        member = ledger.get_one(Member, pair.ids["李书记"])
        assert len(privacy.export(ledger, member)["drafts"]) == 1
        privacy.erase(ledger, member=member, now=pair.world.clock.now())
        return ledger.exec(select(Draft)).all()

    assert pair.world.do(erase) == []
