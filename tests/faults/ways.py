"""The whole house on Telegram and a hand clock, whichever way its updates come: fetched by polls or pushed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.app import build
from bot.channels.telegram.webhook import PATH
from bot.clock import HandClock
from bot.config import Database, Settings, Telegram, Web
from tests.channels.telegram.whole import WholeHouse
from tests.telegram_server.server import TelegramServer

WAYS = ["polling", "webhook"]


class PushedHouse(WholeHouse):
    """A whole house whose updates the server pushes, through a route served beside its own."""

    def __init__(self, server: TelegramServer, folder: Path, template: Path, clock: HandClock) -> None:
        super().__init__(server, folder, template, clock)
        self.app.gate.close()
        telegram = Telegram(token=server.token, api_url=server.url, mode="webhook")
        web = Web(public_url="https://jiedui.test")
        database = Database(url=f"sqlite:///{folder / 'jiedui.db'}")
        self.app = build(Settings(database=database, telegram=telegram, web=web), clock)
        self.app.house.web = server.url

    async def __aenter__(self) -> "PushedHouse":
        self._task = asyncio.create_task(self.app.channels["telegram"].run())
        await self.server.called("setWebhook")
        return self

    async def pushed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take what is pushed."""
        assert self.app.telegram
        await self.app.telegram.routes[0].app(scope, receive, send)


@dataclass(frozen=True)
class _PassOn:
    """What the test server calls: the house that is there by then."""

    houses: list[PushedHouse]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.houses[0].pushed(scope, receive, send)


@asynccontextmanager
async def opened(way: str, folder: Path, template: Path, clock: HandClock) -> AsyncIterator[WholeHouse]:
    """Open a server and a house on it that hears by `way`; any violation of the Bot API fails the test."""
    server = TelegramServer(clock)
    houses: list[PushedHouse] = []

    server.extra_routes.append(Route(PATH, _PassOn(houses), methods=["POST"]))
    async with server:
        if way == "webhook":
            houses.append(PushedHouse(server, folder, template, clock))
        async with houses[0] if houses else WholeHouse(server, folder, template, clock) as house:
            yield house
        assert not server.violations, "\n".join(server.violations)
