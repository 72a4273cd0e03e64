"""The dialogues go over the web; with `--way` over another channel, on its own wire (tests/ways)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ways.lacking import EVERYWHERE, reason
from tests.ways.telegram import TelegramWorld
from tests.ways.wecom import AppWorld, RobotWorld
from tests.world import World

WAYS: dict[str, type[World]] = {"web": World, "telegram": TelegramWorld, "wecom": RobotWorld, "wecom-app": AppWorld}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Expect what the platform cannot do; leave out, with `--everywhere`, what goes over the web alone."""
    way = config.getoption("way")
    mine = [item for item in items if item.path.parent == Path(__file__).parent]
    for item in mine:
        if why := reason(way, item.name.partition("[")[0]):
            item.add_marker(pytest.mark.xfail(reason=f"{way} lacks: {why}", strict=True))
    if config.getoption("everywhere"):
        out = [item for item in mine if item.path.name not in EVERYWHERE]
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)


@pytest.fixture
def world(request: pytest.FixtureRequest, tmp_path: Path, empty_house: Path) -> Iterator[World]:
    """Return a house of its own on a hand clock, its people on the way that was asked for."""
    world = WAYS[request.config.getoption("way")](tmp_path, empty_house)
    yield world
    world.close()
