"""How people come in."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.models.events import Event
from bot.models.people import Account, Member
from tests.announced import publish
from tests.conversations.links import code_in
from tests.scene import OFFICE, VILLAGE, Scene


def _invitation(pair: Scene) -> str:
    pair.wang.says("邀请").hears("邀请加入希勤村党支部", "有效期至  12月23日")
    return code_in(pair.wang.last().text)


def _listed(pair: Scene, *names: str) -> None:
    """Put people on the village's roster who have no account."""
    for name in names:
        pair.wang.says(f"添加成员 {name}")


def test_somebody_on_the_roster_opens_the_link_says_their_name_and_is_in(pair: Scene) -> None:
    _listed(pair, "张三")
    zhang = pair.world.person("").opens(_invitation(pair)).hears("这是希勤村党支部的邀请", "您的姓名")
    zhang.says("我叫张三").hears("姓名  张三", "是您吗").taps("是我").hears("张三，您好，您已加入希勤村党支部")
    pair.wang.says("名册").hears("3 人，已加入 3 人")


def test_knowing_a_secretarys_name_does_not_make_a_secretary(pair: Scene) -> None:
    pair.wang.says("添加成员 张书记")
    pair.chen.says("支部").taps(VILLAGE).taps("成员").taps("张书记 · 正式党员 · 未加入").taps("角色").taps("支部书记")
    somebody = pair.world.person("张书记").opens(_invitation(pair))
    assert "张书记" not in somebody.last().buttons
    somebody.says("张书记").hears("已请希勤村党支部的书记确认").says("名册").hears("还在等书记确认")
    pair.wang.taps("就是名册里的 张书记")
    somebody.hears("您是支部书记")


def test_a_name_their_chat_shows_is_offered_as_a_button(pair: Scene) -> None:
    _listed(pair, "张三")
    zhang = pair.world.person("张三").opens(_invitation(pair)).taps("我是张三").hears("是您吗")
    zhang.says("是").hears("您已加入希勤村党支部")


def test_the_invitation_comes_with_a_poster(pair: Scene) -> None:
    pair.wang.says("邀请")
    assert pair.wang.file(".png").content.startswith(b"\x89PNG")


def test_somebody_new_waits_for_one_tap_of_the_secretary(pair: Scene) -> None:
    new = pair.world.person("").opens(_invitation(pair)).says("赵六").hears("已请希勤村党支部的书记确认")
    new.says("日程吗").hears("还在等书记确认").says("我的").hears("还在等书记确认").says("帮助").hears("还在等书记确认")
    pair.wang.hears("赵六 想加入希勤村党支部", "没有同名的人").taps("同意").hears("👤 赵六", "类别  正式党员")
    new.hears("赵六，您好，您已加入希勤村党支部")


def test_somebody_the_secretary_does_not_know_is_turned_away_and_may_ask_again(pair: Scene) -> None:
    new = pair.world.person("").opens(_invitation(pair)).says("赵六")
    pair.wang.taps("不是本支部的").hears("这个申请已经处理了")
    new.hears("书记说名册里没有您").says("赵六，综合办公室党支部").taps("是我").hears(f"已请{OFFICE}的书记确认")
    pair.li.hears("赵六 想加入综合办公室党支部")


def test_a_secretary_says_who_of_the_roster_somebody_is(pair: Scene) -> None:
    _listed(pair, "赵老六", "钱七")
    new = pair.world.person("").opens(_invitation(pair)).says("赵六")
    pair.wang.hears("没有同名的人").taps("是名册里的别人").hears("赵六是名册里的哪一位").taps("返回")
    pair.wang.taps("是名册里的别人").taps("赵老六").hears("👤 赵老六", "账号  已加入")
    new.hears("赵老六，您好，您已加入")
    assert "赵六" not in pair.world.do(lambda ledger: list(ledger.exec(select(Member.name))))


def test_a_similar_name_on_the_roster_is_offered_to_the_secretary(pair: Scene) -> None:
    _listed(pair, "赵六")
    pair.wang.says("添加成员 赵六")
    pair.world.person("").opens(_invitation(pair)).says("赵六").hears("已请")
    pair.wang.hears("名册里有相近的人").taps("就是名册里的 赵六（正式党员）").hears("👤 赵六")


def test_somebody_who_is_not_the_one_of_the_roster_waits_instead(pair: Scene) -> None:
    _listed(pair, "张三")
    pair.world.person("").opens(_invitation(pair)).says("张三").taps("不是我").hears("已请希勤村党支部的书记确认")
    pair.wang.hears("张三 想加入").taps("同意").says("名册").hears("4 人")


def test_a_name_that_is_taken_by_somebody_with_an_account_waits(pair: Scene) -> None:
    pair.world.person("").opens(_invitation(pair)).says("兰婶").hears("已请希勤村党支部的书记确认")
    pair.wang.taps("就是名册里的 兰婶").hears("👤 兰婶")
    assert pair.world.do(lambda ledger: len(ledger.exec(select(Account)).all())) == 6


