"""The whole table of who may see what, walked through the pages."""

import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.app import build
from bot.channels.telegram.webhook import PATH
from bot.channels.web.guard import Guard
from bot.config import Database, Settings, Telegram, Web
from bot.rules.codes import new_code
from tests.security.house import COLUMNS, NOBODY, PERSONAL, SECRET, House, changed
from tests.security.pages import MISSING, routes, visit
from tests.security.table import REFUSED, TABLE

KNOCKS = ("POST /hello", "POST /start/{code}")
PAGES = [label for label in TABLE if label.startswith(("GET ", "POST "))]


@pytest.fixture(scope="module", autouse=True)
def _streams_end(_built: House) -> None:
    """Let streams of news end after their first word."""
    _built.world.app.web.close()


def _app(asgi: ASGIApp) -> Starlette:
    assert isinstance(asgi, Guard)
    return asgi.app


def test_no_page_is_left_out(house: House) -> None:
    there = {*routes(_app(house.world.app.web.asgi)), *routes(house.figures, "watch:")}
    assert {label.partition("|")[0] for label in PAGES} == there


@pytest.mark.parametrize("label", PAGES)
def test_each_sees_what_the_table_says(house: House, label: str) -> None:
    before = house.dump()
    found = {column: visit(house, label, column)[0] for column in COLUMNS}
    assert found == TABLE[label]
    for column, mark in found.items():
        _, page = visit(house, label, column)
        if mark == REFUSED:
            # Somebody who left is signed out; what a start page sends is recognised when it comes again.
            itself = {"websession"} if column == "left" else {"taken_update"} if label in KNOCKS else set()
            itself |= {"guess"} if "{code}" in label else set()
            assert changed(before, house.dump()) <= itself
        _told_nothing_secret(house, column, page)


@pytest.mark.parametrize("label", [label for label in PAGES if label.partition(" ")[2] in MISSING])
def test_a_page_that_is_not_ones_own_looks_like_one_that_is_not_there(house: House, label: str) -> None:
    path = label.partition(" ")[2]
    for column in (one for one in COLUMNS if TABLE[label][one] == REFUSED):
        there, gone = visit(house, label, column)[1], visit(house, label, column, MISSING[path])[1]
        assert (there.status_code, _plain(there)) == (gone.status_code, _plain(gone)), column


@pytest.mark.parametrize(
    "label", [one for one in PAGES if one.split()[1].startswith(("/chat", "/g/", "/files", "/language"))]
)
def test_a_browser_that_is_not_signed_in_sees_none_of_it(house: House, label: str) -> None:
    house.people["nobody"] = house.world.person("无人")
    assert visit(house, label, "nobody")[0] == REFUSED


@pytest.mark.parametrize("label", [one for one in PAGES if one.startswith("POST ")])
def test_no_form_is_taken_that_did_not_come_from_our_page(house: House, label: str) -> None:
    house.put_back()
    before = house.dump()
    for column in ("stranger", "member own", "coordinator"):
        for forged in ({"csrf": "wrong"}, {"origin": "https://evil.example"}):
            _, page = visit(house, label, column, forged=forged)
            assert page.status_code in {403, 404}
            assert changed(before, house.dump()) == set()


def test_telegrams_door_opens_to_its_secret_only(house: House) -> None:
    database, web = Database(url=str(house.world.app.gate.engine.url)), Web(public_url="https://jiedui.example.org")
    telegram = Telegram(token=f"1:{new_code()}", mode="webhook")
    with_telegram = build(Settings(database=database, web=web, telegram=telegram), house.world.clock)
    app = with_telegram.web.asgi
    assert set(routes(_app(app))) - set(routes(_app(house.world.app.web.asgi))) == {f"POST {PATH}"}

    async def knock() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=house.world.app.house.web) as client:
            return await client.post(PATH, json={"update_id": 1}, headers={"x-telegram-bot-api-secret-token": "guess"})

    assert house.world.run(knock()).status_code == 403
    with_telegram.gate.close()


def _told_nothing_secret(house: House, column: str, page: httpx.Response) -> None:
    hidden = SECRET if "elsewhere" in column or column in NOBODY else PERSONAL if "partner" in column else ()
    own = house.people[column].name
    # The calendar is whoever's who holds its address.
    if "text/calendar" not in page.headers.get("content-type", ""):
        assert [word for word in hidden if word in page.text and word != own] == [], column


def _plain(page: httpx.Response) -> str:
    return re.sub(r'value="[^"]*"', "", page.text)
