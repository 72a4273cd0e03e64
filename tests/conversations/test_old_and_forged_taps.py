"""Taps on cards from another age, by the wrong people, and by two at once."""

from datetime import timedelta

import pytest

from bot.chat import Attachment
from tests.conversations.links import code_in
from tests.scene import OFFICE, VILLAGE, Scene
from tests.world import World


def _invitation(pair: Scene) -> str:
    pair.wang.says("邀请")
    return code_in(pair.wang.last().text)


def test_requests_are_answered_by_their_own_branch_only(pair: Scene) -> None:
    pair.world.person("").says("赵六 希勤村党支部").taps("是我")
    waiting = pair.wang.last().buttons["同意"].split(":")[1]
    for verb in ("admit", "turnaway", "approval", "sameaslist"):
        pair.li.forges(verb, waiting).hears("已经处理了")
    pair.li.forges("sameas", waiting, pair.ids["梅老师"]).hears("已经处理了")
    pair.wang.forges("sameas", waiting, pair.ids["梅老师"]).hears("没有找到")
    pair.wang.forges("admit", 999).hears("已经处理了").forges("approval", pair.ids["兰婶"]).hears("已经处理了")


def test_of_two_who_say_the_same_name_the_second_waits(pair: Scene) -> None:
    pair.wang.says("添加成员 张三")
    code = _invitation(pair)
    first, second = pair.world.person("").opens(code).says("张三"), pair.world.person("").opens(code).says("张三")
    first.taps("是我").hears("您已加入")
    second.taps("是我").hears("已请希勤村党支部的书记确认")


def test_a_waiting_person_who_is_found_on_the_roster_waits_no_more(pair: Scene) -> None:
    new = pair.world.person("").says("张三丰 希勤村党支部").taps("是我")
    pair.wang.says("添加成员 张三")
    new.opens(_invitation(pair)).says("张三").taps("是我").hears("您已加入")
    pair.wang.says("支部")
    assert "待确认 1 人" not in pair.wang.last().buttons


def test_a_name_can_be_typed_again_before_it_is_confirmed(pair: Scene) -> None:
    pair.wang.says("添加成员 张三").says("添加成员 李四")
    pair.world.person("").opens(_invitation(pair)).says("张三").says("李四").hears("姓名  李四").taps("是我").hears(
        "李四，您好"
    )


@pytest.mark.parametrize("verb", ["joinme", "itsme", "notme", "newdone", "importyes"])
def test_a_step_of_a_dialogue_that_is_over_is_too_old(pair: Scene, verb: str) -> None:
    pair.chen.forges(verb).hears("不能用了")


def test_somebody_let_in_meanwhile_has_nothing_to_confirm(pair: Scene) -> None:
    new = pair.world.person("").says("孙九 希勤村党支部").taps("是我").says("孙九").hears("还在等书记确认")
    new.opens(_invitation(pair)).says("孙十")
    pair.wang.taps("同意")
    new.forges("itsme").hears("不能用了")


def test_moving_needs_another_branch_that_is_there(pair: Scene) -> None:
    pair.mei.forges("askmove", 99).hears("没有找到").forges("askmove", pair.office).hears("已经在综合办公室党支部了")


def test_links_are_revoked_by_their_own_branch_only(pair: Scene) -> None:
    pair.wang.says("链接 兰婶").says("支部").taps("邀请").taps("有效的链接").hears("有效的链接 2 个", "兰婶的专用链接")
    pair.li.forges("revoke", 1).hears("没有找到").forges("revoke", 99).hears("没有找到")
    pair.wang.forges("revoke", 1).forges("revoke", 1).hears("有效的链接 1 个")
    pair.mei.forges("feed_renew")
    pair.li.forges("revoke", 3).hears("没有找到")


def test_somebody_who_left_gets_no_link_and_no_role(pair: Scene) -> None:
    pair.lan.says("退出").taps("退出")
    pair.wang.forges("linkfor", pair.ids["兰婶"]).hears("没有找到")
    pair.wang.forges("role", pair.ids["兰婶"], "secretary").hears("没有找到")
    pair.chen.forges("moveto", pair.ids["兰婶"], pair.office).hears("没有找到")


def test_a_calendar_code_opens_no_chat(pair: Scene) -> None:
    pair.mei.forges("feed_renew").hears("/feed/")
    code = pair.mei.last().text.split("/feed/")[1].split(".ics")[0]
    pair.world.person("").opens(code).hears("打不开了")


def test_a_coordinator_without_a_branch_joins_one_by_its_link(pair: Scene) -> None:
    pair.world.coordinator("周").opens(_invitation(pair)).hears("您已加入希勤村党支部").says("我的").hears(VILLAGE)


def test_partnerships_and_branches_that_are_not_there_are_not_found(pair: Scene) -> None:
    pair.chen.says("新建支部 农学院党总支")
    for verb in ("pair", "groupfree", "branch"):
        pair.chen.forges(verb, 99).hears("没有找到")
    for verb in ("pairlead", "pairout"):
        pair.chen.forges(verb, pair.partnership, 3).hears("没有找到")
    pair.chen.forges("pairout", pair.partnership, pair.office)
    pair.chen.forges("pairlang", pair.partnership, "fr").hears("不能用了")


def test_the_lead_branch_stays_until_another_one_leads(pair: Scene) -> None:
    pair.chen.forges("pairlead", pair.partnership, pair.office).forges("pairout", pair.partnership, pair.office)
    pair.chen.hears(f"{OFFICE}正在牵头")


def test_dissolving_lets_the_groups_go(pair: Scene) -> None:
    pair.chen.forges("pairend", pair.partnership, "yes").hears("已解散")
    pair.chen.says("/bind", to=Scene.GROUP).hears("还没有结对", chat=Scene.GROUP)
    pair.chen.forges("bindto", pair.partnership).hears("请在群里发")


def test_start_in_a_group_binds_or_asks_for_privacy(pair: Scene) -> None:
    pair.chen.says("/start bind", to="room").hears("“红色对子”的看板和周报", chat="room")
    pair.chen.says("/start", to="room").hears("请私下跟我说", chat="room")
    pair.world.person("").says("/start bind", to="room").hears("还不认识您", chat="room")


def test_start_alone_greets(pair: Scene) -> None:
    pair.mei.says("/start").hears("梅老师，您好")
    pair.world.person("").says("/start").hears("我是结对")


def test_a_name_alone_leads_to_choosing_branches(world: World) -> None:
    world.coordinator().says("新建对子 红色对子").hears("选两个支部").says("甲支部，乙支部").taps("建立").taps("都不在")


def test_a_coordinator_of_one_branch_imports_without_naming_it(world: World) -> None:
    chen = world.coordinator().says("新建支部 甲支部")
    chen.says("", file=Attachment("名册.csv", "text/csv", "姓名\n张三".encode())).hears("新增 1 人")
    chen.says("新建支部 乙支部").says("", file=Attachment("名册.csv", "text/csv", "姓名\n张三".encode()))
    chen.hears("第 2 行 张三：没有写支部")


def test_an_approval_that_is_settled_before_it_is_sent_is_dropped(pair: Scene) -> None:
    late = pair.world.clock.now() + timedelta(days=1)
    new = pair.world.person("").says("赵六 希勤村党支部").taps("是我")
    pair.wang.taps("不是本支部的")
    pair.world.clock.set(late)
    new.says("赵六 综合办公室党支部").taps("是我")
    assert not any("赵六 想加入综合" in heard.text for heard in pair.wang.thread())
