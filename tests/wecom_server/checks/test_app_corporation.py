"""The directory and an app's own groups, as somebody else's client finds them, and every rule of them broken once."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from wechatpy.exceptions import WeChatClientException

from tests.wecom_server.app.door import CORP_ID, SECRET, AppDoor
from tests.wecom_server.checks.caller import CARD, Caller, TheirClient


@pytest.fixture
def theirs(door: AppDoor) -> TheirClient:
    """Somebody else's client."""
    client = TheirClient(CORP_ID, SECRET)
    client.API_BASE_URL = f"{door.url}/cgi-bin/"
    return client


async def told(call: Callable[..., Any], *what: object, **more: object) -> Any:
    """Call with somebody else's client, which waits where it is called."""
    return await asyncio.to_thread(call, *what, **more)


async def refused(code: int, call: Callable[..., Any], *what: object, **more: object) -> None:
    """Call, and be refused."""
    with pytest.raises(WeChatClientException, match=f"Error code: {code}"):
        await told(call, *what, **more)


async def test_departments_are_told_with_those_beneath_them_and_people_with_their_own_only(
    door: AppDoor, theirs: TheirClient
) -> None:
    mei, lan, shi = door.person("梅"), door.person("兰"), door.person("石")
    village = door.department("希勤村", mei)
    team = door.department("第一小组", lan, shi, parent=village.id)
    door.department("农学院")
    assert [one["name"] for one in await told(theirs.department.get)] == ["单位", "希勤村", "第一小组", "农学院"]
    assert [one["parentid"] for one in await told(theirs.department.get, village.id)] == [1, village.id]
    door.app.outside.add(shi.member.userid)
    people = [await told(theirs.department.get_users, one.id, fetch_child=1) for one in (village, team)]
    assert [[(one["name"], one["userid"]) for one in some] for some in people] == [
        [("梅", mei.member.userid)], [("兰", lan.member.userid)],
    ]  # fmt: skip
    await refused(60003, theirs.department.get, 99)
    await refused(60003, theirs.department.get_users, 99)


async def test_a_group_is_made_told_changed_and_written_to(door: AppDoor, theirs: TheirClient) -> None:
    mei, lan, shi = (door.person(name) for name in "梅兰石")
    ids = [one.member.userid for one in (mei, lan, shi)]
    await told(theirs.appchat.create, "group1", "红色对子", ids[1], ids[:2])
    found = await told(theirs.appchat.get, "group1")
    assert (found["name"], found["owner"], found["userlist"]) == ("红色对子", ids[1], ids[:2])
    await told(theirs.appchat.update, "group1", add_user_list=[ids[2]], del_user_list=[ids[0]], name="新对子")
    found = await told(theirs.appchat.get, "group1")
    assert (found["name"], found["userlist"]) == ("新对子", ids[1:])
    answer = await told(theirs.appchat.send_text, "group1", "大家好")
    assert "msgid" not in answer
    assert door.group("group1", lan).last.look().text == "大家好"
    door.api.groups.dissolve("group1")
    for call in (theirs.appchat.get, theirs.appchat.update):
        await refused(86003, call, "group1")
    await refused(86003, theirs.appchat.send_text, "group1", "还在吗")


async def test_a_group_needs_two_whom_the_app_sees_and_a_scope_of_the_whole_corporation(
    door: AppDoor, theirs: TheirClient
) -> None:
    mei, lan = door.person("梅"), door.person("兰")
    ids = [one.member.userid for one in (mei, lan)]
    with door.server.expecting("86216"):
        await refused(86216, theirs.appchat.create, "group1", "红色对子", None, [ids[0], ids[0]])
    with door.server.expecting("86217"):
        await refused(86217, theirs.appchat.create, "group1", "红色对子", "nobody", ids)
    with door.server.expecting("40058"):
        await refused(40058, theirs.appchat.create, "group-1", "红色对子", None, ids)
    door.app.outside.add(ids[1])
    await refused(86216, theirs.appchat.create, "group1", "红色对子", None, ids)
    door.app.outside.clear()
    door.api.groups.whole = False
    await refused(60011, theirs.appchat.create, "group1", "红色对子", None, ids)
    door.api.groups.whole = True
    await told(theirs.appchat.create, "group1", "红" * 60, None, ids)
    assert door.api.groups.chats["group1"].title == "红" * 50
    await refused(86220, theirs.appchat.create, "group1", "红色对子", None, ids)
    with door.server.expecting("86216"):
        await refused(86216, theirs.appchat.update, "group1", del_user_list=[ids[0]])


async def test_no_card_and_nothing_too_long_is_taken_in_a_group(
    door: AppDoor, caller: Caller, theirs: TheirClient
) -> None:
    mei, lan = door.person("梅"), door.person("兰")
    made = await told(theirs.appchat.create, None, "红色对子", None, [mei.member.userid, lan.member.userid])
    chat = made["chatid"]
    assert re.fullmatch(r"wr\w+", chat.replace("-", "_"))
    for kind, what, code in (("template_card", CARD, 40008), ("text", {"content": "字" * 683}, 45002)):
        with door.server.expecting(str(code)):
            assert (await caller.post("appchat/send", {"chatid": chat, "msgtype": kind, kind: what}))["errcode"] == code
    assert door.group(chat, mei).messages == []
