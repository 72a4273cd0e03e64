"""`jiedui check` and WeCom's robot: whether it is let in, without ending the connection of a bot that runs."""

import asyncio
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.clock import SystemClock
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer

Jiedui = Callable[..., Result]


@pytest.fixture
def wecom() -> Iterator[WecomServer]:
    """A WeCom in a thread of its own."""
    server, up, loop, ending = WecomServer(SystemClock()), Event(), asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with server:
            up.set()
            await ending.wait()

    thread = Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    up.wait()
    yield server
    loop.call_soon_threadsafe(ending.set)
    thread.join()
    loop.close()


@pytest.fixture
def jiedui(tmp_path: Path, wecom: WecomServer, monkeypatch: pytest.MonkeyPatch) -> Jiedui:
    """Run a command in a folder of its own, with a robot set up."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "COLUMNS": "200", "JIEDUI_WEB__PORT": "9", "JIEDUI_WECOM_ROBOT__BOT_ID": BOT_ID,
        "JIEDUI_WECOM_ROBOT__SECRET": SECRET, "JIEDUI_WECOM_ROBOT__URL": wecom.url,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return lambda *words: CliRunner().invoke(cli, list(words))


def test_check_connects_where_no_bot_runs(jiedui: Jiedui, wecom: WecomServer) -> None:
    result = jiedui("check")
    assert result.exit_code == 0, result.output
    assert "连上了" in result.stdout
    assert wecom.robot.subscribed == 1


def test_check_tells_a_wrong_secret(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WECOM_ROBOT__SECRET", "not-this-one")
    result = jiedui("check")
    assert result.exit_code == 1
    assert "不认 bot_id 或 secret" in result.stdout
    assert "not-this-one" not in result.output


def test_check_tells_where_nobody_answers(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WECOM_ROBOT__URL", "ws://127.0.0.1:9")
    result = jiedui("check")
    assert result.exit_code == 1
    assert "ws://127.0.0.1:9 没有回应" in result.stdout


def test_run_with_a_wrong_secret_ends_with_a_sentence(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WECOM_ROBOT__SECRET", "not-this-one")
    monkeypatch.setenv("JIEDUI_WEB__PORT", "0")
    result = jiedui("run")
    assert result.exit_code == 2
    assert "wecom_robot.secret" in result.stderr
    assert "not-this-one" not in result.output


class _Running(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        red: bytes = self.server.red  # type: ignore[attr-defined]
        self.send_response(503 if red else 200)
        self.end_headers()
        part = b'{"part":"%s","since":"2026-11-23T01:00:00Z"}' % red if red else b""
        self.wfile.write(b'{"status":"%s","red":[%s]}' % (b"red" if red else b"green", part))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("red", "told"), [("", "由正在运行的程序连着"), ("wecom", "没有连上"), ("disk", "连着")])
def test_check_asks_the_bot_that_runs_and_leaves_its_connection_alone(
    jiedui: Jiedui, wecom: WecomServer, monkeypatch: pytest.MonkeyPatch, red: str, told: str
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Running) as server:
        server.red = red.encode()  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("JIEDUI_WEB__PUBLIC_URL", f"http://127.0.0.1:{server.server_port}")
        result = jiedui("check")
        server.shutdown()
        thread.join()
    assert told in result.stdout
    assert wecom.robot.subscribed == 0


def test_so_it_does_where_the_public_address_does_not_lead_there_from_this_machine(
    jiedui: Jiedui, wecom: WecomServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Running) as server:
        server.red = b""  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("JIEDUI_WEB__PUBLIC_URL", "http://127.0.0.1:9")
        monkeypatch.setenv("JIEDUI_WEB__PORT", str(server.server_port))
        result = jiedui("check")
        server.shutdown()
        thread.join()
    assert "由正在运行的程序连着" in result.stdout
    assert wecom.robot.subscribed == 0
