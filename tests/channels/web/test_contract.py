"""The contract of all channels, on the web chat: over HTTP, reading the pages' own HTML."""

import html
import itertools
import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlmodel import Session

from bot.channels.web import Backstage, WebChannel, sessions
from bot.chat import Address, Audience, Card, House, Reader, Sender
from bot.clock import HandClock
from bot.dispatch import Dispatcher
from bot.models.people import Branch, Group, Member, Partner, Partnership, PartnershipKind
from bot.services import accounts, groups, visitors
from bot.store import Gate, open_engine
from tests.channels.contract import ChannelContract, Shown, Talker, Traits
from tests.channels.handlers import Handlers
from tests.channels.web.browser import fresh

HOUSE = House(web="http://127.0.0.1:8300", language="zh", zone=ZoneInfo("Asia/Shanghai"))
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class WebTalker:
    """One browser, on its own thread or on a group's page."""

    def __init__(self, driver: "WebDriver", name: str, language: str, path: str = "/chat") -> None:
        self.driver, self.name, self.language, self.path = driver, name, language, path
        self.user, self.token = sessions.new_user(), sessions.new_token()
        self.told = ""
        self.heard: dict[str, int] = {}
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(driver.web.asgi), base_url=HOUSE.web, cookies={"jiedui": self.token}
        )

    async def begin(self) -> "WebTalker":
        def unit(ledger: Session) -> None:
            sessions.begin(ledger, self.token, self.user, self.language, NOW)

        await self.driver.gate.run(unit)
        return self

    async def opens(self, code: str) -> None:
        assert (await self.client.get(f"/start/{code}")).status_code == 200
        assert (await self._post(f"/start/{code}")).status_code == 303

    async def says(self, text: str) -> None:
        await self._post(f"{self.path}/say", text=text)

    async def taps(self, label: str, on: Shown) -> None:
        page = await self._news(on.key)
        (data,) = [value for value, shown in _buttons(page) if shown == label]
        self.told = (await self._post(f"{self.path}/tap", message=on.key, data=data)).json()["text"]

    async def sends(self, name: str, content: bytes) -> None:
        headers, form = self._head(), {"update": fresh()}
        await self.client.post("/chat/file", data=form, files={"file": (name, content)}, headers=headers)

    async def hears(self, words: str) -> Shown:
        for message in await self._messages():
            shown = await self._shown(message["html"])
            if words in shown.text and self.heard.get(shown.key, 0) < message["version"]:
                self.heard[shown.key] = message["version"]
                return shown
        raise AssertionError(f"{self.name} did not hear {words}")

    async def is_told(self, words: str) -> None:
        assert words in self.told

    async def sees(self) -> list[Shown]:
        return [await self._shown(message["html"]) for message in await self._messages()]

    async def _messages(self) -> list[dict[str, Any]]:
        news = (await self.client.get(f"{self.path}/news")).json()
        return [message for message in news["messages"] if 'class="message ours"' in message["html"]]

    async def _news(self, key: str) -> str:
        return next(str(m["html"]) for m in await self._messages() if str(m["id"]) == key)

    async def _post(self, path: str, **fields: str) -> httpx.Response:
        return await self.client.post(path, data={"update": fresh(), **fields}, headers=self._head())

    def _head(self) -> dict[str, str]:
        csrf = sessions.csrf_of(self.token)
        return {"origin": HOUSE.web, "accept": "application/json", "x-csrf-token": csrf}

    async def _shown(self, page: str) -> Shown:
        words = re.sub(r"<form.*</form>|<p class=\"when\">.*?</p>", "", page, flags=re.DOTALL)
        lines = [html.unescape(re.sub(r"<[^>]*>", "", line)).strip() for line in words.splitlines()]
        picture = re.search(r'<img src="([^"]+)"', page)
        file = re.search(r'class="file" href="([^"]+)" download="([^"]+)"', page)
        key = re.search(r'id="m(\d+)"', page)
        assert key
        return Shown(
            key=key[1],
            text="\n".join(line for line in lines if line),
            buttons=tuple(label for _, label in _buttons(page)),
            picture=(await self.client.get(picture[1])).content if picture else None,
            file=(html.unescape(file[2]), (await self.client.get(file[1])).content) if file else None,
        )


def _buttons(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<button class="[^"]*" name="data" value="([^"]*)"[^>]*>([^<]*)</button>', page)
    return [(html.unescape(value), html.unescape(label)) for value, label in found]


class WebDriver:
    """The small house on the web chat, as the contract drives it."""

    traits = Traits()

    def __init__(self, file: Path) -> None:
        self.handlers = Handlers()
        self.gate, clock, routes = Gate(open_engine(f"sqlite:///{file}")), HandClock(NOW), self.handlers.routes()
        dispatcher = Dispatcher(self.gate, clock, routes)
        backstage = Backstage(
            HOUSE, routes, dispatcher.hear, dispatcher, visitors.know, visitors.behind, visitors.choose_language
        )
        self.web = WebChannel(self.gate, clock, backstage, host="127.0.0.1", port=0)
        self.talkers: list[WebTalker] = []

    async def person(self, name: str, language: str = "zh") -> WebTalker:
        self.talkers.append(await WebTalker(self, name, language).begin())
        return self.talkers[-1]

    async def group(self, *people: Talker) -> list[Talker]:
        there = [one for one in people if isinstance(one, WebTalker)]
        group = await self.gate.run(lambda ledger: _together(ledger, there))
        for one in there:
            one.path = f"/g/{group.chat}"
        return [*there]

    async def send(self, to: Talker, shown: Card) -> str:
        return await self.web.send(self._address(to), shown, Reader("zh", HOUSE.zone, NOW))

    async def edit(self, to: Talker, message: str, shown: Card) -> None:
        await self.web.edit(self._address(to), message, shown, Reader("zh", HOUSE.zone, NOW))

    def _address(self, to: Talker) -> Address:
        assert isinstance(to, WebTalker)
        return Address("web", to.user, Audience.PRIVATE)


def _together(ledger: Session, people: list[WebTalker]) -> Group:
    """Make everybody a member of one branch, whose partnership has a group page."""
    pair = Partnership(
        kind=PartnershipKind.PAIR, name="对子", zone="Asia/Shanghai", language="zh", quiet_from=time(22),
        quiet_to=time(7), daily_cap=4, digest_weekday=4, digest_at=time(17), created_at=NOW,
    )  # fmt: skip
    branch = Branch(name="综合办公室党支部", created_at=NOW)
    ledger.add_all([pair, branch])
    ledger.flush()
    ledger.add(Partner(partnership_id=pair.id or 0, branch_id=branch.id or 0, joined_at=NOW))
    for one, number in zip(people, itertools.count(1), strict=False):
        member = Member(id=number, name=one.name, branch_id=branch.id, joined_at=NOW)
        ledger.add(member)
        ledger.flush()
        accounts.link(ledger, member, Sender("web", one.user), one.user, NOW)
    return groups.open_web_group(ledger, pair.id or 0, "对子", NOW)


class TestWebContract(ChannelContract):
    @pytest.fixture
    async def driver(self, tmp_path: Path, empty_house: Path) -> AsyncIterator[WebDriver]:
        shutil.copy(empty_house, tmp_path / "jiedui.db")
        driver = WebDriver(tmp_path / "jiedui.db")
        yield driver
        for talker in driver.talkers:
            await talker.client.aclose()
        driver.gate.close()
