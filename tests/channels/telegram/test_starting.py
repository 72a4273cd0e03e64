"""The house as it is started for real, with Telegram beside the web chat."""

import asyncio
import shutil
import socket
from pathlib import Path

import httpx
import pytest

from bot.app import App, build
from bot.channels.telegram.webhook import HEADER, PATH, secret
from bot.chat import Misconfigured
from bot.clock import HandClock
from bot.config import Database, Settings, Telegram, Web
from tests.telegram_server.server import TelegramServer


@pytest.fixture
def settings(telegram_server: TelegramServer, tmp_path: Path, empty_house: Path) -> Settings:
    shutil.copy(empty_house, tmp_path / "jiedui.db")
    with socket.create_server(("127.0.0.1", 0)) as free:
        web = Web(port=free.getsockname()[1])
    telegram = Telegram(token=telegram_server.token, api_url=telegram_server.url)
    return Settings(database=Database(url=f"sqlite:///{tmp_path}/jiedui.db"), web=web, telegram=telegram)


async def start(app: App) -> tuple[asyncio.Task[None], asyncio.Event, asyncio.Event]:
    stop, ready = asyncio.Event(), asyncio.Event()
    return asyncio.create_task(app.run(stop, ready.set)), stop, ready


async def test_it_opens_when_telegram_has_told_its_name_and_stops_when_told(
    settings: Settings, hand_clock: HandClock
) -> None:
    app = build(settings, hand_clock)
    running, stop, ready = await start(app)
    await asyncio.wait_for(ready.wait(), 10)
    assert app.house.channels() == ("telegram", "web")
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{app.house.web}/healthz")).status_code == 200
    stop.set()
    await asyncio.wait_for(running, 10)


async def test_a_wrong_token_ends_the_start_and_everything_is_let_go(
    settings: Settings, hand_clock: HandClock, telegram_server: TelegramServer
) -> None:
    wrong = Telegram(token="7000000001:AAwrong-wrong-wrong-wrong-wrong-wrong-000", api_url=telegram_server.url)
    app = build(settings.model_copy(update={"telegram": wrong}), hand_clock)
    running, _, _ = await start(app)
    with pytest.raises(Misconfigured, match="does not know this token"):
        await asyncio.wait_for(running, 10)
    with socket.create_server(("127.0.0.1", settings.web.port)):
        pass  # the web chat has left its address


async def test_the_webhook_is_answered_on_the_web_server(
    settings: Settings, hand_clock: HandClock, telegram_server: TelegramServer
) -> None:
    pushed = settings.telegram.model_copy(update={"mode": "webhook"})
    app = build(settings.model_copy(update={"telegram": pushed}), hand_clock)
    running, stop, ready = await start(app)
    await asyncio.wait_for(ready.wait(), 10)
    await telegram_server.called("setWebhook")
    async with httpx.AsyncClient(base_url=app.house.web) as caller:
        assert (await caller.post(PATH, json={"update_id": 1})).status_code == 403
        right = {HEADER: secret(settings.telegram.token)}
        assert (await caller.post(PATH, json={"update_id": 1}, headers=right)).status_code == 200
    telegram_server.world.webhook["url"] = ""
    stop.set()
    await asyncio.wait_for(running, 10)
