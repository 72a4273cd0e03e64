"""`jiedui check` and WeCom's app: whether WeCom knows it, trusts this machine, and is answered as it wants."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner, Result

from bot.channels.web.asgi import shortcut
from bot.channels.web.server import listen, serve
from bot.channels.wecom.app import AppChannel
from bot.chat import House
from bot.cli import cli
from bot.clock import SystemClock
from bot.config import WecomApp
from bot.dispatch import Dispatcher
from bot.store import Gate, open_engine
from jobs.slots import Slots
from tests.channels.handlers import Handlers
from tests.channels.wecom.app.house import ZONE, settings
from tests.wecom_server.app.door import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN, AppDoor
from tests.wecom_server.server import WecomServer

Jiedui = Callable[..., Result]


class Outside:
    """A WeCom, and what answers its calls, in a thread of their own."""

    def __init__(self, folder: Path) -> None:
        self.door, self.folder, self.port = AppDoor(WecomServer(SystemClock())), folder, 0
        self.up, self.loop, self.ending = Event(), asyncio.new_event_loop(), asyncio.Event()
        self.thread = Thread(target=lambda: self.loop.run_until_complete(self.serve()))

    async def serve(self) -> None:
        """Serve until told to end."""
        clock, routes = SystemClock(), Handlers().routes()
        gate = Gate(open_engine(f"sqlite:///{self.folder / 'outside.db'}"))
        house = House(web="https://jiedui.example.org", language="zh", zone=ZONE)
        dispatcher = Dispatcher(gate, clock, routes)
        async with self.door:
            channel = AppChannel(
                settings(self.door), gate=gate, clock=clock, house=house, routes=routes, hear=dispatcher.hear,
                notice=dispatcher.notice, lasting=dispatcher, pacing=Slots(clock),
            )  # fmt: skip
            taken = listen("127.0.0.1", 0)
            self.port = taken.getsockname()[1]
            serving = asyncio.create_task(serve(shortcut(channel.routes, Starlette()), taken, lambda: None))
            running = asyncio.create_task(channel.run())
            self.up.set()
            await self.ending.wait()
            for task in (serving, running):
                task.cancel()
            await asyncio.gather(serving, running, return_exceptions=True)
            gate.close()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    outside = Outside(tmp_path)
    outside.thread.start()
    outside.up.wait()
    yield outside
    outside.loop.call_soon_threadsafe(outside.ending.set)
    outside.thread.join()
    outside.loop.close()


@pytest.fixture
def jiedui(tmp_path: Path, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> Jiedui:
    """Run a command in a folder of its own, with an app set up."""
    monkeypatch.chdir(tmp_path)
    written = {
        "corp_id": CORP_ID, "agent_id": str(AGENT_ID), "secret": SECRET, "token": TOKEN, "aes_key": AES_KEY,
        "api_url": outside.door.url,
    }  # fmt: skip
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("JIEDUI_WEB__PUBLIC_URL", "https://127.0.0.1:9")
    for name, value in written.items():
        monkeypatch.setenv(f"JIEDUI_WECOM_APP__{name.upper()}", value)
    return lambda *words: CliRunner().invoke(cli, list(words))


def test_check_tells_that_wecom_knows_the_app(jiedui: Jiedui) -> None:
    result = jiedui("check")
    assert result.exit_code == 0, result.output
    assert "企业微信认得“结对”" in result.stdout
    assert "企业微信的回调" in result.stdout


def test_check_tells_to_trust_this_machines_address(jiedui: Jiedui, outside: Outside) -> None:
    outside.door.goes_wrong("agent/get", 60020, times=0)
    result = jiedui("check")
    assert result.exit_code == 1
    assert "企业可信IP" in result.stdout


@pytest.mark.parametrize(("name", "value"), [("SECRET", "not-this-one"), ("CORP_ID", "ww0"), ("AGENT_ID", "7")])
def test_check_tells_an_app_that_wecom_does_not_know(
    jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"JIEDUI_WECOM_APP__{name}", value)
    result = jiedui("check")
    assert result.exit_code == 1
    assert "重新复制 corp_id、agent_id 和 secret" in result.stdout
    assert "not-this-one" not in result.output


def test_check_tells_where_nobody_answers(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WECOM_APP__API_URL", "http://127.0.0.1:9")
    result = jiedui("check")
    assert result.exit_code == 1
    assert "http://127.0.0.1:9 没有回应" in result.stdout


def test_an_address_that_answers_rightly_is_told_from_one_that_does_not(outside: Outside) -> None:
    from bot.channels.wecom.app.probe import answers

    address, app = f"http://127.0.0.1:{outside.port}", settings(outside.door)
    assert answers(app, address, SystemClock())
    assert not answers(WecomApp(**{**app.model_dump(), "token": "another"}), address, SystemClock())
    assert not answers(app, f"{address}/somewhere", SystemClock())
