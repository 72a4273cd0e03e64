"""What members see and set of themselves, and what is kept of them."""

import json
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.models.deliveries import Delivery
from bot.models.events import CheckIn, Reason, Rsvp
from bot.models.people import Account, Member, Standing
from bot.models.web import WebMessage
from tests.conversations.links import code_in
from tests.scene import OFFICE, Scene


def test_members_see_how_they_are_registered(pair: Scene) -> None:
    pair.mei.says("我的").hears("👤 梅老师", f"支部  {OFFICE}", "类别  正式党员", "角色  成员")
    pair.mei.hears("语言  跟着结对", "免打扰  22:00 到 07:00", f"登录  {pair.world.called}")


def test_the_language_is_chosen_by_tapping_or_typing(pair: Scene) -> None:
    pair.mei.says("我的").taps("语言").taps("English").hears("Category  full member", "Language  English")
    pair.mei.says("language 中文").hears("语言  中文").says("语言 English").hears("Language  English")
    pair.mei.says("language").taps("As the partnership").hears("语言  跟着结对")
    pair.mei.forges("speak", "fr").hears("不能用了")


def test_quiet_hours_are_chosen_by_tapping_or_typing(pair: Scene) -> None:
    pair.mei.says("我的").taps("免打扰").taps("21:00 到 08:00").hears("免打扰  21:00 到 08:00")
    pair.mei.says("免打扰").says("晚上11点到早上6点").hears("免打扰  23:00 到 06:00")
    pair.mei.says("免打扰 12点到14点").hears("免打扰  12:00 到 14:00")
    pair.mei.says("免打扰").taps("随时可以").hears("免打扰  无")
    pair.mei.says("免打扰").taps("跟着结对").hears("免打扰  22:00 到 07:00")
    pair.mei.says("免打扰").says("不知道").hears("不知道").says("22:00-6:00").hears("免打扰  22:00 到 06:00")
    pair.mei.forges("quietset", "2500", "0000").hears("不能用了")


def test_a_coordinator_without_a_branch_has_the_houses_hours(pair: Scene) -> None:
    pair.world.coordinator("周").says("我的").hears("支部  无", "免打扰  22:00 到 07:00")


@pytest.fixture
def lived(pair: Scene) -> Scene:
    """Return the pair after 梅老师 has answered two activities, and come to one."""
    first = pair.event("学党史", pair.world.clock.now() + timedelta(days=4))
    second = pair.event("科技大集", pair.world.clock.now() + timedelta(days=5))
    pair.mei.forges("rsvp", first, "yes", 0).forges("rsvp", second, "no", 0).says("带孩子看病")
    came = CheckIn(
        event_id=first, member_id=pair.ids["梅老师"], branch_id=pair.office, name="梅老师", at=pair.world.clock.now()
    )
    pair.world.do(lambda ledger: ledger.add(came))
    return pair


def test_members_see_and_export_all_that_is_kept(lived: Scene) -> None:
    lived.mei.says("我的数据").hears("账号 1 个，回复 2 条，签到 1 次", "不保存手机号").taps("导出").hears("全部资料")
    whole = json.loads(lived.mei.file(".json").content)
    assert whole["member"]["name"] == "梅老师"
    assert whole["member"]["branch"] == OFFICE
    assert [account["channel"] for account in whole["accounts"]] == [lived.world.channel]
    assert {(answer["event"], answer["answer"]) for answer in whole["answers"]} == {
        ("学党史", "yes"),
        ("科技大集", "no"),
    }
    assert whole["answers"][1]["words"] == "带孩子看病"
    assert whole["check_ins"][0]["name"] == "梅老师"
    kept = json.dumps([message["body"] for message in whole["web_chat"]], ensure_ascii=False)
    assert ("我保存的" in kept) is (lived.world.channel == "web")
    assert set(whole) >= {"messages", "links", "trail"}


def test_members_are_erased_after_two_yeses_and_counts_stay(lived: Scene) -> None:
    lived.mei.forges("feed_renew").says("我的").taps("在别处也用")
    code, user, mine = code_in(lived.mei.last().text), lived.mei.user, lived.ids["梅老师"]
    lived.mei.says("我的数据").taps("删除").hears("不能恢复").taps("返回").taps("删除").taps("删除我的资料")
    lived.mei.hears("再确认一次").taps("真的删除").hears("已全部删除")

    def look(ledger: Session) -> None:
        member = ledger.get_one(Member, mine)
        assert (member.name, member.standing) == ("—", Standing.ERASED)
        assert ledger.exec(select(Account).where(Account.member_id == mine)).all() == []
        answers = ledger.exec(select(Rsvp).where(Rsvp.member_id == mine)).all()
        assert [(answer.words, answer.reason) for answer in answers] == [("", None)] * 2
        assert [row.name for row in ledger.exec(select(CheckIn).where(CheckIn.member_id == mine))] == [""]
        sent = ledger.exec(select(Delivery).where(Delivery.member_id == mine)).all()
        assert {(row.chat, row.message) for row in sent} <= {("", "")}
        left = ledger.exec(select(WebMessage).where(WebMessage.chat == user)).all()
        assert all("梅老师" not in json.dumps(row.body, ensure_ascii=False) for row in left)
        assert "梅老师" not in json.dumps([row.facts for row in sent], ensure_ascii=False)

    lived.world.do(look)
    lived.mei.says("我的").hears("还不认识您")
    lived.world.person("").opens(code).hears("打不开了")
    lived.li.says("名册").hears("2 人").says("记录").hears("—：删除自己的资料")


def test_an_erased_reason_is_gone_too(lived: Scene) -> None:
    lived.mei.forges("reason", 2, Reason.ILL).says("我的数据").taps("删除").taps("删除我的资料").taps("真的删除")
    assert lived.world.do(lambda ledger: set(ledger.exec(select(Rsvp.reason)))) == {None}


def test_somebody_erased_comes_in_again_as_a_stranger(lived: Scene) -> None:
    lived.mei.says("我的数据").taps("删除").taps("删除我的资料").taps("真的删除")
    lived.mei.says("梅老师，综合办公室党支部").taps("是我")
    lived.li.hears("梅老师 想加入").taps("同意")
    assert any("您已加入综合办公室党支部" in heard.text for heard in lived.mei.thread())
    lived.mei.hears("科技大集")


def test_quiet_hours_can_be_switched_off_in_words(pair: Scene) -> None:
    pair.lan.says("免打扰 不要").hears("免打扰  无")
    pair.lan.says("quiet 20:00-9:00").hears("免打扰  20:00 到 09:00").says("免打扰").says("随时").hears("免打扰  无")


def test_somebody_who_left_is_erased_by_their_secretary_when_they_ask(lived: Scene) -> None:
    lived.mei.says("退出").taps("退出")
    lived.li.says("名册").taps("已离开的").taps("梅老师 · 正式党员 · 已加入").taps("删除资料").hears("不能恢复")
    lived.li.taps("删除资料").hears("已删除").says("记录").hears("按本人要求删除")
    assert lived.world.do(lambda ledger: ledger.get_one(Member, lived.ids["梅老师"]).name) == "—"
    lived.li.forges("forget", lived.ids["李书记"], "yes").hears("没有找到")
    lived.wang.forges("forget", lived.ids["李书记"], "yes").hears("没有找到")
