"""The app's interface as plain HTTP calls and somebody else's client find it, and every rule of it broken once."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from wechatpy.exceptions import WeChatClientException

from bot.clock import HandClock
from tests.wecom_server.app.door import AGENT_ID, CORP_ID, SECRET, AppDoor
from tests.wecom_server.checks.caller import CARD, Caller, TheirClient


async def test_somebody_elses_client_is_told_its_token_and_sends(door: AppDoor) -> None:
    mei = door.person("梅")
    client = TheirClient(CORP_ID, SECRET)
    client.API_BASE_URL = f"{door.url}/cgi-bin/"
    await asyncio.to_thread(client.message.send_text, AGENT_ID, [mei.member.userid], "您好")
    assert mei.last.look().text == "您好"
    door.app.revoke()
    await asyncio.to_thread(client.message.send_text, AGENT_ID, [mei.member.userid], "还在吗")
    assert mei.last.look().text == "还在吗"
    assert len(door.api.came("gettoken")) == 2
    with pytest.raises(WeChatClientException, match="81013"):
        await asyncio.to_thread(client.message.send_text, AGENT_ID, ["nobody"], "您好")


async def test_a_token_is_one_for_the_app_lasts_two_hours_and_may_be_revoked(
    door: AppDoor, caller: Caller, hand_clock: HandClock
) -> None:
    first = caller.token
    told = await caller.token_told()
    assert (told["access_token"], told["expires_in"]) == (first, 7200)
    hand_clock.advance(seconds=7200)
    assert (await caller.send("x"))["errcode"] == 42001
    assert (await caller.token_told())["access_token"] != first
    door.app.revoke()
    assert (await caller.send("x"))["errcode"] == 40014
    caller.token = ""
    assert (await caller.send("x"))["errcode"] == 41001
    assert (await caller.token_told(secret="wrong"))["errcode"] == 40001
    assert (await caller.token_told(corp="wrong"))["errcode"] == 40013


async def test_who_cannot_be_reached_is_named_in_small_letters(door: AppDoor, caller: Caller) -> None:
    mei, lan = door.person("梅", "MeiMei"), door.person("兰", "LanLan")
    door.app.outside.add("LanLan")
    told = await caller.send("MeiMei|LanLan|Nobody")
    assert (told["errcode"], told["invaliduser"]) == (0, "lanlan|nobody")
    assert told["msgid"]
    assert [one.last.look().text for one in (mei,)] == ["您好"]
    assert lan.messages == []
    assert (await caller.send("LanLan"))["errcode"] == 81013
    door.app.refuses["MeiMei"] = 41054
    assert (await caller.send("MeiMei"))["errcode"] == 41054


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"agentid": 7}, 40056), ({"agentid": str(AGENT_ID)}, 40056), ({"touser": ""}, 40058),
        ({"touser": "|".join(map(str, range(1001)))}, 40031), ({"msgtype": "song"}, 40008),
        ({"text": {"content": ""}}, 44004), ({"text": {"content": "字" * 683}}, 45002),
        ({"msgtype": "image", "image": {"media_id": "none"}}, 40007),
        ({"msgtype": "template_card", "template_card": CARD | {"button_list": []}}, 42028),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_refused(door: AppDoor, caller: Caller, more: dict[str, Any], code: int) -> None:
    mei = door.person("梅")
    with door.server.expecting(str(code)):
        assert (await caller.send(mei.member.userid, **more))["errcode"] == code


async def test_words_may_have_2048_bytes(door: AppDoor, caller: Caller) -> None:
    mei = door.person("梅")
    assert (await caller.send(mei.member.userid, what={"content": "字" * 682 + "xx"}))["errcode"] == 0


async def test_escapes_of_unicode_are_refused(door: AppDoor, caller: Caller) -> None:
    mei = door.person("梅")
    message = {"touser": mei.member.userid, "agentid": AGENT_ID, "msgtype": "text", "text": {"content": "您好"}}
    with door.server.expecting("40033"):
        assert (await caller.post("message/send", content=json.dumps(message).encode()))["errcode"] == 40033


async def test_a_card_is_named_but_once_and_wants_somebody_to_call(door: AppDoor, caller: Caller) -> None:
    mei = door.person("梅")
    told = await caller.send(mei.member.userid, "template_card", CARD)
    assert told["response_code"]
    with door.server.expecting("42018"):
        assert (await caller.send(mei.member.userid, "template_card", CARD))["errcode"] == 42018
    door.app.url = ""
    with door.server.expecting("43012"):
        assert (await caller.send(mei.member.userid, "template_card", CARD | {"task_id": "2"}))["errcode"] == 43012


async def test_a_code_changes_a_card_once_and_within_three_days(
    door: AppDoor, caller: Caller, hand_clock: HandClock
) -> None:
    mei = door.person("梅")
    code = (await caller.send(mei.member.userid, "template_card", CARD))["response_code"]
    card = mei.last
    told = await caller.change(code, mei.member.userid)
    assert (told["errcode"], told["invaliduser"]) == (0, [])
    assert mei.text(card) == "已记下"
    assert (await caller.change(code, mei.member.userid))["errcode"] == 42045
    fresh = door.app.new_code(card)
    hand_clock.advance(hours=72, seconds=1)
    await caller.token_told()
    assert (await caller.change(fresh, mei.member.userid))["errcode"] == 42045
    again = door.app.new_code(card)
    assert (await caller.change(again, mei.member.userid, "再记下"))["errcode"] == 0
    with door.server.expecting("updated as other"):
        await caller.change(door.app.new_code(card), mei.member.userid, template_card=CARD | {"task_id": "other"})


async def test_a_button_can_be_replaced(door: AppDoor, caller: Caller) -> None:
    mei = door.person("梅")
    code = (await caller.send(mei.member.userid, "template_card", CARD))["response_code"]
    what = {
        "userids": [mei.member.userid],
        "agentid": AGENT_ID,
        "response_code": code,
        "button": {"replace_name": "好"},
    }
    assert (await caller.post("message/update_template_card", what))["errcode"] == 0
    assert list(mei.last.look().buttons) == ["好"]


async def test_the_same_twice_within_the_interval_is_sent_once(
    door: AppDoor, caller: Caller, hand_clock: HandClock
) -> None:
    mei = door.person("梅")
    for _ in range(2):
        told = await caller.send(mei.member.userid, enable_duplicate_check=1, duplicate_check_interval=600)
        assert told["errcode"] == 0
    assert len(mei.messages) == 1
    hand_clock.advance(seconds=601)
    await caller.send(mei.member.userid, enable_duplicate_check=1, duplicate_check_interval=600)
    await caller.send(mei.member.userid)
    assert len(mei.messages) == 3


async def test_the_thirty_first_of_a_minute_is_silently_dropped_and_others_are_not(
    door: AppDoor, caller: Caller, hand_clock: HandClock
) -> None:
    mei, lan = door.person("梅"), door.person("兰")
    for number in range(31):
        assert (await caller.send(mei.member.userid, what={"content": str(number)}))["errcode"] == 0
    await caller.send(lan.member.userid)
    assert (len(mei.messages), len(lan.messages), len(door.world.dropped)) == (30, 1, 1)
    hand_clock.advance(seconds=60)
    await caller.send(mei.member.userid)
    assert len(mei.messages) == 31


async def test_what_was_sent_is_taken_back_within_a_day(door: AppDoor, caller: Caller, hand_clock: HandClock) -> None:
    mei = door.person("梅")
    first, second = [(await caller.send(mei.member.userid))["msgid"] for _ in range(2)]
    assert (await caller.post("message/recall", {"msgid": first}))["errcode"] == 0
    assert len(mei.messages) == 1
    assert (await caller.post("message/recall", {"msgid": first}))["errcode"] != 0
    hand_clock.advance(hours=25)
    await caller.token_told()
    assert (await caller.post("message/recall", {"msgid": second}))["errcode"] != 0


async def test_files_go_up_arrive_whole_and_last_three_days(
    door: AppDoor, caller: Caller, hand_clock: HandClock
) -> None:
    mei = door.person("梅")
    up = await caller.post("media/upload", params={"type": "file"}, files={"media": ("记录.docx", b"content")})
    assert (up["errcode"], up["type"]) == (0, "file")
    await caller.send(mei.member.userid, "file", {"media_id": up["media_id"]})
    assert mei.last.media
    assert (mei.last.media.name, mei.last.media.content) == ("记录.docx", b"content")
    got = await caller.http.get("media/get", params={"access_token": caller.token, "media_id": up["media_id"]})
    assert got.content == b"content"
    hand_clock.advance(hours=73)
    await caller.token_told()
    with door.server.expecting("media_id"):
        assert (await caller.send(mei.member.userid, "file", {"media_id": up["media_id"]}))["errcode"] == 40007


@pytest.mark.parametrize(("kind", "size", "code"), [("file", 5, 40006), ("image", 10485761, 40006), ("song", 9, 40004)])
async def test_files_of_a_wrong_size_or_kind_are_refused(caller: Caller, kind: str, size: int, code: int) -> None:
    up = await caller.post("media/upload", params={"type": kind}, files={"media": ("x.png", b"x" * size)})
    assert up["errcode"] == code


async def test_every_error_can_be_had(door: AppDoor, caller: Caller) -> None:
    mei = door.person("梅")
    for how in (60020, 45009, -1):
        door.goes_wrong("message/send", how)
        assert (await caller.send(mei.member.userid))["errcode"] == how
    door.goes_wrong("message/send", 502)
    with pytest.raises(ValueError, match="Expecting value"):
        await caller.send(mei.member.userid)
    assert mei.messages == []
    door.goes_wrong("message/send", "cut after")
    with pytest.raises(httpx.RemoteProtocolError):
        await caller.send(mei.member.userid)
    assert len(mei.messages) == 1
    door.goes_wrong("message/send", "cut before")
    with pytest.raises(httpx.RemoteProtocolError):
        await caller.send(mei.member.userid)
    assert len(mei.messages) == 1
    await caller.send(mei.member.userid)
    assert len(mei.messages) == 2