def test_a_stranger_who_says_name_and_branch_is_read_back_and_asks_the_secretary(pair: Scene) -> None:
    new = pair.world.person("").says("你好").hears("我是结对")
    new.says("我是孙八，希勤村").hears("姓名  孙八", f"支部  {VILLAGE}").says("不对").hears("请把姓名和支部一起写")
    new.says("孙九，希勤村党支部").hears("姓名  孙九").taps("不是我").hears("请告诉我您的姓名和支部")
    new.says("孙十").hears("没看懂").says("孙十 希勤村党支部").taps("是我").hears("已请")
    pair.wang.hears("孙十 想加入")


def test_the_start_button_under_the_groups_card_asks_for_name_and_branch(pair: Scene) -> None:
    new = pair.world.person("").opens(f"join-{pair.partnership}").hears("请告诉我您的姓名和支部")
    new.says("孙八，办公室").hears(f"支部  {OFFICE}").taps("是我")
    pair.li.hears("孙八 想加入").taps("同意")
    new.hears("您已加入综合办公室党支部").opens("join").hears("没看懂")


def test_only_one_of_two_secretaries_has_to_answer(pair: Scene) -> None:
    pair.chen.says("支部").taps(VILLAGE).taps("成员").taps("兰婶 · 正式党员 · 已加入").taps("角色").taps("支部书记")
    pair.lan.hears("您现在是支部书记")
    pair.world.person("").opens(_invitation(pair)).says("赵六")
    pair.lan.hears("赵六 想加入")
    asked = pair.wang.last()
    pair.lan.taps("同意")
    pair.wang.hears("这个申请已经处理了").taps("同意", asked)
    pair.wang.hears("这个申请已经处理了")


def test_without_a_secretary_the_coordinator_is_asked(pair: Scene) -> None:
    pair.chen.says("新建支部 农学院党总支")
    new = pair.world.person("").says("周九 农学院党总支").taps("是我")
    pair.chen.hears("周九 想加入农学院党总支").taps("同意").hears("👤 周九")
    new.hears("您已加入农学院党总支")


def test_the_waiting_are_listed_for_a_secretary_who_came_later(pair: Scene) -> None:
    pair.world.person("").says("周九 希勤村党支部").taps("是我")
    pair.wang.says("支部").taps("待确认 1 人").hears("待确认 1 人").taps("周九").hears("周九 想加入")


def test_a_secretary_invited_by_the_coordinator_is_in_at_once(pair: Scene) -> None:
    pair.chen.says("新建支部 农学院党总支").taps("邀请").taps("邀请书记").hears("邀请农学院党总支的书记", "只能用一次")
    code = code_in(pair.chen.last().text)
    dean = pair.world.person("").opens(code).says("吴院长").hears("您是这个支部的书记").taps("不是我").hears("您的姓名")
    dean.says("吴院长").taps("是我").hears("您已加入农学院党总支", "您是支部书记").says("名册").hears(
        "农学院党总支名册：1 人"
    )
    pair.world.person("").opens(code).hears("已经用过了")


def test_a_secretarys_link_makes_a_member_of_the_branch_its_secretary(pair: Scene) -> None:
    pair.chen.says("邀请 希勤村").taps("邀请书记")
    pair.lan.opens(code_in(pair.chen.last().text)).hears("您是支部书记")


def test_opening_the_own_branchs_link_again_changes_nothing(pair: Scene) -> None:
    pair.lan.opens(_invitation(pair)).hears("您已经在希勤村党支部了")


def test_a_member_of_another_branch_asks_their_secretary_to_let_them_go(pair: Scene) -> None:
    pair.mei.opens(_invitation(pair)).hears("您现在在综合办公室党支部", "要转到希勤村党支部吗")
    pair.mei.taps("请求转到 希勤村党支部").hears("已请综合办公室党支部的书记确认")
    pair.li.hears("梅老师想转到希勤村党支部").taps("同意转出")
    pair.mei.hears("您已转到希勤村党支部")
    pair.wang.hears("梅老师转到了希勤村党支部").says("名册").hears("3 人")


def test_a_revoked_link_opens_no_more(pair: Scene) -> None:
    code = _invitation(pair)
    pair.wang.taps("有效的链接").hears("1. 邀请成员，王书记建于 11月23日 周一 09:00，用过 0 次").taps("撤销 1").hears(
        "没有"
    )
    pair.world.person("").opens(code).hears("打不开了")


def test_a_link_that_is_revoked_while_a_name_is_asked_for_lets_nobody_in(pair: Scene) -> None:
    _listed(pair, "张三")
    zhang = pair.world.person("").opens(_invitation(pair)).says("张三")
    pair.wang.taps("有效的链接").taps("撤销 1")
    zhang.taps("是我").hears("打不开了")


