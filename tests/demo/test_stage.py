"""The demo: its people, its stage, its clock."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session, func, select

from bot.app import App
from bot.channels.web import threads
from bot.config import Settings, Telegram
from bot.demo import open_curtain
from bot.demo.play import WEEK
from bot.models.events import Event, Turnout
from bot.models.people import Branch, Member
from bot.models.web import WebMessage

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
STAGE = {"x-stage": "1"}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[App]:
    """Return a demo that has just begun."""
    house = open_curtain(Settings(telegram=Telegram(token="1:real")), tmp_path, WEDNESDAY)
    yield house
    house.gate.close()


@pytest.fixture
async def browser(house: App) -> AsyncIterator[httpx.AsyncClient]:
    """Return a browser looking at the stage."""
    transport = httpx.ASGITransport(house.web.asgi)
    async with httpx.AsyncClient(transport=transport, base_url=house.house.web) as client:
        yield client


async def test_the_curtain_rises_on_this_weeks_monday_with_forty_people(house: App, browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/stage/state")).json()["clock"] == "11月23日 周一 09:00"
    counts = house.gate.run_here(
        lambda ledger: tuple(
            ledger.exec(select(func.count()).select_from(table)).one() for table in (Branch, Member, Event, Turnout)
        )
    )
    assert counts == (5, 42, 8, 40)


async def test_a_demo_never_speaks_to_telegram(house: App) -> None:
    assert set(house.channels) == {"web"}


async def test_every_phone_is_signed_in_as_its_owner(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/")).text
    assert page.count("<iframe") == 6
    for phone in ("li", "wang", "mei", "lan", "fang"):
        assert (await browser.get(f"/phone/{phone}/chat")).status_code == 200
    assert "希勤党建合作社" in (await browser.get("/phone/group/g/g-stage")).text


async def test_the_clock_moves_by_hand(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/stage/jump/hour", headers=STAGE)).json()["clock"] == "11月23日 周一 10:00"
    assert (await browser.post("/stage/jump/day", headers=STAGE)).json()["clock"] == "11月24日 周二 10:00"
    assert (await browser.post("/stage/jump/digest", headers=STAGE)).json()["clock"] == "11月27日 周五 17:01"


async def test_a_jump_to_nowhere_is_refused(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/stage/jump/moon", headers=STAGE)).status_code == 404


@pytest.mark.parametrize("path", ["/stage/next", "/stage/jump/hour"])
async def test_no_other_page_can_move_the_stage(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.post(path)).status_code == 403
    assert (await browser.get("/stage/state")).json()["step"] == 0


async def test_the_play_goes_from_one_line_to_the_digest_in_the_group(house: App, browser: httpx.AsyncClient) -> None:
    for step in range(1, len(WEEK) + 1):
        state = (await browser.post("/stage/next", headers=STAGE)).json()
        assert state["step"] == step
    assert state["clock"] == "11月27日 周五 17:01"
    assert state["caption"] == ""
    group = house.gate.run_here(lambda ledger: [row.body for row in threads.since(ledger, "g-stage")])
    board, digest = group
    assert "学习二十届四中全会精神" in board["title"]
    assert "活动已开展。" in board["parts"]
    assert "本周小结" in digest["title"]
    assert digest["picture"]["name"].endswith(".png")
    figures = house.gate.run_here(
        lambda ledger: ledger.exec(select(Turnout).join(Event).where(Event.title == "学习二十届四中全会精神")).all()
    )
    assert len(figures) == 5
    assert all(0 < turnout.came <= turnout.expected for turnout in figures)


async def test_every_step_of_the_play_does_something(house: App, browser: httpx.AsyncClient) -> None:
    for step in WEEK:
        before = house.gate.run_here(_newest)
        await browser.post("/stage/next", headers=STAGE)
        assert house.gate.run_here(_newest) > before, step.caption


def _newest(ledger: Session) -> int:
    return ledger.exec(select(func.max(WebMessage.version))).one() or 0
