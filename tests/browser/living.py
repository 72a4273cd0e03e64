"""A house that runs in a thread, and the phones people hold."""

import asyncio
import re
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page
from sqlmodel import Session

from bot.app import App
from bot.channels.web import sessions
from tests.world import Person, World

T = TypeVar("T")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


class Aside(World):
    """A world that works in a thread of its own: the browser's library keeps the test's event loop."""

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do asynchronous work to its end."""
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(super().run, work).result()


class Living:
    """The whole house: channels, jobs, web server. Its clock stays in the test's hand."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="house")

    def start(self) -> None:
        """Start it, once, and wait until it listens."""
        if not self._thread.is_alive():
            self._thread.start()
            assert self._ready.wait(20), "the house does not listen"

    def stop(self) -> None:
        """Stop it as a signal would."""
        if self._thread.is_alive() and self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(20)
            assert not self._thread.is_alive(), "the house does not stop"

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await self._app.run(self._stop, self._ready.set)


class Phone:
    """One browser of one person (None: somebody we do not know), a phone unless said otherwise."""

    def __init__(self, world: World, chromium: Browser, person: Person | None, context: dict[str, Any]) -> None:
        self.world = world
        self.base = world.app.house.web
        self.complaints: list[str] = []
        settings = {"viewport": PHONE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "has_touch": True, **context}
        self.context: BrowserContext = chromium.new_context(**settings)
        self.context.set_default_timeout(10_000)
        if person:
            self._sign_in(person)
        self.page: Page = self.new_page()

    def _sign_in(self, person: Person) -> None:
        token, now = sessions.new_token(), self.world.clock.now()

        def begin(ledger: Session) -> None:
            sessions.begin(ledger, token, person.user, person.language, now)

        self.world.do(begin)
        self.context.add_cookies([{"name": "jiedui", "value": token, "url": self.base}])

    def new_page(self) -> Page:
        """Open another tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._console)
        return page

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def open(self, path: str) -> "Phone":
        """Go to a page of the house."""
        self.page.goto(self.base + path)
        return self

    def says(self, words: str) -> "Phone":
        """Type and send."""
        self.page.get_by_label("想说什么").fill(words)
        self.page.get_by_role("button", name="发送", exact=True).click()
        return self

    def taps(self, label: str) -> "Phone":
        """Tap the newest button with this label."""
        self.page.get_by_role("button", name=label, exact=True).last.click()
        return self

    def sees(self, words: str) -> Locator:
        """Wait until the words are on the page."""
        found = self.page.get_by_text(re.compile(re.escape(words))).filter(visible=True).last
        found.wait_for()
        return found

    def close(self) -> None:
        """Put it away."""
        self.context.close()
