"""The coordinator changes when the house reminds, when it posts the digest and when it is quiet."""

from datetime import datetime, time

import pytest
from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.models.deliveries import Rung
from bot.models.people import Partner, Partnership, PartnershipKind, Trail
from bot.services import rhythm
from tests.scene import Scene
from tests.world import MONDAY


def rungs(pair: Scene) -> list[tuple[int, str]]:
    found = pair.world.do(lambda ledger: rhythm.ladder(ledger, pair.partnership))
    return [(rung.minutes_before, rung.seeks.value) for rung in found]


def pact(pair: Scene) -> Partnership:
    return pair.world.do(lambda ledger: ledger.get_one(Partnership, pair.partnership))


def notes(pair: Scene) -> list[str]:
    return pair.world.do(lambda ledger: [row.what for row in ledger.exec(select(Trail))])


def gone(pair: Scene, minutes: int) -> None:
    """Let somebody else take rungs out meanwhile."""
    pair.world.do(lambda ledger: ledger.execute(delete(Rung).where(col(Rung.minutes_before) == minutes)))


def another(pair: Scene) -> None:
    """Let there be a second partnership."""

    def build(ledger: Session) -> None:
        other = Partnership(
            kind=PartnershipKind.COOPERATIVE, name="党建合作社", zone="Asia/Shanghai", language="zh",
            quiet_from=time(22), quiet_to=time(7), daily_cap=4, digest_weekday=4, digest_at=time(17), created_at=MONDAY,
        )  # fmt: skip
        ledger.add(other)
        ledger.flush()
        ledger.add(Partner(partnership_id=other.id or 0, branch_id=pair.office, joined_at=MONDAY))

    pair.world.do(build)


def test_the_ladder_is_shown_and_a_rung_added_by_words(pair: Scene) -> None:
    pair.chen.says("提醒设置").hears("⏱ 提醒设置 · 红色对子", "发布时先发一次邀请")
    assert list(pair.chen.last().buttons)[:4] == [
        "提前 2 天 · 没回复的",
        "提前 1 天 · 没回复的",
        "提前 1 天 · 要参加的",
        "提前 1 小时 · 要参加的",
    ]
    pair.chen.says("提前3天 没回复的")
    assert "提前 3 天 · 没回复的" in pair.chen.last().buttons
    pair.chen.says("提前90分钟 参加的")
    assert "提前 90 分钟 · 要参加的" in pair.chen.last().buttons
    assert rungs(pair)[0] == (4320, "silent")
    assert notes(pair) == ["rung-added", "rung-added"]


def test_words_that_are_no_rung_are_asked_for_again(pair: Scene) -> None:
    pair.chen.says("提醒设置").says("随便吧").hears("没看懂“随便吧”", "例：提前3天 没回复的")
    pair.chen.says("提前1分钟 参加的").hears("5 分钟到 30 天之间")
    pair.chen.says("提前2小时 参加的")
    assert (120, "coming") in rungs(pair)


def test_a_rung_is_moved_and_taken_out_by_taps(pair: Scene) -> None:
    pair.chen.says("/reminders").taps("提前 1 小时 · 要参加的").hears("改成什么时候？").taps("提前 30 分钟")
    assert (30, "coming") in rungs(pair)
    assert (60, "coming") not in rungs(pair)
    pair.chen.taps("提前 30 分钟 · 要参加的").taps("去掉这一次")
    assert (30, "coming") not in rungs(pair)


def test_a_rung_is_added_by_taps_and_twice_is_once(pair: Scene) -> None:
    for _ in range(2):
        pair.chen.says("提醒设置").taps("再提醒一次没回复的").hears("提醒没回复的：提前多久？").taps("提前 7 天")
    assert rungs(pair).count((10080, "silent")) == 1


def test_a_rung_moved_to_where_it_is_stays(pair: Scene) -> None:
    before = rungs(pair)
    card = pair.chen.says("提醒设置").taps("提前 1 小时 · 要参加的").last()
    row = next(b for buttons in card.row.body["buttons"] for b in buttons if b["label"] == "提前 30 分钟")
    row["data"] = f"rungmove:{pair.partnership}:60:coming:60"
    pair.chen.taps("提前 30 分钟", on=card)
    assert rungs(pair) == before
    assert notes(pair) == []


def test_the_usual_ladder_comes_back(pair: Scene) -> None:
    usual = rungs(pair)
    pair.chen.says("提醒设置 提前3天 没回复的").taps("提前 1 小时 · 要参加的").taps("去掉这一次")
    pair.chen.taps("恢复默认")
    assert rungs(pair) == usual


def test_a_ladder_without_rungs_says_so_and_a_full_one_too(pair: Scene) -> None:
    pair.chen.says("提醒设置")
    for label in list(pair.chen.last().buttons)[:4]:
        pair.chen.taps(label).taps("去掉这一次")
    pair.chen.hears("之后不提醒")
    for days in range(1, 9):
        pair.chen.says(f"提前{days}天 参加的")
    pair.chen.says("提前9天 参加的").hears("最多提醒 8 次")


