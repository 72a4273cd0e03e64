"""The web chat as a channel: pages inbound, rows of threads outbound."""

import asyncio
from collections.abc import Sequence

from starlette.routing import Route
from starlette.types import ASGIApp

from bot.channels.web.asgi import pages, shortcut
from bot.channels.web.backstage import Backstage
from bot.channels.web.front import NAME, Front
from bot.channels.web.live import Watchers
from bot.channels.web.outlet import Outlet
from bot.channels.web.server import listen, serve
from bot.chat import EVERYWHERE, Address, Answered, Card, Reader, Request
from bot.clock import Clock
from bot.store import Gate


class WebChannel:
    """The built-in web chat.

    `extra_routes` are served beside its pages (a webhook). `framed` lets pages of the same origin hold
    its pages in frames; they then ask for news instead of keeping a stream open, of which a browser allows six.
    """

    name = NAME
    rewrites = EVERYWHERE

    def __init__(
        self,
        gate: Gate,
        clock: Clock,
        backstage: Backstage,
        *,
        host: str,
        port: int,
        framed: bool = False,
        extra_routes: Sequence[Route] = (),
    ) -> None:
        self._hear, self._house = backstage.hear, backstage.house
        self._where = host, port
        self.listening = asyncio.Event()
        self._watchers = Watchers()
        self.outlet = Outlet(gate, clock, self._watchers)
        front = Front(gate, clock, backstage, framed=framed)
        self.asgi: ASGIApp = pages(front, self.outlet, self._watchers, extra_routes)
        self._direct = tuple(extra_routes)

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Append to the thread and return the row's id."""
        return await self.outlet.send(to, card, reader)

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Rewrite a row in place. Raises MessageGone where there is none."""
        await self.outlet.edit(to, message, card, reader)

    async def take(self, request: Request) -> Answered:
        """Let the house hear one request; what was said and what it answers is put into the thread.

        The words come first, so that they are not lost whatever happens; a repetition adds nothing.
        """
        await self.outlet.heard(request)
        answered = await self._hear(request)
        if not answered.repeated:
            await self.outlet.respond(request, answered)
        return answered

    async def run(self) -> None:
        """Serve until cancelled; `listening` is set once the address is ours. Raises OSError if it cannot be had."""
        taken = listen(*self._where)
        if self._house.web.endswith(":0"):  # any free port was asked for: this is the one
            self._house.web = f"{self._house.web[:-2]}:{taken.getsockname()[1]}"
        self.listening.set()
        await serve(shortcut(self._direct, self.asgi), taken, self.close)

    def close(self) -> None:
        """Let every open page go."""
        self._watchers.close()
