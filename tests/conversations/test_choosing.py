"""Choosing whom and what to schedule for: several branches, several partnerships, the calendar's months."""

from datetime import date, datetime, time

import pytest
from sqlmodel import Session

from bot.models.people import Branch, Partner, Partnership, PartnershipKind
from bot.services import hosting
from tests.scene import Scene
from tests.world import BEIJING


@pytest.fixture
def cooperative(pair: Scene) -> Scene:
    """Return the pair, its office also leading a cooperative with two colleges."""

    def build(ledger: Session) -> None:
        now = pair.world.clock.now()
        coop = Partnership(
            kind=PartnershipKind.COOPERATIVE,
            name="党建合作社",
            zone="Asia/Shanghai",
            language="zh",
            lead_branch_id=pair.office,
            quiet_from=time(22),
            quiet_to=time(7),
            daily_cap=4,
            digest_weekday=4,
            digest_at=time(17),
            ends_on=date(2026, 11, 30),
            created_at=now,
        )
        colleges = [Branch(name=name, created_at=now) for name in ("农学院党总支", "农学院学生党支部")]
        ledger.add_all([coop, *colleges])
        ledger.flush()
        for branch in (pair.office, *(college.id or 0 for college in colleges)):
            ledger.add(Partner(partnership_id=coop.id or 0, branch_id=branch, joined_at=now))

    pair.world.do(build)
    return pair


def test_with_several_partnerships_it_asks_which(cooperative: Scene) -> None:
    li = cooperative.li
    li.says("安排 周五15:00 学党史").hears("属于哪个结对")
    li.taps("党建合作社").hears("请核对", "农学院党总支 0人", "农学院学生党支部 0人")
    assert "希勤村" not in li.last().text
    li.says("安排 周五15:00 学党史").hears("属于哪个结对")
    li.says("红色").hears("请核对", "希勤村党支部 2人")


def test_everybody_is_everybody_of_one_partnership(cooperative: Scene) -> None:
    cooperative.li.says("安排 周五15:00 座谈 邀请:全部").hears("属于哪个结对").taps("红色对子")
    cooperative.li.hears("请核对", "希勤村党支部 2人")
    assert "农学院" not in cooperative.li.last().text


def test_the_branches_named_decide_the_partnership(cooperative: Scene) -> None:
    cooperative.li.says("安排 周五15:00 学党史 邀请:希勤村").hears("请核对", "希勤村党支部 2人")
    cooperative.li.says("安排 周五15:00 学党史 邀请:希勤村、农学院党总支").hears("不在同一个结对里")


def test_a_meeting_of_ones_own_asks_nothing(cooperative: Scene) -> None:
    cooperative.li.says("安排 周五15:00 支委会").hears("请核对", "综合办公室党支部 3人")


def test_a_name_that_fits_several_is_asked_about(cooperative: Scene) -> None:
    li = cooperative.li
    li.says("安排 周五15:00 学党史 邀请:农学院").hears("“农学院”是指哪个支部")
    li.taps("农学院学生党支部").hears("请核对", "农学院学生党支部")
    assert "农学院党总支" not in li.last().text
    li.says("安排 周五15:00 学党史 邀请:农学院").says("农学院党总支").hears("请核对", "农学院党总支")


def test_an_agreement_that_ends_before_is_minded(cooperative: Scene) -> None:
    cooperative.li.says("安排 12月4日15:00 学党史 邀请:农学院党总支").hears("结对协议到 11月30日 周一 为止")


def test_all_branches_and_only_ours_by_button(cooperative: Scene) -> None:
    li = cooperative.li
    li.says("安排 周五15:00 学党史 邀请:农学院党总支").taps("修改").taps("邀请")
    li.taps("全部支部")
    assert "✓ 农学院学生党支部" in li.last().buttons
    assert "希勤村党支部" not in li.last().buttons
    li.taps("只有本支部").taps("农学院党总支").taps("选好了").hears("请核对", "农学院党总支")
    assert "学生" not in li.last().text
    li.says("修改 邀请 希勤村").hears("希勤村党支部 2人")


def test_a_coordinator_may_name_the_host(cooperative: Scene) -> None:
    zhou = cooperative.world.coordinator("周联络")
    zhou.says("安排 周五15:00 学党史 承办:农学院").hears("由哪个支部承办").says("农学院党总支").hears("请核对")
    zhou.says("安排 周五15:00 学党史 邀请:希勤村").hears("由哪个支部承办").taps("综合办公室党支部")
    zhou.hears("请核对", "希勤村党支部 2人")
    cooperative.li.says("安排 周五15:00 学党史 承办:希勤村").hears("结对里没有“希勤村”")


