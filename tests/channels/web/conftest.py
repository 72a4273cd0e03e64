"""Browsers for the tests of the web pages."""

from collections.abc import Callable, Iterator

import pytest

from tests.channels.web.browser import Browser
from tests.scene import Scene
from tests.world import Person, World

Opens = Callable[[Person], Browser]


@pytest.fixture
def stranger(world: World) -> Iterator[Browser]:
    """Return a browser nobody has signed in."""
    browser = Browser(world)
    yield browser
    browser.close()


@pytest.fixture
def signed_in(pair: Scene) -> Iterator[Opens]:
    """Return a function that gives a person of the pair a browser of their own."""
    opened: list[Browser] = []

    def opens(person: Person) -> Browser:
        opened.append(Browser(pair.world).signs_in(person))
        return opened[-1]

    yield opens
    for browser in opened:
        browser.close()
