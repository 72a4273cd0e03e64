"""The whole test server: state, HTTP, webhooks, and the handles a test moves it with."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Literal, Self

import uvicorn
from starlette.routing import BaseRoute

from bot.clock import Clock
from tests.telegram_server.app import Api, build
from tests.telegram_server.bell import PATIENCE
from tests.telegram_server.calls import Call
from tests.telegram_server.groups import Group
from tests.telegram_server.people import User
from tests.telegram_server.webhooks import Webhooks
from tests.telegram_server.world import Person, World

TOKEN = "7000000001:AAtest-server-token_of-jiedui-000000000"


class _Quiet(uvicorn.Server):
    """uvicorn that says when it listens and leaves the signals alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class TelegramServer:
    """`async with TelegramServer(clock) as server`: a Bot API on `server.url`, in the caller's event loop.

    A `lean` one validates nothing and is quick: for load, where only the bot's own time is of interest.
    """

    def __init__(
        self, clock: Clock, *, port: int = 0, token: str = TOKEN, username: str = "jiedui_test_bot", lean: bool = False
    ) -> None:
        self.world = World(clock, token, username)
        self.api = Api(self.world, lean=lean)
        self.webhooks = Webhooks(self.api)
        self.extra_routes: list[BaseRoute] = []
        self._port, self._tasks = port, list[asyncio.Task[None]]()
        self._socket: socket.socket | None = None
        self._uvicorn: _Quiet | None = None

    async def __aenter__(self) -> Self:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", self._port))
        app = build([*self.api.routes(), *self.extra_routes])
        http: Literal["httptools", "h11"] = "httptools" if self.api.lean else "h11"
        config = uvicorn.Config(app, http=http, ws="none", lifespan="off", log_level="critical", access_log=False)
        self._uvicorn = _Quiet(config)
        self._tasks = [
            asyncio.create_task(self._uvicorn.serve([self._socket])),
            asyncio.create_task(self.webhooks.run()),
        ]
        await self._uvicorn.listening.wait()
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._uvicorn
        assert self._socket
        self.api.faults.clear()
        self.world.updates.close()
        self._uvicorn.should_exit = True
        serving, pushing = self._tasks
        pushing.cancel()
        await asyncio.gather(serving, pushing, return_exceptions=True)
        self._socket.close()

    async def run(self) -> None:
        """Serve until the process is told to end."""
        await self._tasks[0]

    @property
    def url(self) -> str:
        """Return the base address: what a bot's `api_url` is set to."""
        assert self._socket
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def token(self) -> str:
        """Return the bot's token."""
        return self.world.token

    @property
    def violations(self) -> list[str]:
        """Return everything the bot or this server did against the Bot API."""
        return self.world.violations

    def user(self, name: str, *, language: str | None = "zh-hans", username: str | None = None) -> User:
        """Make a user who has never met the bot."""
        person = Person(next(self.world.ids), name, username, language)
        self.world.people[person.id] = person
        return User(self.world, person)

    def group(self, title: str, *members: User, kind: str = "group", forum: bool = False, bot: str = "member") -> Group:
        """Make a group with the bot in it; `bot` is its rank, "" leaves it outside. A forum is a supergroup."""
        group = Group.made(self.world, title, members, kind="supergroup" if forum else kind, forum=forum)
        if bot:
            group.adds_bot(rank=bot)
        return group

    def calls(self, method: str) -> list[Call]:
        """Return the bot's calls of a method, oldest first."""
        return [call for call in self.api.calls if call.method == method]

    async def called(self, method: str, times: int = 1, *, within: float = PATIENCE) -> Call:
        """Wait until the bot called a method so many times and return the last of these calls."""
        await self._wait(lambda: len(self.calls(method)) >= times, f"{method} was not called {times} times", within)
        return self.calls(method)[times - 1]

    async def settled(self, *, within: float = PATIENCE) -> None:
        """Wait until the bot has confirmed every update and, where it polls, asks for more."""
        updates = self.world.updates
        idle = lambda: not updates.pending and (updates.webhook_set or updates.asking > 0)  # noqa: E731
        await self._wait(idle, f"{len(updates.pending)} updates stayed unconfirmed", within)

    async def polled(self, *, within: float = PATIENCE) -> None:
        """Wait until a bot waits in getUpdates."""
        await self._wait(lambda: self.world.updates.asking > 0, "no bot polls", within)

    @contextmanager
    def expecting(self, violation: str) -> Iterator[None]:
        """Take back one kind of violation that the block provokes on purpose."""
        yield
        found = [v for v in self.violations if violation in v]
        assert found, f"no violation “{violation}” in {self.violations}"
        self.world.violations[:] = [v for v in self.violations if v not in found]

    async def _wait(self, found: Callable[[], bool], otherwise: str, within: float) -> None:
        if not await self.world.bell.until(found, within):
            raise AssertionError(f"{otherwise} within {within} s")