def test_a_tap_on_a_rung_that_is_gone_is_refused(pair: Scene) -> None:
    card = pair.chen.says("提醒设置").last()
    gone(pair, 60)
    pair.chen.taps("提前 1 小时 · 要参加的", on=card).hears("没有找到")
    pair.chen.taps("提前 2 天 · 没回复的", on=card)
    stale = pair.chen.last()
    gone(pair, 2880)
    pair.chen.taps("去掉这一次", on=stale).hears("没有找到")


@pytest.mark.parametrize("words", ["提醒设置", "周报设置"])
def test_only_coordinators_change_the_rhythm(pair: Scene, words: str) -> None:
    pair.li.says(words).hears("只有联络员可以这样做")
    card = pair.chen.says(words).last()
    for label in card.buttons:
        if label != "返回":
            pair.li.taps(label, on=card).hears("只有联络员可以这样做")
    assert notes(pair) == []


def test_digest_quiet_hours_and_cap_are_changed_by_words(pair: Scene) -> None:
    pair.chen.says("周报设置").hears(
        "周报  周五 17:00", "下一期  11月27日 周五 17:00", "免打扰  22:00 到 07:00", "4 条"
    )
    pair.chen.says("周四 16:30").hears("周报  周四 16:30", "下一期  11月26日 周四 16:30")
    pair.chen.says("21:30-8:00").hears("免打扰  21:30 到 08:00")
    pair.chen.says("不要免打扰").hears("免打扰  无")
    pair.chen.says("每天最多2条").hears("2 条")
    pair.chen.says("每天最多99条").hears("每天 1 到 20 条之间")
    pair.chen.says("看看").hears("没看懂“看看”")
    one = pact(pair)
    assert (one.digest_weekday, one.digest_at, one.daily_cap, one.quiet_from) == (3, time(16, 30), 2, time(0))
    assert notes(pair) == ["rhythm-digest", "rhythm-quiet", "rhythm-quiet", "rhythm-cap"]


def test_digest_and_cap_are_changed_by_taps(pair: Scene) -> None:
    pair.chen.says("周报设置").taps("周一").taps("18:00").taps("6 条")
    pair.chen.hears("周报  周一 18:00", "下一期  11月23日 周一 18:00")
    assert "✓ 周一" in pair.chen.last().buttons
    pair.chen.taps("✓ 周一")
    assert notes(pair) == ["rhythm-digest", "rhythm-digest", "rhythm-cap"]
    assert pact(pair).daily_cap == 6


def test_the_hour_can_be_set_in_one_line(pair: Scene) -> None:
    pair.chen.says("周报 周四 16:30").hears("周报  周四 16:30")
    pair.chen.says("周报").hears("本周小结")


def test_a_forged_day_or_hour_is_refused(pair: Scene) -> None:
    card = pair.chen.says("周报设置").last()
    for label, data in (("周一", f"digestday:{pair.partnership}:9"), ("18:00", f"digesthour:{pair.partnership}:9999")):
        row = next(b for buttons in card.row.body["buttons"] for b in buttons if b["label"] == label)
        row["data"] = data
        pair.chen.taps(label, on=card).hears("已经不能用了")


def test_what_became_of_the_last_digest_is_shown(pair: Scene) -> None:
    pair.world.pass_to(datetime(2026, 11, 27, 17, 0, tzinfo=MONDAY.tzinfo))
    pair.chen.says("周报设置").hears("上一期  11月27日 周五 17:00 没有内容，未发", "下一期  12月4日 周五 17:00")
    pair.chen.taps("周六").hears("下一期  12月5日 周六 17:00")  # one a week, so not the day after


def test_with_several_partnerships_the_coordinator_chooses(pair: Scene) -> None:
    another(pair)
    pair.chen.says("提醒设置").hears("改哪一个的？").taps("党建合作社").hears("提醒设置 · 党建合作社")
    pair.chen.says("周报设置").hears("改哪一个的？").taps("党建合作社").hears("周报和免打扰 · 党建合作社")


def test_the_partnerships_card_leads_to_both(pair: Scene) -> None:
    pair.chen.says("结对").taps("提醒设置").hears("⏱ 提醒设置").taps("周报和免打扰").hears("⏱ 周报和免打扰")
    pair.chen.taps("返回").hears("🤝 红色对子")


def test_a_changed_ladder_is_followed_at_once(pair: Scene) -> None:
    pair.event("学党史", MONDAY.replace(day=27, hour=15))
    pair.chen.says("提醒设置 提前3天 没回复的")
    pair.world.pass_to(datetime(2026, 11, 24, 15, 0, tzinfo=MONDAY.tzinfo))
    pair.lan.hears("还没收到您对11月27日 周五理论学习的回复")
