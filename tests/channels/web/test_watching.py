"""The operator's own address: figures and health in detail, for whoever may read them."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.app import App, build
from bot.channels.web import AddressTaken
from bot.clock import HandClock
from bot.config import BadSettings, Database, Settings, Watching, load
from tests.world import MONDAY, World


def _open(folder: Path, **watch: object) -> App:
    settings = Settings(
        database=Database(url=f"sqlite:///{folder}/jiedui.db"),
        watch=Watching.model_validate({"on": True, "port": 0, **watch}),
    )
    return build(settings, HandClock(MONDAY))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Return a house that is watched, with a token."""
    app = _open(tmp_path, token="s3cret")
    yield app
    app.gate.close()


async def ask(app: App, path: str, token: str = "") -> httpx.Response:
    assert app.figures
    headers = {b"authorization": f"Bearer {token}".encode()} if token else {}
    transport = httpx.ASGITransport(app.figures.asgi)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8301", headers=headers) as client:
        return await client.get(path)


@pytest.mark.parametrize("path", ["/metrics", "/healthz"])
async def test_nothing_is_told_without_the_token(app: App, path: str) -> None:
    for token in ("", "s3cre", "s3cret2", "错"):
        refused = await ask(app, path, token)
        assert refused.status_code == 401
        assert refused.content == b""
    assert (await ask(app, path, "s3cret")).status_code == 200


async def test_health_is_told_in_detail(app: App) -> None:
    told = (await ask(app, "/healthz", "s3cret")).json()
    assert told["status"] == "ok"
    assert told["parts"]["courier"] == {
        "status": "ok", "due": 0, "lag_seconds": 0.0, "planned": 0, "attempting": 0, "unknown": 0,
    }  # fmt: skip


async def test_a_house_that_is_red_says_so_with_the_status(app: App) -> None:
    app.watch.pulse.expect("channel:telegram", 1)
    app.watch.pulse.trouble("channel:telegram", "no way out")
    answer = await ask(app, "/healthz", "s3cret")
    assert answer.status_code == 503
    assert answer.json()["parts"]["telegram"]["why"] == "no way out"


async def test_figures_count_what_the_house_does(app: App) -> None:
    app.watch.update(channel="web", update="1", kind="help", outcome="answered", seconds=0.01, member=None)
    answer = await ask(app, "/metrics", "s3cret")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'jiedui_updates_total{channel="web",outcome="answered"} 1.0' in answer.text


async def test_the_commits_of_the_gate_are_counted(app: App) -> None:
    await app.gate.run(lambda _: None)
    await app.gate.run(lambda _: None)  # told of the one before
    assert "jiedui_gate_batch_size_count 0.0" not in (await ask(app, "/metrics", "s3cret")).text


async def test_without_a_token_it_is_open_to_its_own_machine(tmp_path: Path) -> None:
    app = _open(tmp_path)
    assert (await ask(app, "/metrics")).status_code == 200
    app.gate.close()


def test_an_address_others_reach_needs_a_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIEDUI_WATCH__ON", "true")
    monkeypatch.setenv("JIEDUI_WATCH__HOST", "0.0.0.0")  # noqa: S104 - that is what must not be
    with pytest.raises(BadSettings) as bad:
        load()
    assert bad.value.mistakes[0][0] == "watch.token"
    monkeypatch.setenv("JIEDUI_WATCH__TOKEN", "long-random-word")
    assert load().watch.on


def test_it_is_off_unless_it_was_asked_for(world: World) -> None:
    assert world.app.figures is None


async def test_an_address_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        app = _open(tmp_path, port=port)
        assert app.figures
        with pytest.raises(AddressTaken) as refused:
            await app.figures.run()
    assert refused.value.address == f"127.0.0.1:{port}"
    app.gate.close()
