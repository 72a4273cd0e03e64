"""The coordinator sets everything up in chat."""

from datetime import timedelta

from tests.scene import OFFICE, VILLAGE, Scene
from tests.world import Person, World

LINE = f"新建对子 红色对子：{OFFICE}，{VILLAGE}"


def _with_pair(world: World) -> Person:
    return world.coordinator().says(LINE).taps(OFFICE)


def test_a_pair_is_founded_in_one_line_and_asks_where_its_coordinator_belongs(world: World) -> None:
    chen = world.coordinator().says(LINE).hears("您自己在哪个支部")
    chen.taps(OFFICE).hears(
        "🤝 红色对子", f"支部  {OFFICE}、{VILLAGE}", f"牵头  {OFFICE}", "周报  周五 17:00", "下一步："
    )


def test_a_pair_without_a_name_is_called_by_its_branches(world: World) -> None:
    _with_pair(world).says("新建对子 甲支部 乙支部").hears("🤝 甲支部–乙支部")


def test_a_cooperative_is_founded_step_by_step(world: World) -> None:
    chen = _with_pair(world).says("新建合作社").hears("请发名称").says("党建合作社").hears("先选的牵头")
    chen.taps(VILLAGE).hears(f"支部  {VILLAGE}").says("农学院党总支，林学院党总支")
    chen.hears(f"支部  {VILLAGE}、农学院党总支、林学院党总支")
    chen.taps(f"✓ {VILLAGE}").taps(OFFICE).taps("建立")
    chen.hears("🤝 党建合作社", "牵头  农学院党总支", f"农学院党总支、{OFFICE}、林学院党总支")


def test_a_pair_of_three_is_refused_with_what_to_do(world: World) -> None:
    world.coordinator().says("新建对子 甲：一支部，二支部，三支部").hears("对子是两个支部结对", "新建合作社")


def test_a_cooperative_of_one_is_refused(world: World) -> None:
    world.coordinator().says("新建合作社 甲：一支部").hears("至少要两个支部")


def test_only_a_coordinator_founds(pair: Scene) -> None:
    pair.li.says(LINE).hears("只有联络员可以这样做")
    pair.mei.says("新建支部 甲").hears("只有联络员可以这样做")


def test_everything_agreed_can_be_changed_by_tapping_and_typing(world: World) -> None:
    chen = _with_pair(world)
    chen.taps("改名").says("红色对子二").hears("🤝 红色对子二")
    chen.taps("签约日期").says("2018-07-01").hears("签约  2018年7月1日")
    chen.taps("到期日期").says("2017年7月1日").hears("到期", "早于签约")
    chen.says("2028.6.30").hears("到期  2028年6月30日")
    chen.taps("到期日期").says("哪天").hears("哪天").says("无").hears("到期  无")
    chen.taps("牵头支部").taps(VILLAGE).hears(f"牵头  {VILLAGE}")
    chen.taps("时区").taps("Asia/Urumqi").hears("时区  Asia/Urumqi")
    chen.taps("时区").says("火星").hears("没有“火星”这个时区").says("Europe/Berlin").hears("时区  Europe/Berlin")
    chen.taps("群里的语言").taps("English").hears("语言  English")


def test_the_coordinator_is_called_as_they_like(world: World) -> None:
    chen = world.coordinator("小陈").taps("改我的姓名").says("陈联络").hears("👤 陈联络")
    chen.says("我的").taps("改我的姓名").says("陈主任").hears("👤 陈主任")


def test_people_are_invited_from_the_partnerships_card(world: World) -> None:
    chen = _with_pair(world)
    chen.taps("邀请书记和成员").taps(VILLAGE).hears("邀请加入希勤村党支部")


def test_a_question_can_be_let_be(world: World) -> None:
    chen = _with_pair(world).taps("改名").taps("算了").hears("没有改动")
    chen.says("新的名称").hears("没看懂")


def test_the_branches_of_a_pair_are_swapped_one_after_the_other(world: World) -> None:
    chen = _with_pair(world).taps("参加的支部").hears("对子只有两个支部")
    chen.says("第三支部").hears("对子是两个支部结对")
    chen.taps(f"移出 {VILLAGE}").says("第三支部").hears(f"支部  {OFFICE}、第三支部")
    chen.taps("移出 第三支部").taps(f"加入 {VILLAGE}").hears(f"支部  {OFFICE}、{VILLAGE}")
    chen.says(OFFICE).hears(f"支部  {OFFICE}、{VILLAGE}")


