"""`jiedui` and WeCom's app: whether WeCom knows it, trusts this machine, is answered as it wants, and who is there."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
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


def founded(jiedui: Jiedui) -> None:
    """Let there be one branch."""
    jiedui("claim")
    with closing(sqlite3.connect("data/jiedui.db")) as database:
        database.execute(
            "INSERT INTO branch (id, name, organisation, level, created_at)"
            " VALUES (1, '希勤村党支部', '', 'branch', '2026-01-02 03:04:05.000000')"
        )
        database.commit()


def rows(query: str) -> list[tuple[str, ...]]:
    """Ask the database."""
    with closing(sqlite3.connect("data/jiedui.db")) as database:
        return database.execute(query).fetchall()


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


def test_a_roster_is_taken_in_from_the_directory_once(jiedui: Jiedui, outside: Outside) -> None:
    founded(jiedui)
    outside.door.department("希勤村", outside.door.person("兰秀英", "lan"), outside.door.person("@", "odd"))
    for added in ("新增 1 人", "新增 0 人"):
        result = jiedui("import-roster", "--department", "希勤村", "--branch", "希勤村党支部", "--yes")
        assert result.exit_code == 0, result.output
        assert added in result.stdout
        assert "@" in result.stderr
    assert rows("SELECT name FROM member") == [("兰秀英",)]
    assert rows("SELECT channel, user, chat FROM account") == [("wecom-app", "lan", "lan")]


@pytest.mark.parametrize(
    ("department", "words"),
    [("水利局", "通讯录里没有“水利局”"), ("希勤", "“希勤”有几个：希勤村（2）、希勤村委（3）"), ("99", "没有“99”")],
)
def test_a_department_that_is_not_there_or_not_clear_is_refused(
    jiedui: Jiedui, outside: Outside, department: str, words: str
) -> None:
    founded(jiedui)
    for name in ("希勤村", "希勤村委"):
        outside.door.department(name)
    result = jiedui("import-roster", "--department", department, "--branch", "希勤村党支部")
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_directory_that_cannot_be_read_is_refused(jiedui: Jiedui, outside: Outside) -> None:
    outside.door.goes_wrong("department/list", 60020, times=0)
    result = jiedui("import-roster", "--department", "2")
    assert result.exit_code == 2
    assert "请运维运行 jiedui check" in result.stderr


def test_without_an_app_there_is_no_directory(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CORP_ID", "AGENT_ID", "SECRET", "TOKEN", "AES_KEY"):
        monkeypatch.delenv(f"JIEDUI_WECOM_APP__{name}")
    assert "这里没有接企业微信通讯录" in jiedui("import-roster", "--department", "2").stderr


@pytest.mark.parametrize("words", [(), ("roster.csv", "--department", "2")])
def test_a_roster_is_a_file_or_a_department(jiedui: Jiedui, words: tuple[str, ...]) -> None:
    result = jiedui("import-roster", *words)
    assert result.exit_code == 2
    assert "二者选一" in result.stderr
