"""The roster in chat: seen, changed, handed over."""

from datetime import timedelta

from sqlmodel import select

from bot.models.people import Member
from tests.conversations.links import code_in
from tests.scene import OFFICE, VILLAGE, Scene

LAN, MEI = "兰婶 · 正式党员 · 已加入", "梅老师 · 正式党员 · 已加入"


def test_a_secretary_sees_their_roster_with_category_and_account(pair: Scene) -> None:
    pair.wang.says("添加成员 张三 预备党员").hears("👤 张三", "类别  预备党员", "账号  未加入")
    pair.wang.says("名册").hears(f"{VILLAGE}名册：3 人，已加入 2 人")
    assert list(pair.wang.last().buttons)[:3] == [
        "王书记 · 正式党员 · 支部书记 · 已加入",
        LAN,
        "张三 · 预备党员 · 未加入",
    ]


def test_a_long_roster_is_paged(pair: Scene) -> None:
    for number in range(8):
        pair.wang.says(f"添加成员 成员{'一二三四五六七八'[number]}")
    pair.wang.says("名册").hears("10 人").taps("下一页").taps("成员八 · 正式党员 · 未加入").hears("👤 成员八")
    pair.wang.says("名册").taps("下一页").taps("上一页")
    assert LAN in pair.wang.last().buttons


def test_somebody_is_added_by_name_and_category(pair: Scene) -> None:
    pair.wang.says("名册").taps("添加成员").hears("请发姓名和类别").says("买买提·艾力，入党积极分子")
    pair.wang.hears("👤 买买提·艾力", "类别  入党积极分子")
    pair.wang.says("添加成员 <张三>").hears("姓名里有“<”")
    pair.wang.says("添加成员").says("李 四").hears("👤 李四", "类别  正式党员")


def test_a_member_sees_no_roster(pair: Scene) -> None:
    pair.mei.says("名册").hears("只有支部书记可以这样做").says("添加成员 张三").hears("只有支部书记可以这样做")
    pair.mei.says("邀请").hears("只有支部书记可以这样做").says("链接 兰婶").hears("只有支部书记可以这样做")
    pair.mei.says("交接").hears("只有支部书记可以这样做").says("记录").hears("只有支部书记可以这样做")
    pair.mei.says("导入名册").hears("只有支部书记可以这样做")


def test_what_is_another_branchs_does_not_exist_for_a_secretary(pair: Scene) -> None:
    for verb, number in [
        ("member", pair.ids["梅老师"]),
        ("membername", pair.ids["梅老师"]),
        ("categories", pair.ids["梅老师"]),
        ("linkfor", pair.ids["梅老师"]),
        ("remove", pair.ids["梅老师"]),
        ("branch", pair.office),
        ("members", pair.office),
        ("formermembers", pair.office),
        ("invite", pair.office),
        ("invites", pair.office),
        ("waiting", pair.office),
        ("import", pair.office),
        ("template", pair.office),
    ]:
        pair.wang.forges(verb, number).hears("没有找到")


def test_a_category_and_a_name_are_changed(pair: Scene) -> None:
    pair.wang.says("名册").taps(LAN).taps("类别").taps("预备党员").hears("类别  预备党员")
    pair.wang.taps("改名").says("兰春花").hears("👤 兰春花").taps("类别")
    assert "✓ 预备党员" in pair.wang.last().buttons


def test_a_coordinator_chooses_the_branch_first(pair: Scene) -> None:
    pair.chen.says("名册").hears("哪个支部").taps(OFFICE).taps(MEI).hears("👤 梅老师")
    pair.chen.says("邀请").taps(VILLAGE).hears("邀请加入希勤村党支部")
    pair.chen.says("邀请 农学院").hears("没有叫“农学院”的支部")


def test_a_secretary_does_not_change_a_coordinator(pair: Scene) -> None:
    pair.li.says("名册").taps("陈联络 · 正式党员 · 联络员 · 已加入").hears("👤 陈联络")
    assert list(pair.li.last().buttons) == ["成员"]
    pair.li.forges("remove", pair.ids["陈联络"]).hears("只有联络员可以这样做")


def test_a_member_changes_to_another_branch(pair: Scene) -> None:
    pair.li.says("名册").taps(MEI).taps("转支部").taps(VILLAGE).hears(f"{OFFICE}名册：2 人")
    pair.mei.hears("您已转到希勤村党支部")
    pair.wang.hears("梅老师转到了希勤村党支部")
    pair.chen.says("名册").taps(VILLAGE).taps(MEI).taps("转支部").taps(OFFICE).hears(f"支部  {OFFICE}")
    pair.chen.forges("moveto", pair.ids["梅老师"], pair.office).hears("已经在综合办公室党支部了")
    pair.chen.forges("moveto", pair.ids["梅老师"], 99).hears("没有找到")


def test_a_secretary_who_changes_branch_is_a_member_there(pair: Scene) -> None:
    pair.chen.says("名册").taps(VILLAGE).taps("王书记 · 正式党员 · 支部书记 · 已加入").taps("转支部").taps(OFFICE)
    pair.chen.hears("角色  成员")


def test_a_secretary_appoints_another_one(pair: Scene) -> None:
    pair.wang.says("名册").taps(LAN).taps("角色").taps("支部书记").hears("兰婶现在是支部书记", "角色  支部书记")
    pair.lan.hears("兰婶，您现在是支部书记").says("名册").hears("2 人")
    pair.wang.forges("role", pair.ids["兰婶"], "member").hears("只有联络员可以这样做")
    pair.chen.forges("role", pair.ids["兰婶"], "member").hears("兰婶现在是成员")
    pair.chen.forges("role", pair.ids["兰婶"], "member").hears("兰婶现在是成员")


