import asyncio
import sys
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from bot.clock import HandClock
from tests.telegram_server.console import Console
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def telegram_server(hand_clock: HandClock) -> AsyncIterator[TelegramServer]:
    server = TelegramServer(hand_clock)
    server.extra_routes += Console(server).routes()
    async with server:
        yield server
        assert not server.violations, "\n".join(server.violations)


async def test_a_person_plays_a_user_over_http(telegram_server: TelegramServer, bot: Bot) -> None:
    async with httpx.AsyncClient(base_url=telegram_server.url) as page:
        assert "Bot API test server" in (await page.get("/")).text
        mei = (await page.post("/console/users", json={"name": "梅"})).json()["id"]
        group = (await page.post("/console/groups", json={"title": "对子", "members": [mei]})).json()["id"]
        await page.post("/console/act", json={"user": mei, "does": "opens", "text": "CODE"})
        await page.post("/console/act", json={"user": mei, "does": "says", "text": "/digest", "chat": group})
        await page.post("/console/act", json={"user": mei, "does": "sends", "name": "a.csv", "text": "a,b"})
        await bot.send_message(mei, "您好")
        state = (await page.get("/console/state")).json()
        assert [c["name"] for c in state["chats"]] == ["梅", "对子"]
        assert [m["text"] for m in state["chats"][0]["messages"]] == ["/start CODE", "", "您好"]
        wrong = await page.post("/console/act", json={"user": mei, "does": "flies"})
        assert wrong.json() == {"error": "nobody can flies"}
    texts = [u.message.text for u in await bot.get_updates() if u.message and u.message.text]
    assert texts == ["/start CODE", "/digest"]


async def test_it_starts_by_hand_and_says_where_it_is() -> None:
    command = [sys.executable, "-m", "tests.telegram_server", "--port", "0"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    try:
        told = [(await process.stdout.readline()).decode().strip() for _ in range(3)]
        address, token = told[0].partition("=")[2], told[1].partition("=")[2]
        async with Bot(token, base_url=f"{address}/bot") as bot:
            assert bot.username == "jiedui_test_bot"
    finally:
        process.terminate()
        await process.wait()
    assert told[2].startswith("Play the users at http://127.0.0.1:")
