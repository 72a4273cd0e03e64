"""A browser without a screen: speaks HTTP to the pages of a world's house, keeps its cookies, reads forms."""

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import httpx
from sqlmodel import Session

from bot.channels.web import sessions
from tests.world import Person, World

_updates = itertools.count(1)


class Browser:
    """One browser. Requests run on the world's loop; the house settles after each."""

    def __init__(self, world: World, language: str = "zh-CN,zh;q=0.9") -> None:
        self.world = world
        self.origin = world.app.house.web
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(world.app.web.asgi, raise_app_exceptions=False),
            base_url=self.origin,
            headers={"accept-language": language},
        )

    @property
    def token(self) -> str:
        """The cookie's token, or nothing."""
        return self.client.cookies.get("jiedui") or ""

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Open a page."""
        return self._run(lambda: self.client.get(path, headers=_dashed(headers)))

    def post(self, path: str, files: dict[str, Any] | None = None, /, **fields: str) -> httpx.Response:
        """Send a form as our pages do: with their token, their origin, and a fresh id."""
        form = {"csrf": sessions.csrf_of(self.token), "update": fresh(), **fields}
        headers = {"origin": self.origin}
        return self._run(lambda: self.client.post(path, data=form, files=files, headers=headers))

    def send(self, path: str, files: dict[str, Any] | None = None, /, **fields: str) -> httpx.Response:
        """Send a form as our scripts do."""
        form = {"update": fresh(), **fields}
        headers = {
            "origin": self.origin,
            "accept": "application/json",
            "x-csrf-token": sessions.csrf_of(self.token),
        }
        return self._run(lambda: self.client.post(path, data=form, files=files, headers=headers))

    def raw(self, path: str, form: dict[str, str], headers: dict[str, str]) -> httpx.Response:
        """Send a form with nothing added: as a stranger's page would."""
        head = {"content-type": "application/x-www-form-urlencoded", **headers}
        return self._run(lambda: self.client.post(path, content=urlencode(form), headers=head))

    def enters(self, code: str) -> "Browser":
        """Open a start link and press 进入."""
        assert self.get(f"/start/{code}").status_code == 200
        assert self.post(f"/start/{code}").headers["location"] == "/chat"
        return self

    def signs_in(self, person: Person) -> "Browser":
        """Begin a session as a person of the world, as their personal link would."""
        token = sessions.new_token()
        now = self.world.clock.now()

        def begin(ledger: Session) -> None:
            sessions.begin(ledger, token, person.user, person.language, now)

        self.world.do(begin)
        self.client.cookies.set("jiedui", token, domain="127.0.0.1")
        return self

    def close(self) -> None:
        """Close the browser."""
        self.world.loop.run_until_complete(self.client.aclose())

    def _run(self, ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        async def run() -> httpx.Response:
            return await ask()

        response = self.world.loop.run_until_complete(run())
        self.world.settle()
        return response


class Stream:
    """An open stream of events: the ASGI application driven by hand, so that nothing waits for a clock."""

    def __init__(self, browser: Browser, path: str, **headers: str) -> None:
        self.browser = browser
        self.loop = browser.world.loop
        self.chunks: asyncio.Queue[str | int | None] = asyncio.Queue()
        self.gone = asyncio.Event()
        path, _, query = path.partition("?")
        cookie = [(b"cookie", f"jiedui={browser.token}".encode())]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [*cookie, *_dashed(headers).items()],
            "server": ("127.0.0.1", 8300),
            "client": ("127.0.0.1", 1),
        }
        self.task = self.loop.create_task(self._serve(scope))

    async def _serve(self, scope: dict[str, Any]) -> None:
        begun = False

        async def receive() -> dict[str, Any]:
            nonlocal begun
            if not begun:
                begun = True
                return {"type": "http.request", "body": b"", "more_body": False}
            await self.gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                await self.chunks.put(message["status"])
            elif message.get("body"):
                await self.chunks.put(message["body"].decode())

        await self.browser.world.app.web.asgi(scope, receive, send)
        await self.chunks.put(None)

    def next(self) -> str | int | None:
        """Return the next chunk (the status comes first); None at the end of the stream."""
        return self.loop.run_until_complete(asyncio.wait_for(self.chunks.get(), 5))

    def hang_up(self) -> None:
        """Close it from the browser's side."""
        self.gone.set()
        self.loop.run_until_complete(self.task)


def fresh() -> str:
    """Return an update id nobody used."""
    return f"update-{next(_updates):06}"


def text_of(html: str) -> str:
    """Return a page's words without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def _dashed(headers: dict[str, str]) -> dict[bytes, bytes]:
    return {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}
