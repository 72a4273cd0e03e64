"""A real Chromium before a real house on a hand clock.

Where there is no Chromium these tests are left out and say so; under CI that is a failure.
"""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.config import Web
from tests.browser.living import Aside, Living, Phone
from tests.scene import Scene, red_pair
from tests.world import Person

expect.set_options(timeout=10_000)  # as long as locators wait, on machines that have other things to do
_HERE = Path(__file__).parent
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-sync", "--no-first-run", "--no-default-browser-check",
    "--disable-dev-shm-usage", "--disable-domain-reliability", "--disable-client-side-phishing-detection",
)  # fmt: skip

Opens = Callable[..., Phone]


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark these tests, and leave them out where there is no browser to run them in."""
    missing = _chromium() is None and os.environ.get("CI", "").lower() != "true"
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine (apt install chromium)"))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Return a browser without a window. Its library keeps this thread's event loop until these tests are over."""
    path = _chromium()
    assert path, "there is no Chromium on this machine (apt install chromium fonts-noto-cjk)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def pair(tmp_path: Path, empty_house: Path) -> Iterator[Scene]:
    """Return a red pair in a house that will listen on a port of its own; nothing runs until it is opened."""
    world = Aside(tmp_path, empty_house, web=Web(port=free_port()))
    yield red_pair(world)
    world.close()


@pytest.fixture
def opens(pair: Scene, chromium: Browser) -> Iterator[Opens]:
    """Return a function that gives somebody a phone (or another window) on the chat, the house running.

    Anything a browser complains of (a script that fails, a policy that is broken) fails the test.
    """
    living = Living(pair.world.app)
    phones: list[Phone] = []

    def open_phone(person: Person | None = None, path: str = "/chat", **context: object) -> Phone:
        living.start()
        phones.append(Phone(pair.world, chromium, person, context))
        phones[-1].open(path)
        return phones[-1]

    yield open_phone
    complaints = [complaint for phone in phones for complaint in phone.complaints]
    for phone in phones:
        phone.close()
    living.stop()
    assert complaints == []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