def test_a_second_coordinator_is_appointed_and_the_first_steps_back(pair: Scene) -> None:
    pair.chen.says("名册").taps(OFFICE).taps("陈联络 · 正式党员 · 联络员 · 已加入").taps("角色").taps("成员")
    pair.chen.hears("您是唯一的联络员")
    pair.chen.says("名册").taps(OFFICE).taps(MEI).taps("角色").taps("联络员").hears("角色  联络员")
    pair.mei.hears("您现在是联络员")
    pair.chen.forges("role", pair.ids["陈联络"], "member").hears("陈联络现在是成员").says("支部").hears("只有支部书记")


def test_somebody_without_a_branch_is_no_secretary(pair: Scene) -> None:
    zhou = pair.world.coordinator("周").hears("您现在是联络员")
    mine = pair.world.do(lambda ledger: ledger.exec(select(Member.id).where(Member.name == "周")).one())
    zhou.forges("roles", mine)
    assert "支部书记" not in zhou.last().buttons
    zhou.forges("role", mine, "secretary").hears("书记要有支部")


def test_a_secretary_hands_over(pair: Scene) -> None:
    pair.wang.says("交接").hears("把“支部书记”交给谁").taps("兰婶").hears("交接后您是普通成员").taps("交接")
    pair.wang.hears("已把“支部书记”交给兰婶").says("名册").hears("只有支部书记可以这样做")
    pair.lan.hears("您现在是支部书记").says("名册").hears("2 人")


def test_a_role_is_handed_to_nobody_who_has_not_joined(pair: Scene) -> None:
    pair.wang.says("添加成员 张三").says("名册").taps(LAN).taps("移出名册").taps("移出名册")
    pair.wang.says("交接").hears("还没有可以接“支部书记”的人").forges("handto", pair.ids["梅老师"]).hears("没有找到")
    pair.wang.forges("handto", pair.ids["梅老师"], "yes").hears("没有找到")


def test_a_coordinator_hands_over_to_anybody_who_joined(pair: Scene) -> None:
    pair.chen.says("我的").taps("交接“联络员”").taps("兰婶").taps("交接").hears("已把“联络员”交给兰婶")
    pair.lan.says("支部").hears("支部 2 个")


def test_somebody_taken_off_the_roster_is_told_and_can_be_brought_back(pair: Scene) -> None:
    pair.wang.says("名册").taps(LAN).taps("移出名册").hears("以前的记录都留着").taps("返回").hears("👤 兰婶")
    pair.wang.taps("移出名册").taps("移出名册").hears("已移出兰婶", "已离开")
    pair.lan.hears("您已不在希勤村党支部的名册上").says("我的").hears("还不认识您")
    pair.wang.says("名册").hears("1 人").taps("已离开的").hears("已离开 1 人").taps(LAN).taps("请回来").hears(
        "兰婶回来了"
    )
    pair.lan.hears("您已加入希勤村党支部").says("我的").hears("👤 兰婶")
    pair.wang.forges("bringback", pair.ids["兰婶"]).hears("没有找到")


def test_a_member_leaves_and_asks_to_come_back(pair: Scene) -> None:
    pair.lan.says("退出").hears("退出希勤村党支部").taps("算了").says("退出").taps("退出").hears("您已退出希勤村党支部")
    pair.lan.says("你好").hears("您已退出希勤村党支部").taps("请求回来").hears("已请希勤村党支部的书记确认")
    pair.wang.hears("兰婶 想加入希勤村党支部").taps("同意")
    pair.lan.hears("您已加入希勤村党支部").forges("comeback").hears("没有找到")
    pair.wang.forges("remove", pair.ids["兰婶"], "yes").forges("remove", pair.ids["兰婶"], "yes").hears("没有找到")


def test_the_only_coordinator_cannot_leave(pair: Scene) -> None:
    pair.chen.says("退出").hears("您是唯一的联络员", "交接")
    pair.chen.forges("erase", 2).hears("您是唯一的联络员")


def test_an_account_is_cut_off(pair: Scene) -> None:
    pair.wang.says("名册").taps(LAN).taps("断开账号").hears("可以重新加入").taps("断开账号").hears("账号  未加入")
    pair.lan.says("我的").hears("还不认识您")


def test_a_seat_that_a_leaver_held_goes_to_the_next(pair: Scene) -> None:
    event = pair.event("科技大集", pair.world.clock.now() + timedelta(days=4), seats=1)
    pair.lan.forges("rsvp", event, "yes", 0)
    pair.mei.forges("rsvp", event, "yes", 0).hears("候补")
    pair.lan.says("退出").taps("退出")
    pair.mei.hears("您已从候补转为参加")


def test_a_personal_link_of_somebody_who_left_opens_no_more(pair: Scene) -> None:
    pair.wang.says("链接 兰婶")
    code = code_in(pair.wang.last().text)
    pair.lan.says("退出").taps("退出")
    pair.world.person("").opens(code).hears("打不开了")


def test_a_branch_without_people_says_so(pair: Scene) -> None:
    pair.chen.says("新建支部 农学院党总支").taps("成员").hears("名册还是空的")
