"""WeCom's calls to an app, as an app written with somebody else's code finds them."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from defusedxml.ElementTree import fromstring
from wechatpy.enterprise import parse_message
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.clock import HandClock
from tests.wecom_server.app.door import AES_KEY, CORP_ID, TOKEN, AppDoor
from tests.wecom_server.checks.caller import CARD
from tests.wecom_server.server import WecomServer


class Listening:
    """An app that opens what it is called with, and answers with what it is told to."""

    def __init__(self) -> None:
        self.crypto = WeChatCrypto(TOKEN, AES_KEY, CORP_ID)
        self.opened: list[str] = []
        self.answers: list[int] = []
        self.silent = False

    async def take(self, request: web.Request) -> web.Response:
        query = request.query
        signed = query["msg_signature"], query["timestamp"], query["nonce"]
        if request.method == "GET":
            return web.Response(text=self.crypto.check_signature(*signed, query["echostr"]))
        self.opened.append(self.crypto.decrypt_message(await request.read(), *signed))
        if self.silent:
            await asyncio.Event().wait()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    def text(self, path: str) -> str | None:
        """Return a field of what came last."""
        found: str | None = fromstring(self.opened[-1]).findtext(path)
        return found


@pytest.fixture
def app() -> Listening:
    return Listening()


@pytest.fixture
async def door(hand_clock: HandClock, app: Listening) -> AsyncIterator[AppDoor]:
    door = AppDoor(WecomServer(hand_clock))
    door.server.routes += [web.get("/called", app.take), web.post("/called", app.take)]
    async with door:
        door.app.url = f"{door.url}/called"
        yield door
        assert not door.world.violations, "\n".join(door.world.violations)


async def test_an_address_is_checked_as_it_is_typed_in(door: AppDoor) -> None:
    assert await door.pushes.check() == ""
    door.app.url = f"{door.url}/elsewhere"
    assert (await door.pushes.check()).startswith("404")


async def test_words_are_told_with_a_number(door: AppDoor, app: Listening) -> None:
    mei = door.person("梅", "MeiMei")
    mei.says("您好 <3 & ]]>")
    await door.settled()
    message = parse_message(app.opened[0])
    assert (message.type, message.source, message.content) == ("text", "MeiMei", "您好 <3 & ]]>")
    assert (app.text("ToUserName"), app.text("AgentID")) == (CORP_ID, "1000002")
    mei.says("再见")
    await door.settled()
    assert message.id != parse_message(app.opened[1]).id


async def test_events_are_told_without_a_number(door: AppDoor, app: Listening) -> None:
    mei = door.person("梅")
    for happen, kind in ((mei.enters, "enter_agent"), (mei.unsubscribes, "unsubscribe"), (mei.subscribes, "subscribe")):
        happen()
        await door.settled()
        assert (app.text("MsgType"), app.text("Event"), app.text("MsgId")) == ("event", kind, None)
    assert door.app.outside == set()


@pytest.mark.parametrize("misspelt", [False, True])
async def test_a_tap_is_told_with_a_fresh_code(door: AppDoor, app: Listening, misspelt: bool) -> None:
    mei = door.person("梅")
    mei.misspelt = misspelt
    options = [{"id": "who:1", "text": "甲"}, {"id": "who:2", "text": "乙"}]
    vote = {"card_type": "vote_interaction", "task_id": "v", "main_title": {"title": "谁"},
            "checkbox": {"question_key": "choice", "mode": 0, "option_list": options},
            "submit_button": {"text": "提交", "key": "submit"}}  # fmt: skip
    door.world.say(mei.chat, door.app, "template_card", CARD)
    mei.taps(mei.last, "请假")
    await door.settled()
    assert (app.text("EventKey"), app.text("TaskId")) == ("rsvp:7:no", "task-1")
    first = app.text("ResponseCode")
    mei.taps(mei.last, "请假")
    await door.settled()
    assert app.text("ResponseCode") not in {first, "", None}
    door.world.say(mei.chat, door.app, "template_card", vote)
    mei.taps(mei.last, "乙")
    await door.settled()
    spelt = "OpitonIds/OpitonId" if misspelt else "OptionIds/OptionId"
    assert app.text("EventKey") == "submit"
    assert app.text("SelectedItems/SelectedItem/QuestionKey") == "choice"
    assert app.text(f"SelectedItems/SelectedItem/{spelt}") == "who:2"


async def test_a_call_that_is_not_taken_is_made_again_three_times(door: AppDoor, app: Listening) -> None:
    mei = door.person("梅")
    app.answers = [503, 500]
    mei.says("您好")
    await door.settled()
    assert door.pushes.statuses == [503, 500, 200]
    assert len(set(app.opened)) == 1
    app.answers = [503] * 9
    mei.says("您好")
    await door.settled()
    assert door.pushes.statuses[3:] == [503] * 4


async def test_a_call_nobody_answers_is_cut_and_made_again(door: AppDoor, app: Listening) -> None:
    door.pushes.patience, app.silent = 0.05, True
    door.person("梅").says("您好")
    await door.settled()
    assert door.pushes.statuses == [0] * 4
    assert len(app.opened) == 4
