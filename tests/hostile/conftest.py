"""One house a file: what was told before is part of what is tried."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.house import Faults, Told
from tests.scene import red_pair
from tests.world import World


@pytest.fixture(scope="module")
def faults() -> Iterator[Faults]:
    """Hear every error there is in the log."""
    faults = Faults()
    logging.getLogger().addHandler(faults)
    yield faults
    logging.getLogger().removeHandler(faults)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, empty_house: Path, faults: Faults) -> Iterator[Told]:
    """Return a red pair's house."""
    world = World(tmp_path_factory.mktemp("hostile"), empty_house)
    yield Told(red_pair(world), faults)
    world.close()