def test_a_pair_is_dissolved_after_one_more_yes(world: World) -> None:
    chen = _with_pair(world).taps("解散").hears("不再提醒").taps("返回").hears("🤝 红色对子")
    chen.taps("解散").taps("解散").hears("结对 0 个")
    chen.says("结对").hears("还没有结对")


def test_a_partnership_with_activities_to_come_is_not_dissolved(pair: Scene) -> None:
    pair.event("学党史", pair.world.clock.now() + timedelta(days=3))
    pair.chen.says("结对").taps("解散").taps("解散").hears("还有 1 次活动没有开展")


def test_several_partnerships_are_listed(world: World) -> None:
    chen = _with_pair(world)
    chen.says("新建合作社 党建合作社：农学院党总支，林学院党总支")
    chen.says("结对").hears("结对 2 个").taps("党建合作社").hears("🤝 党建合作社")


def test_secretaries_see_their_partnership_and_change_nothing(pair: Scene) -> None:
    pair.wang.says("结对").hears("🤝 红色对子")
    assert pair.wang.last().buttons == {}
    pair.mei.says("结对").hears("只有支部书记")


def test_a_group_is_bound_from_inside_and_let_go(world: World) -> None:
    chen = _with_pair(world)
    chen.says("/bind", to="room").hears("“红色对子”的看板和周报以后发到这里", chat="room")
    chen.says("/bind", to="room").hears("已经绑定到“红色对子”了", chat="room")
    chen.says("结对").taps("群").taps(f"解除 {world.called_group('room')}").hears("已解除绑定")
    chen.says("/bind", to="room").says("/unbind", to="room").hears("不再往这个群里发", chat="room")
    chen.says("/unbind", to="room").hears("没有绑定", chat="room")


def test_with_several_partnerships_the_group_is_asked_which(world: World) -> None:
    chen = _with_pair(world).says("新建合作社 党建合作社：农学院党总支，林学院党总支")
    chen.says("/bind", to="room").hears("属于哪个结对", chat="room").taps("党建合作社", to="room")
    chen.hears("“党建合作社”的看板", chat="room")


def test_binding_belongs_into_a_group(world: World) -> None:
    chen = _with_pair(world)
    chen.says("/bind").hears("请在群里发").says("/unbind").hears("请在群里发")


def test_a_group_page_is_opened_and_its_link_shown(world: World) -> None:
    chen = _with_pair(world).taps("群").taps("开网页群")
    chen.hears(f"红色对子（网页）  {world.app.house.web}/g/")


def test_branches_are_made_described_and_closed(world: World) -> None:
    chen = _with_pair(world).says("支部").hears("支部 2 个").taps("新建支部").says("农学院党总支")
    chen.hears("🏷 农学院党总支").taps("改为总支").hears("级别  总支")
    chen.taps("单位").says("农学院").hears("单位  农学院").taps("单位").says("无")
    assert "单位" not in chen.last().text
    chen.taps("改名").says(VILLAGE).hears("已经有“希勤村党支部”了").says("林学院党总支").hears("🏷 林学院党总支")
    chen.taps("关闭支部").taps("关闭支部").hears("支部 2 个")


def test_a_branch_in_use_is_not_closed(pair: Scene) -> None:
    pair.chen.says("支部").taps(VILLAGE).taps("关闭支部").taps("关闭支部").hears("还有 2 名成员")


def test_several_branches_are_made_at_once(world: World) -> None:
    _with_pair(world).says("新建支部 甲支部，乙支部").hears("支部 4 个")


def test_an_empty_branch_of_a_partnership_is_taken_out_before_it_is_closed(world: World) -> None:
    chen = _with_pair(world).says("支部").taps(VILLAGE).taps("关闭支部").taps("关闭支部")
    chen.hears("它还在“红色对子”里")


def test_a_secretary_sees_their_own_branch_only(pair: Scene) -> None:
    pair.wang.says("支部").hears(f"🏷 {VILLAGE}", "书记  王书记", "成员  2 人，已加入 2 人")
    pair.mei.says("支部").hears("只有支部书记可以这样做")
