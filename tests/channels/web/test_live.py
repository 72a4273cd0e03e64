"""Pages that stay open: news arrives by itself, and nothing holds up the way out."""

import asyncio
import json
import socket
from typing import Any

import httpx
import pytest

from bot.channels.web import sessions
from bot.channels.web.live import Watchers, stream
from bot.channels.web.server import listen, serve
from bot.chat import Address, Card, Line, MessageGone, Reader
from tests.channels.web.browser import Browser, Stream
from tests.channels.web.conftest import Opens
from tests.scene import Scene


def _say(scene: Scene, key: str = "web-mine") -> str:
    world = scene.world
    reader = Reader("zh", world.app.house.zone, world.clock.now())
    return world.loop.run_until_complete(world.app.web.send(Address("web", scene.mei.user), Card(Line(key)), reader))


def _edit(scene: Scene, message: str, key: str) -> None:
    world = scene.world
    reader = Reader("zh", world.app.house.zone, world.clock.now())
    to = Address("web", scene.mei.user)
    world.loop.run_until_complete(world.app.web.edit(to, message, Card(Line(key)), reader))


def _opened(browser: Browser, path: str, **headers: str) -> Stream:
    open_stream = Stream(browser, path, **headers)
    assert open_stream.next() == 200
    assert open_stream.next() == "retry: 2000\n\n"
    return open_stream


def _event(chunk: object) -> tuple[int, dict[str, Any]]:
    lines = dict(line.split(": ", 1) for line in str(chunk).strip().splitlines())
    return int(lines["id"]), json.loads(lines["data"])


def test_an_open_page_hears_what_is_said_and_what_is_edited(pair: Scene, signed_in: Opens) -> None:
    page = _opened(signed_in(pair.mei), "/chat/events?after=0")
    first = _say(pair)
    version, news = _event(page.next())
    assert [str(m["id"]) for m in news["messages"]] == [first]
    assert "我的消息" in news["messages"][0]["html"]
    _edit(pair, first, "web-send")
    later, news = _event(page.next())
    assert later > version
    assert [str(m["id"]) for m in news["messages"]] == [first]
    assert "发送" in news["messages"][0]["html"]
    page.hang_up()


def test_every_open_tab_hears_the_same(pair: Scene, signed_in: Opens) -> None:
    pages = [_opened(signed_in(pair.mei), "/chat/events") for _ in range(3)]
    _say(pair)
    assert len({str(page.next()) for page in pages}) == 1
    for page in pages:
        page.hang_up()


def test_a_page_that_was_away_hears_what_it_missed_and_nothing_twice(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    _say(pair)
    page = _opened(browser, "/chat/events?after=0")
    version, _ = _event(page.next())
    page.hang_up()
    missed = _say(pair, "web-send")
    again = _opened(browser, "/chat/events?after=0", last_event_id=str(version))
    _, news = _event(again.next())
    assert [str(m["id"]) for m in news["messages"]] == [missed]
    again.hang_up()


def test_nobody_hears_of_another_persons_thread(pair: Scene, signed_in: Opens) -> None:
    page = _opened(signed_in(pair.lan), "/chat/events")
    _say(pair)
    world = pair.world
    reader = Reader("zh", world.app.house.zone, world.clock.now())
    mine = world.loop.run_until_complete(
        world.app.web.send(Address("web", pair.lan.user), Card(Line("web-send")), reader)
    )
    _, news = _event(page.next())
    assert [str(m["id"]) for m in news["messages"]] == [mine]
    page.hang_up()


def test_signing_out_everywhere_ends_open_pages(pair: Scene, signed_in: Opens) -> None:
    page = _opened(signed_in(pair.mei), "/chat/events")
    signed_in(pair.mei).post("/leave", everywhere="yes")
    assert page.next() == "event: closed\ndata: {}\n\n"
    assert page.next() is None


def test_whoever_is_not_in_gets_no_stream(stranger: Browser) -> None:
    assert stranger.get("/chat/events").headers["location"] == "/"


def test_the_same_card_again_is_no_news(pair: Scene, signed_in: Opens) -> None:
    browser, message = signed_in(pair.mei), _say(pair)
    version = browser.get("/chat/news").json()["version"]
    _edit(pair, message, "web-mine")
    assert browser.get(f"/chat/news?after={version}").json()["messages"] == []


def test_a_message_that_is_not_there_cannot_be_edited(pair: Scene) -> None:
    for message in ("999", "x", "", "9" * 30):
        with pytest.raises(MessageGone):
            _edit(pair, message, "web-mine")


async def test_a_silent_stream_says_that_it_is_still_there() -> None:
    async def nothing(after: int) -> dict[str, Any]:
        return {"version": after, "messages": []}

    watchers = Watchers()
    chunks = stream(watchers, "u1", nothing, 0, breath=0.001)
    assert [await anext(chunks) for _ in range(3)] == ["retry: 2000\n\n", ": still here\n\n", ": still here\n\n"]
    watchers.close()
    assert [chunk async for chunk in chunks] == []


async def _hears(address: str, stop: asyncio.Event, token: str) -> str:
    """Keep a stream open until the server ends it; return what came."""
    came = ""
    async with (
        httpx.AsyncClient(base_url=address, cookies={"jiedui": token}, timeout=30) as client,
        client.stream("GET", "/chat/events?after=0") as response,
    ):
        async for chunk in response.aiter_text():
            came += chunk
            stop.set()
    return came


def test_open_streams_do_not_hold_up_the_way_out(pair: Scene) -> None:
    world, token = pair.world, sessions.new_token()
    world.do(lambda ledger: sessions.begin(ledger, token, pair.mei.user, "", world.clock.now()))

    async def run() -> str:
        taken = listen("127.0.0.1", 0)
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        serving = asyncio.create_task(serve(world.app.web.asgi, taken, world.app.web.close))
        begun = asyncio.Event()
        hearing = asyncio.create_task(_hears(address, begun, token))
        await asyncio.wait_for(begun.wait(), 10)
        serving.cancel()
        async with asyncio.timeout(5):
            with pytest.raises(asyncio.CancelledError):
                await serving
            return await hearing

    assert world.loop.run_until_complete(run()).startswith("retry:")


def test_an_address_in_use_is_an_error_at_once() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_the_web_chat_listens_on_the_newer_protocol_too() -> None:
    with listen("::1", 0) as taken:
        assert taken.family is socket.AF_INET6