def test_an_old_link_has_expired(pair: Scene) -> None:
    code = _invitation(pair)
    pair.world.pass_to(pair.world.clock.now() + timedelta(days=30))
    pair.world.person("").opens(code).hears("已经过期")


def test_a_personal_link_makes_its_bearer_that_member(pair: Scene) -> None:
    _listed(pair, "张三")
    pair.wang.says("链接 张三").hears("张三的专用链接", "最多可用 5 次")
    code = code_in(pair.wang.last().text)
    zhang = pair.world.person("").opens(code).hears("张三，您好，您已加入希勤村党支部")
    zhang.opens(code).hears("您已加入希勤村党支部")
    pair.lan.opens(code).hears("这里已经登录为兰婶")


def test_a_personal_link_ends_the_waiting_of_whoever_opens_it(pair: Scene) -> None:
    _listed(pair, "张三")
    new = pair.world.person("").says("张三丰 希勤村党支部").taps("是我")
    pair.wang.says("链接").hears("给谁").says("张三")
    new.opens(code_in(pair.wang.last().text)).hears("张三，您好")
    pair.wang.says("支部")
    assert "待确认 1 人" not in pair.wang.last().buttons


def test_several_of_one_name_are_asked_apart_for_a_link(pair: Scene) -> None:
    _listed(pair, "张三")
    pair.li.says("添加成员 张三")
    pair.chen.says("链接 张三").hears("是哪一位").taps("张三（希勤村党支部）").hears("张三的专用链接")
    pair.chen.says("链接 李四").hears("没有找到")


def test_a_link_for_the_next_device_opens_once(pair: Scene) -> None:
    pair.mei.says("我的").taps("在别处也用").hears("只能用一次", "有效期至  11月24日")
    code = code_in(pair.mei.last().text)
    second = pair.world.person("").opens(code).hears("梅老师，您好")
    second.says("我的").hears(f"登录  {pair.world.called}、{pair.world.called}")
    pair.world.person("").opens(code).hears("已经用过了")


def test_a_newcomer_gets_the_cards_of_coming_activities(pair: Scene) -> None:
    event = pair.event("学党史", pair.world.clock.now() + timedelta(days=4))
    assert pair.world.do(lambda ledger: ledger.get_one(Event, event).title) == "学党史"
    new = pair.world.person("").says("周九 希勤村党支部").taps("是我")
    pair.wang.taps("同意")
    new.hears("学党史")


@pytest.mark.parametrize("words", ["我是<b>，希勤村党支部", "希勤村党支部", "1234 希勤村党支部"])
def test_a_stranger_without_a_proper_name_is_greeted(pair: Scene, words: str) -> None:
    pair.world.person("").says(words).hears("我是结对")


def test_where_no_link_leads_one_sends_the_code_to_the_bot(pair: Scene) -> None:
    pair.world.app.house.called["wecom"] = "结对"
    _listed(pair, "张三", "李四")
    code = _invitation(pair)
    pair.wang.hears(f"企业微信  给“结对”发：加入 {code}", "网页  http")
    pair.world.person("张三").says(f"加入 {code}").hears("希勤村党支部的邀请")
    pair.world.person("李四").says(f"join {code}").hears("希勤村党支部的邀请")
    pair.wang.says("/language").taps("English").says("/invite").hears("WeCom  Send to “结对”: join ")


def test_a_robot_and_an_app_of_one_name_are_one_way_in(pair: Scene) -> None:
    pair.world.app.house.called |= {"wecom": "结对", "wecom-app": "结对"}
    code = _invitation(pair)
    assert pair.wang.thread()[-1].text.count(f"给“结对”发：加入 {code}") == 1
    pair.world.app.house.called["wecom-app"] = "结对助手"
    pair.wang.says("邀请").hears("企业微信应用  给“结对助手”发：加入 ")


def test_whoever_asks_to_join_in_their_own_words_is_heard(pair: Scene) -> None:
    pair.world.person("").says("加入 希勤村党支部 赵六").hears("姓名  赵六", "支部  希勤村党支部")
    pair.mei.says("加入 希勤村党支部").hears("没看懂")


def test_a_board_where_one_has_to_write_first_says_so_once(pair: Scene) -> None:
    pair.world.app.house.called[pair.world.channel] = "结对"
    publish(pair)
    (board,) = pair.mei.thread(pair.GROUP)
    assert board.text.endswith("第一次用？私聊“结对”，发一句“你好”。")
    assert "第一次用？点这里" in board.buttons


def test_a_board_nobody_can_tap_on_leads_to_where_one_can(pair: Scene) -> None:
    pair.world.app.house.deaf.add(pair.world.channel)
    publish(pair)
    (board,) = pair.mei.thread(pair.GROUP)
    assert [*board.buttons] == ["去回复"]
    assert board.buttons["去回复"].endswith(f"join-{pair.partnership}")
