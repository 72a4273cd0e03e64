"""The long connection as somebody else's client finds it, and every rule of it broken once."""

from typing import Any

import pytest

from bot.clock import HandClock
from tests.wecom_server.checks.client import Client
from tests.wecom_server.server import WecomServer

CARD: dict[str, Any] = {
    "card_type": "button_interaction",
    "task_id": "task-1",
    "main_title": {"title": "学党史"},
    "button_list": [{"text": "参加", "key": "rsvp:7:yes"}, {"text": "请假", "key": "rsvp:7:no"}],
}


async def test_a_message_is_told_and_answered(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    mei.says("您好")
    frame = await client.told()
    body = frame["body"]
    assert (body["msgtype"], body["text"], body["chattype"]) == ("text", {"content": "您好"}, "single")
    assert body["from"] == {"userid": mei.member.userid}
    assert body["msgid"]
    assert "chatid" not in body
    await client.sdk.reply_stream(frame, "s1", "还在", finish=False)
    await client.sdk.reply_stream(frame, "s1", "**您好**", finish=True)
    await client.sdk.reply_template_card(frame, CARD)
    assert [m.kind for m in mei.messages] == ["stream", "template_card"]
    assert mei.text(mei.messages[0]) == "您好"


async def test_a_wrong_secret_is_refused(server: WecomServer) -> None:
    async with Client(server, "wrong", again=1) as stranger:
        await stranger.failed.wait()
        assert "Authentication failed" in stranger.log.complaints[0]
    assert server.robot.line is None


async def test_a_second_client_ends_the_first_which_is_told(server: WecomServer, client: Client) -> None:
    async with Client(server) as second:
        await second.ready.wait()
        assert (await client.told())["body"]["event"] == {"eventtype": "disconnected_event"}
        await client.gone.wait()
        server.person("梅").says("在吗")
        assert (await second.told())["body"]["text"]["content"] == "在吗"
        assert client.frames.empty()


async def test_a_group_is_heard_only_where_the_robot_is_mentioned(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    group = server.group("对子", mei)
    mei.says("我们自己说", to=group)
    mei.says("@结对 /bind", to=group)
    body = (await client.told())["body"]
    assert (body["chatid"], body["chattype"], body["text"]["content"]) == (group.chat.id, "group", "@结对 /bind")
    await client.send(group.chat.id, "已连上")
    assert (await group.hears()).look().text == "已连上"


async def test_nobody_is_written_to_before_they_have_written(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    with pytest.raises(Exception, match="93006"):
        await client.send(mei.member.userid, "您好")
    mei.says("您好")
    await client.send(mei.member.userid, "您好")
    with pytest.raises(Exception, match="93006"):
        await client.send("nobody", "您好")


async def test_a_tap_is_told_and_the_card_updated_within_five_seconds(
    server: WecomServer, client: Client, hand_clock: HandClock
) -> None:
    mei = server.person("梅")
    mei.says("卡")
    await client.sdk.reply_template_card(await client.told(), CARD)
    card = mei.last
    mei.taps(card, "参加")
    tap = await client.told()
    event = tap["body"]["event"]["template_card_event"]
    assert (event["event_key"], event["task_id"], event["card_type"]) == ("rsvp:7:yes", "task-1", "button_interaction")
    await client.sdk.update_template_card(tap, CARD | {"main_title": {"title": "已记下"}})
    assert mei.text(card) == "已记下"
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.update_template_card(tap, CARD)  # a tap is answered once
    mei.taps(card, "请假")
    late = await client.told()
    hand_clock.advance(seconds=6)
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.update_template_card(late, CARD)


async def test_a_tap_is_answered_for_one_and_only_with_its_own_card(server: WecomServer, client: Client) -> None:
    mei, lan = server.person("梅"), server.person("兰")
    group = server.group("对子", mei, lan)
    mei.says("@结对 板", to=group)
    await client.sdk.reply_template_card(await client.told(), CARD)
    board = group.last
    lan.taps(board, "参加")
    with server.expecting("task_id"), pytest.raises(Exception, match="42019"):
        await client.sdk.update_template_card(tap := await client.told(), CARD | {"task_id": "another"})
    await client.sdk.update_template_card(tap, CARD | {"main_title": {"title": "已记下"}}, [lan.member.userid])
    assert [board.look(one.member).text for one in (mei, lan)] == ["学党史", "已记下"]


async def test_an_option_is_chosen_and_sent_off(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    mei.says("选")
    options = [{"id": f"who:{n}", "text": f"第{n}人"} for n in range(20)]
    vote = {"card_type": "vote_interaction", "task_id": "v", "main_title": {"title": "谁"},
            "checkbox": {"question_key": "choice", "mode": 0, "option_list": options},
            "submit_button": {"text": "提交", "key": "submit"}}  # fmt: skip
    await client.sdk.reply_template_card(await client.told(), vote)
    mei.taps(mei.last, "第7人")
    event = (await client.told())["body"]["event"]["template_card_event"]
    assert event["event_key"] == "submit"
    assert event["selected_items"]["selected_item"] == [
        {"question_key": "choice", "option_ids": {"option_id": ["who:7"]}}
    ]


async def test_each_callback_takes_its_own_answer_only(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    mei.enters()
    entered = await client.told()
    assert entered["body"]["event"] == {"eventtype": "enter_chat"}
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.reply_stream(entered, "s", "您好", finish=True)
    await client.sdk.reply_welcome(entered, {"msgtype": "text", "text": {"content": "您好"}})
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.reply_welcome(entered, {"msgtype": "text", "text": {"content": "您好"}})
    mei.says("在")
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.reply_welcome(await client.told(), {"msgtype": "text", "text": {"content": "您好"}})


async def test_a_message_is_answered_for_a_day(server: WecomServer, client: Client, hand_clock: HandClock) -> None:
    mei = server.person("梅")
    mei.says("在吗")
    frame = await client.told()
    hand_clock.advance(hours=23, minutes=59)
    await client.sdk.reply_stream(frame, "s", "在", finish=True)
    hand_clock.advance(minutes=2)
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.reply_stream(frame, "s2", "在", finish=True)


async def test_a_welcome_is_said_at_once_or_never(server: WecomServer, client: Client, hand_clock: HandClock) -> None:
    server.person("梅").enters()
    frame = await client.told()
    hand_clock.advance(seconds=6)
    with server.expecting("invalid req_id"), pytest.raises(Exception, match="846605"):
        await client.sdk.reply_welcome(frame, {"msgtype": "text", "text": {"content": "您好"}})


async def test_what_is_too_much_for_a_chat_is_dropped_and_nobody_told(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    mei.says("说吧")
    for number in range(31):
        await client.send(mei.member.userid, str(number))
    assert (len(mei.messages), len(server.world.dropped)) == (30, 1)


async def test_a_card_is_named_but_once(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    mei.says("卡")
    frame = await client.told()
    await client.sdk.reply_template_card(frame, CARD)
    with server.expecting("task-1"), pytest.raises(Exception, match="42018"):
        await client.sdk.reply_template_card(frame, CARD)


@pytest.mark.parametrize("size", [1, 512 * 1024, 512 * 1024 + 1, 1_400_000])
async def test_files_go_up_in_pieces_and_arrive_whole(server: WecomServer, client: Client, size: int) -> None:
    mei = server.person("梅")
    mei.says("文件")
    content = bytes(range(256)) * (size // 256 + 1)
    up = await client.sdk.upload_media(content[:size], type="file", filename="记录.docx")
    await client.sdk.send_media_message(mei.member.userid, "file", up["media_id"])
    assert mei.last.media
    assert (mei.last.media.name, mei.last.media.content) == ("记录.docx", content[:size])


async def test_uploads_are_valid_for_three_days(server: WecomServer, client: Client, hand_clock: HandClock) -> None:
    mei = server.person("梅")
    mei.says("图")
    up = await client.sdk.upload_media(b"png", type="image", filename="图.png")
    hand_clock.advance(hours=73)
    with server.expecting("media_id"), pytest.raises(Exception, match="40007"):
        await client.sdk.send_media_message(mei.member.userid, "image", up["media_id"])


async def test_files_sent_to_the_robot_open_with_their_own_key(server: WecomServer, client: Client) -> None:
    mei = server.person("梅")
    mei.sends_file("名册.csv", b"a,b")
    mei.sends_picture(b"a,b")
    for _ in range(2):
        body = (await client.told())["body"]
        told = body[body["msgtype"]]
        got = await client.sdk.download_file(told["url"], told["aeskey"])
        assert got["buffer"] == b"a,b"
    mei.speaks("我去不了")
    assert (await client.told())["body"]["voice"] == {"content": "我去不了"}
    mei.sends_mixed("看", b"png")
    assert [one["msgtype"] for one in (await client.told())["body"]["mixed"]["msg_item"]] == ["text", "image"]


async def test_what_happens_while_nobody_is_connected_is_lost(server: WecomServer) -> None:
    mei = server.person("梅")
    mei.says("有人吗")
    async with Client(server) as client:
        await client.ready.wait()
        mei.says("现在呢")
        assert (await client.told())["body"]["text"]["content"] == "现在呢"
    assert len(server.robot.lost) == 1


async def test_a_wire_that_is_cut_is_built_anew(server: WecomServer, client: Client) -> None:
    server.cut()
    await server.connected(2)
    mei = server.person("梅")
    mei.says("在")
    assert (await client.told())["body"]["text"]["content"] == "在"
