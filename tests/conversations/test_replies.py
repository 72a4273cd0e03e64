"""A secretary looks how the answers stand, and answers for those who cannot."""

from sqlmodel import Session, select

from bot.models.people import Account, Category
from tests.announced import FRIDAY, publish
from tests.forged import forge
from tests.scene import OFFICE, VILLAGE, Scene


def close_account(pair: Scene, name: str) -> None:
    """Let somebody have blocked the bot."""

    def close(ledger: Session) -> None:
        for account in ledger.exec(select(Account).where(Account.member_id == pair.ids[name])):
            account.closed_at = pair.world.clock.now()

    pair.world.do(close)


def test_a_secretary_sees_the_own_branch_by_name(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").taps("出差")
    pair.li.taps("参加")
    pair.lan.taps("参加")
    pair.li.says("回复情况").hears("回复情况：学党史", "参加 1：李书记", "请假 1：梅老师（出差）", "未回复 1：陈联络")
    assert "兰婶" not in pair.li.last().text


def test_and_who_cannot_be_reached(pair: Scene) -> None:
    publish(pair)
    close_account(pair, "兰婶")
    pair.wang.says("回复情况").hears("未回复 1：王书记", "消息送不到 1：兰婶")


def test_the_coordinator_sees_counts_and_may_open_a_branch(pair: Scene) -> None:
    publish(pair)
    pair.lan.taps("待定")
    pair.chen.says("回复情况").hears("希勤村党支部\n已回复 1/2，参加 0，请假 0")
    assert "兰婶" not in pair.chen.last().text
    pair.chen.taps(VILLAGE).hears("待定 1：兰婶")
    pair.chen.taps("各支部").hears(f"{OFFICE}\n已回复 0/3")


def test_a_member_sees_none_of_it(pair: Scene) -> None:
    event = publish(pair)
    pair.mei.says("回复情况").hears("只有支部书记可以")
    assert "李书记" not in pair.mei.last().text
    forge(pair.wang, "replies", event=event, branch=pair.office).hears("没有找到")
    forge(pair.wang, "proxy", event=event, branch=pair.office).hears("没有找到")
    forge(pair.wang, "replies", event=999).hears("没有找到")


def test_the_card_is_refreshed_in_place(pair: Scene) -> None:
    publish(pair)
    pair.wang.says("回复情况")
    before = len(pair.wang.thread())
    pair.lan.taps("参加")
    pair.wang.taps("刷新").hears("参加 1：兰婶")
    assert len(pair.wang.thread()) == before


def test_several_events_are_offered_and_a_word_of_the_title_chooses(pair: Scene) -> None:
    publish(pair, "学党史")
    publish(pair, "科技大集", FRIDAY.replace(day=28))
    pair.wang.says("回复情况").hears("您说的是哪一次？").taps("学党史 · 11月27日 周五 15:00").hears("回复情况：学党史")
    pair.wang.says("回复情况 大集").hears("回复情况：科技大集")


def test_without_an_event_there_is_nothing_to_see(pair: Scene) -> None:
    pair.wang.says("回复情况").hears("近期没有邀请本支部的活动")
    pair.wang.says("代答").hears("近期没有邀请本支部的活动")


def test_a_secretary_answers_for_an_older_member_who_phoned(pair: Scene) -> None:
    publish(pair)
    pair.wang.says("代答 兰婶 参加").hears("已代兰婶回复：参加")
    pair.lan.hears("支部书记代您回复：参加")
    pair.wang.says("回复情况").hears("参加 1：兰婶（代）")


def test_after_the_deadline_too(pair: Scene) -> None:
    publish(pair)
    pair.world.pass_to(FRIDAY.replace(hour=8))
    pair.wang.says("代答 兰婶 请假 生病").hears("已代兰婶回复：请假")
    pair.lan.hears("支部书记代您回复：请假（生病）", "回复已于 11月26日 周四 18:00 截止")
    pair.wang.says("回复情况").hears("请假 1：兰婶（代，生病）")


def test_but_not_for_somebody_of_another_branch(pair: Scene) -> None:
    event = publish(pair)
    pair.wang.says("代答 梅老师 参加").hears("近期活动邀请的人里没有“梅老师”")
    forge(pair.wang, "proxy_answer", event=event, member=pair.ids["梅老师"], answer="yes").hears("没有找到")
    forge(pair.mei, "proxy_answer", event=event, member=pair.ids["梅老师"], answer="yes").hears("只有支部书记可以")
    pair.mei.says("代答 兰婶 参加").hears("只有支部书记可以")


def test_by_buttons_the_silent_come_first(pair: Scene) -> None:
    publish(pair)
    pair.wang.taps("参加")
    pair.wang.says("回复情况").taps("代答").hears("替希勤村党支部的哪一位回复？")
    assert list(pair.wang.last().buttons)[:2] == ["兰婶", "王书记（参加）"]
    pair.wang.taps("兰婶").taps("请假").hears("已代兰婶回复：请假", "是什么原因？")
    pair.wang.taps("生病").hears("回复情况：学党史", "请假 1：兰婶（代，生病）")
    pair.wang.taps("代答").taps("兰婶（请假）").taps("参加").hears("参加 2：王书记、兰婶（代）")


def test_two_of_one_name_are_told_apart(pair: Scene) -> None:
    publish(pair)
    pair.join("兰婶", pair.village, category=Category.ACTIVIST)
    pair.wang.says("代答 兰婶 参加").hears("您说的是哪一位")
    pair.wang.taps("兰婶（入党积极分子）· 学党史 · 11月27日 周五 15:00").hears(
        "参加 1：兰婶（代）", "未回复 2：王书记、兰婶"
    )


def test_an_answer_can_be_left_to_the_buttons_and_an_event_named(pair: Scene) -> None:
    publish(pair, "学党史")
    publish(pair, "科技大集", FRIDAY.replace(day=28))
    pair.wang.says("代答 兰婶 党史").hears("代答：学党史", "兰婶，11月27日 周五 15:00–16:30")
    pair.wang.says("代答 兰婶 请假 大集").hears("已代兰婶回复：请假", "是什么原因？")
    pair.wang.says("代答").taps("学党史 · 11月27日 周五 15:00").hears("替希勤村党支部的哪一位回复？")


def test_when_all_seats_are_taken_the_member_waits(pair: Scene) -> None:
    publish(pair, seats=1)
    pair.mei.taps("参加")
    pair.wang.says("代答 兰婶 参加").hears("兰婶排在候补第 1 位")


def test_a_secretary_who_answers_for_themself_just_answers(pair: Scene) -> None:
    publish(pair)
    pair.wang.says("代答 王书记 参加")
    assert "您的回复：参加" in pair.wang.thread()[0].text
