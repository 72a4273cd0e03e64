"""The tests' WeCom as somebody plays with it by hand."""

from bot.clock import HandClock
from tests.wecom_server.__main__ import Stage
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.checks.client import Client
from tests.wecom_server.checks.test_robot import CARD
from tests.wecom_server.server import WecomServer


async def test_lines_move_people_and_groups(server: WecomServer, client: Client) -> None:
    stage = Stage(AppDoor(server))
    assert stage.play("梅: 您好") == ""
    frame = await client.told()
    assert frame["body"]["text"]["content"] == "您好"
    await client.sdk.reply_template_card(frame, CARD)
    assert stage.play("梅 > 参加") == ""
    assert (await client.told())["body"]["event"]["template_card_event"]["event_key"] == "rsvp:7:yes"
    assert stage.play("兰 @对子: @结对 /bind") == ""
    assert (await client.told())["body"]["chattype"] == "group"
    assert stage.groups["对子"].chat.members == [stage.people["梅"].member, stage.people["兰"].member]


async def test_what_cannot_be_done_is_told(server: WecomServer) -> None:
    stage = Stage(AppDoor(server))
    assert "梅" in stage.play("what")
    assert "没有这个" in stage.play("梅 > 没有这个")


async def test_lines_reach_the_app_too(hand_clock: HandClock) -> None:
    async with AppDoor(WecomServer(hand_clock)) as door:
        stage = Stage(door)
        assert stage.play("梅 #: 您好") == ""
        person = stage.people["梅"]
        door.world.say(door.world.private(door.app, person.member), door.app, "template_card", CARD)
        assert stage.play("梅 > 参加") == ""
        assert [code.cards[0].task_id for code in door.app.codes.values()] == ["task-1"]