def test_places_used_before_can_be_tapped(pair: Scene) -> None:
    pair.event("学党史", datetime(2026, 11, 20, 15, tzinfo=BEIJING), place="老校区")
    pair.event("学党章", datetime(2026, 11, 21, 15, tzinfo=BEIJING), place="老校区")
    pair.li.says("安排").taps("参观").says("周五15:00 参观党校").hears("在哪里")
    assert [label for label in pair.li.last().buttons if "校区" in label] == ["老校区"]
    pair.li.taps("老校区").taps("选好了").hears("地点  老校区")


def test_a_branch_without_partners_works_alone(pair: Scene) -> None:
    def alone(ledger: Session) -> None:
        ledger.get_one(Partnership, pair.partnership).closed_at = pair.world.clock.now()

    pair.world.do(alone)
    pair.li.says("安排 周五15:00 学党史").hears("请核对", "综合办公室党支部 3人")
    pair.li.taps("修改").taps("邀请").taps("选好了").taps("发布").hears("已发布，发给 3 人")
    assert pair.world.do(lambda ledger: hosting.partnerships(ledger, pair.office)) == []


def test_an_unclear_deadline_is_asked_about(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 学党史 截止:周四6点").hears("回复截止“周四6点”是指哪一个")
    pair.li.taps("11月26日 周四 18:00").hears("11月26日 周四 18:00 前回复")
    pair.li.says("修改 截止 周四5点").says("周四12点").hears("11月26日 周四 12:00 前回复")
    pair.li.taps("修改").taps("回复截止").taps("用默认时间").hears("11月26日 周四 18:00 前回复")


def test_an_unclear_hour_may_be_typed_anew(pair: Scene) -> None:
    pair.li.says("安排 周五3点 学党史").says("周五15:00").hears("请核对", "11月27日 周五 15:00")
    pair.li.says("安排 周五3点 学党史").taps("都不是").hears("哪一天", "学党史")


def test_seats_and_speaker_can_be_emptied(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 学党史 主讲:王书记 限20人").taps("修改").taps("名额").taps("不填")
    pair.li.taps("修改").taps("主讲").says("无")
    assert "王书记" not in pair.li.last().text
    assert "名额" not in pair.li.last().text
    pair.li.says("修改 类型 党课").hears("党课")
    pair.li.says("修改 邀请 本支部").hears("综合办公室党支部 3人")


def test_a_card_whose_question_has_passed_shows_the_newest(pair: Scene) -> None:
    first = pair.li.says("安排").last()
    pair.li.says("党课")
    pair.li.taps("参观", first)
    assert "哪一天" in pair.li.thread()[0].text
    assert "党课" in pair.li.thread()[0].text
    pair.li.says("周五15:00")
    pair.li.taps("›", pair.li.thread()[1])
    assert "题目是什么" in pair.li.thread()[1].text


def test_a_forged_tap_changes_nothing(pair: Scene) -> None:
    li = pair.li
    li.says("安排")
    draft = li.last().buttons["党课"].split(":")[1]
    li.forges(f"draft:{draft}:kind:party").hears("没有找到")
    li.forges(f"draft:{draft}:nonsense:1").hears("不能用了")
    li.forges(f"draft_publish:{draft}").hears("还差一项")
    li.taps("党课")
    li.forges(f"draft:{draft}:day:2026-13-45").hears("没有找到")
    li.forges(f"draft_month:{draft}:soon").hears("不能用了")
    li.forges(f"draft:{draft}:day:2026-11-01").forges(f"draft:{draft}:hour:1500").hears("已经过去")
    li.forges(f"draft_drop:{draft}").forges(f"draft:{draft}:hour:1500").hears("不能用了")
    pair.wang.forges(f"draft_fields:{draft}").hears("没有找到")


def test_the_draft_of_yesterday_is_not_meant_by_words(pair: Scene) -> None:
    pair.li.says("安排 11月28日15:00 学党史")
    pair.world.clock.set(datetime(2026, 11, 24, 10, tzinfo=BEIJING))
    pair.li.says("发布").hears("没有等着发布")
    pair.mei.says("取消").hears("没有改动")


def test_words_to_a_card_read_back_change_it(pair: Scene) -> None:
    pair.li.says("安排 周五15:00 学党史").says("修改").hears("改哪一项").taps("地点").says("-").hears("请核对")
    pair.li.says("修改").taps("时间").says("周六").taps("16:00").hears("11月28日 周六 16:00")
