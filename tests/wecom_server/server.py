"""The tests' WeCom on an address of its own, and the handles a test moves it with."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self
from urllib.parse import quote

from aiohttp import web

from bot.clock import Clock
from tests.telegram_server.bell import PATIENCE
from tests.wecom_server.robot.people import Person, Place, Sealed
from tests.wecom_server.robot.robot import Robot
from tests.wecom_server.robot.wire import Fault, Frames, Wire
from tests.wecom_server.world import Member, World

BOT_ID, SECRET = "aibTESTjiedui", "test-secret-of-jiedui"


class WecomServer:
    """`async with WecomServer(clock) as server`: a corporation with one robot, in the caller's event loop.

    `routes` may be added to before it starts. `port` 0: any.
    """

    def __init__(self, clock: Clock, *, port: int = 0, world: World | None = None, robot: str = "结对") -> None:
        self.world = world or World(clock)
        self.robot = Robot(self.world, BOT_ID, SECRET, robot)
        self.robots = {BOT_ID: self.robot}
        self.frames, self.files = Frames(), Sealed()
        self.routes: list[web.AbstractRouteDef] = [web.get("/", self._connect), web.get("/files/{id}", self._file)]
        self._asked, self.port = port, 0
        self._wires: set[Wire] = set()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.add_routes(self.routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._asked)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for wire in list(self._wires):
            wire.end()
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Return the address of the long connection."""
        return f"ws://127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        """Return the address of everything that is asked for over HTTP."""
        return f"http://127.0.0.1:{self.port}"

    def person(self, name: str, userid: str = "") -> Person:
        """Let somebody enter the corporation."""
        return self.seen_by(self.world.member(name, userid))

    def seen_by(self, member: Member) -> Person:
        """Return somebody of the corporation, in private with the robot."""
        return Person(self.world, self.robot, member, self.base, self.files)

    def group(self, title: str, *people: Person) -> Place:
        """Make a group with the robot in it."""
        return Place(self.world, self.world.group(self.robot, title, *(one.member for one in people)))

    def goes_wrong(self, cmd: str, how: str | int, times: int = 1) -> None:
        """Let the next frames of a command (`*`: of any) go wrong."""
        self.frames.faults.append(Fault(cmd, how, times))

    def cut(self) -> None:
        """Cut every connection without a goodbye."""
        for wire in list(self._wires):
            wire._cut()

    def garbage(self, text: str) -> None:
        """Send whatever it is to who is connected."""
        assert isinstance(self.robot.line, Wire)
        self.robot.line.raw(text)

    def came(self, cmd: str) -> int:
        """Return how many frames of a command came."""
        return sum(one == cmd for one, _ in self.frames.came)

    async def connected(self, times: int = 1, *, within: float = PATIENCE) -> None:
        """Wait until somebody has subscribed so many times and is connected."""
        found = lambda: self.robot.subscribed >= times and self.robot.line is not None  # noqa: E731
        if not await self.world.bell.until(found, within):
            raise AssertionError(f"no client has subscribed {times} times")

    @contextmanager
    def expecting(self, violation: str) -> Iterator[None]:
        """Take back one kind of violation that the block provokes on purpose."""
        yield
        found = [v for v in self.world.violations if violation in v]
        assert found, f"no violation “{violation}” in {self.world.violations}"
        self.world.violations[:] = [v for v in self.world.violations if v not in found]

    async def run(self) -> None:
        """Serve until the process is told to end."""
        await asyncio.Event().wait()

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        ws = web.WebSocketResponse(max_msg_size=2 * 1024 * 1024)
        await ws.prepare(request)
        wire = Wire(self.robots, self.frames, ws)
        self._wires.add(wire)
        try:
            await wire.run()
        finally:
            self._wires.discard(wire)
        return ws

    async def _file(self, request: web.Request) -> web.Response:
        if request.path not in self.files:
            raise web.HTTPNotFound
        name, sealed = self.files[request.path]
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return web.Response(body=sealed, headers=headers)
