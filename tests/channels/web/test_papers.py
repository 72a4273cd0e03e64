"""Files, calendar feeds, and the health of the house."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import httpx
import pytest
from sqlmodel import select

from bot.channels.web import Backstage, WebChannel
from bot.chat import Address, Attachment, Audience, Card, Line, Reader
from bot.models.web import WebFile
from bot.services import visitors
from bot.watch import CHANNEL
from handlers.routes import ROUTES
from tests.channels.web.browser import Browser
from tests.channels.web.conftest import Opens
from tests.scene import Scene
from tests.world import World


def _give(scene: Scene, chat: str, file: Attachment, audience: Audience = Audience.PRIVATE) -> str:
    """Let the bot say a card with a file and return the file's address."""
    world = scene.world
    reader = Reader("zh", world.app.house.zone, world.clock.now())
    to = Address("web", chat, audience)
    world.loop.run_until_complete(world.app.web.send(to, Card(Line("web-mine"), files=(file,)), reader))
    return "/files/" + world.do(lambda ledger: ledger.exec(select(WebFile.token)).all())[-1]


SHEET = Attachment("签到表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK sheet")


def test_a_file_is_saved_under_its_name(pair: Scene, signed_in: Opens) -> None:
    got = signed_in(pair.mei).get(_give(pair, pair.mei.user, SHEET))
    assert got.content == b"PK sheet"
    assert got.headers["content-type"] == SHEET.media_type
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''%E7%AD%BE%E5%88%B0%E8%A1%A8.xlsx"
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "private" in got.headers["cache-control"]


def test_a_file_does_not_exist_for_others(pair: Scene, signed_in: Opens, stranger: Browser) -> None:
    address = _give(pair, pair.mei.user, SHEET)
    assert signed_in(pair.lan).get(address).status_code == 404
    assert stranger.get(address).headers["location"] == "/"
    assert signed_in(pair.mei).get("/files/nothing").status_code == 404


def test_a_file_in_a_group_is_for_its_readers(pair: Scene, signed_in: Opens) -> None:
    address = _give(pair, Scene.GROUP, SHEET, Audience.GROUP)
    assert signed_in(pair.lan).get(address).status_code == 200
    assert signed_in(pair.world.person("路人")).get(address).status_code == 404


def test_a_picture_is_shown(pair: Scene, signed_in: Opens) -> None:
    got = signed_in(pair.mei).get(_give(pair, pair.mei.user, Attachment("图.png", "image/png", b"\x89PNG")))
    assert got.headers["content-disposition"].startswith("inline")
    assert got.headers["content-type"] == "image/png"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"])
def test_a_file_never_runs_as_a_page_of_ours(pair: Scene, signed_in: Opens, kind: str) -> None:
    address = _give(pair, pair.mei.user, Attachment("x.html", kind, b"<script>alert(1)</script>"))
    got = signed_in(pair.mei).get(address)
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-disposition"].startswith("attachment")


def test_the_house_says_that_it_is_well_and_when_it_is_not(world: World, stranger: Browser) -> None:
    assert stranger.get("/healthz").json() == {"status": "ok"}
    world.app.watch.pulse.expect(f"{CHANNEL}telegram", within=120)
    world.clock.advance(minutes=3)
    answer = stranger.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "red", "red": [{"part": "telegram", "since": "2026-11-23T01:00:00Z"}]}


def _asks(
    world: World, feed: Callable[[str, str, datetime], Awaitable[bytes | None]] | None, path: str
) -> httpx.Response:
    app = world.app
    backstage = Backstage(
        app.house,
        ROUTES,
        app.dispatcher.hear,
        app.dispatcher,
        visitors.know,
        visitors.behind,
        visitors.choose_language,
        feed,
    )
    web = WebChannel(app.gate, world.clock, backstage, host="127.0.0.1", port=0)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(web.asgi), base_url=app.house.web) as client:
            return await client.get(path)

    return world.loop.run_until_complete(ask())


def test_a_private_calendar_is_read_by_its_address(world: World) -> None:
    async def feed(code: str, _address: str, now: datetime) -> bytes | None:
        return f"BEGIN:VCALENDAR {now:%Y}".encode() if code == "secret_-9" else None

    got = _asks(world, feed, "/feed/secret_-9.ics")
    assert got.text == "BEGIN:VCALENDAR 2026"
    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert _asks(world, feed, "/feed/other.ics").status_code == 404


def test_there_is_no_calendar_where_the_house_makes_none(world: World) -> None:
    assert _asks(world, None, "/feed/secret.ics").status_code == 404
