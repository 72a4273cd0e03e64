"""The tests' WeCom as somebody plays with it by hand."""

from tests.wecom_server.__main__ import Stage
from tests.wecom_server.checks.client import Client
from tests.wecom_server.checks.test_robot import CARD
from tests.wecom_server.server import WecomServer


async def test_lines_move_people_and_groups(server: WecomServer, client: Client) -> None:
    stage = Stage(server)
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
    stage = Stage(server)
    assert "梅" in stage.play("what")
    assert "没有这个" in stage.play("梅 > 没有这个")
