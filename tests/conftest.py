"""Fixtures every test may use."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import migrate, open_engine
from tests.scene import Scene, red_pair
from tests.world import World

_LONG = (
    "faults/test_chaos.py",
    "faults/test_killed.py",
    "faults/test_platform.py",
    "faults",
    "bench",
    "demo",
    "hostile",
)
"""Where tests are that take long, the longest first."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let dialogues be told over another way in than the web."""
    parser.addoption(
        "--way",
        default="web",
        choices=("web", "telegram", "wecom", "wecom-app"),
        help="what the dialogues of tests/conversations go over",
    )
    parser.addoption("--everywhere", action="store_true", help="only those dialogues that always go over every way")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes long begin first, so that no worker is left with it at the end while the others have nothing."""
    here = Path(__file__).parent
    longest = [here / place for place in _LONG]

    def turn(item: pytest.Item) -> int:
        places = (item.path, *item.path.parents)
        return next((number for number, place in enumerate(longest) if place in places), len(longest))

    items.sort(key=turn)


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with all tables and no rows, to be copied."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture
def world(tmp_path: Path, empty_house: Path) -> Iterator[World]:
    """Return a house of its own on a hand clock: Monday 2026-11-23 09:00 in Beijing."""
    world = World(tmp_path, empty_house)
    yield world
    world.close()


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_unseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which the house logged an error nobody looked at (tests that expect one clear the log)."""
    yield
    errors = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert not errors, errors


@pytest.fixture
def pair(world: World) -> Scene:
    """Return a red pair that is already set up, with its people and its group."""
    return red_pair(world)
