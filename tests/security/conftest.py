"""The house that is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.house import House, build
from tests.world import World


@pytest.fixture(scope="package")
def _built(tmp_path_factory: pytest.TempPathFactory, empty_house: Path) -> Iterator[House]:
    world = World(tmp_path_factory.mktemp("security"), empty_house)
    house = build(world)
    yield house
    house.close()


@pytest.fixture
def house(_built: House) -> House:
    """Return the house as it was built, whatever was done to it before."""
    _built.put_back()
    return _built
