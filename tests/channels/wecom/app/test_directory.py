"""The corporation's directory, read by the app: whole, and refused in words where it cannot be."""

import pytest

from bot.chat import Colleague, Department
from bot.rules.directory import DepartmentUnknown, DirectoryAway, DirectoryShut
from bot.rules.refusals import Refusal
from tests.channels.wecom.app.house import AppHouse
from tests.channels.wecom.app.test_week import card, whole
from tests.channels.wecom.app.whole import WholeAppHouse
from tests.wecom_server.app.door import AppDoor

__all__ = ["whole"]


async def test_departments_are_told_and_people_with_those_beneath_each_once(house: AppHouse, door: AppDoor) -> None:
    lan, shi, tian = (door.person(name) for name in ("兰婶", "石大山", "田满仓"))
    village = door.department("希勤村", lan, shi)
    team = door.department("第一小组", shi, tian, parent=village.id)
    door.department("农学院", door.person("钱老师"))
    there = house.channel.directory
    assert list(await there.departments())[1:3] == [Department(village.id, "希勤村"), Department(team.id, "第一小组")]
    people = [Colleague(one.member.userid, one.member.name) for one in (lan, shi, tian)]
    assert list(await there.people(village.id)) == people
    door.app.outside.add(tian.member.userid)
    assert list(await there.people(village.id)) == people[:2]


async def test_a_department_that_is_not_there_is_unknown(house: AppHouse) -> None:
    with pytest.raises(DepartmentUnknown):
        await house.channel.directory.people(99)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        (60020, DirectoryShut), (48002, DirectoryShut), (60011, DirectoryShut), (45009, DirectoryAway),
        (-1, DirectoryAway), ("cut before", DirectoryAway), ("garbage", DirectoryAway), (502, DirectoryAway),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["department/list", "user/simplelist"])
async def test_what_goes_wrong_is_a_refusal(
    house: AppHouse, door: AppDoor, how: str | int, refusal: type[Refusal], path: str
) -> None:
    village = door.department("希勤村", door.person("兰婶"))
    door.goes_wrong(path, how, times=0)
    with pytest.raises(refusal):
        await house.channel.directory.people(village.id)


async def test_a_token_that_was_revoked_is_fetched_anew(house: AppHouse, door: AppDoor) -> None:
    await house.channel.directory.departments()
    door.app.revoke()
    assert [one.name for one in await house.channel.directory.departments()] == ["单位"]


async def test_a_coordinator_takes_in_a_department_and_its_people_are_reached_without_a_word(
    whole: WholeAppHouse,
) -> None:
    chen = await whole.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await card(chen, "哪个支部", "综合办公室党支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    lan = whole.door.person("兰婶")
    whole.door.department("希勤村", lan, chen)
    chen.says("安排 下周五下午3点 学党史 @友谊渠 截止:周四18点")
    chen.taps(await card(chen, "请核对", "发布"), "发布")
    await chen.hears("已发布")

    chen.says("导入通讯录")
    chen.taps(await card(chen, "哪个支部", "希勤村党支部"), "希勤村党支部")
    chen.taps(await card(chen, "哪个部门", "希勤村（"), "希勤村（")
    shown = await card(chen, "请核对名册", "确认导入 1 人")
    assert lan.messages == []
    chen.taps(shown, "确认导入 1 人")
    await chen.hears("活动会直接发到大家企业微信的“结对”里")
    await whole.later(12)
    invitation = await card(lan, "学党史", "参加")
    lan.taps(invitation, "参加")
    await lan.hears_update("您的回复：参加")
    lan.says("我的")
    await lan.hears("希勤村党支部")
