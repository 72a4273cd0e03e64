from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import HandClock
from tests.channels.wecom.app.house import AppHouse
from tests.telegram_server.fixtures import hand_clock
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.server import WecomServer

__all__ = ["hand_clock"]


@pytest.fixture
async def door(hand_clock: HandClock) -> AsyncIterator[AppDoor]:
    """A corporation with an app; what the house does against the facts, or loses silently, fails the test."""
    async with AppDoor(WecomServer(hand_clock)) as door:
        yield door
        assert not door.world.violations, "\n".join(door.world.violations)
        assert not door.world.dropped


@pytest.fixture
async def house(door: AppDoor, tmp_path: Path, empty_house: Path, hand_clock: HandClock) -> AsyncIterator[AppHouse]:
    """A house that is called."""
    async with AppHouse(door, tmp_path, empty_house, hand_clock) as running:
        yield running


@pytest.fixture
def mei(door: AppDoor) -> AppPerson:
    """Somebody who has not met the app."""
    return door.person("梅")
