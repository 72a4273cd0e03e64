from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import HandClock
from tests.channels.wecom.robot.house import RobotHouse
from tests.telegram_server.fixtures import hand_clock
from tests.wecom_server.robot.people import Person
from tests.wecom_server.server import WecomServer

__all__ = ["hand_clock"]


@pytest.fixture
async def server(hand_clock: HandClock) -> AsyncIterator[WecomServer]:
    """A corporation with a robot; what the house does against the facts, or loses silently, fails the test."""
    async with WecomServer(hand_clock) as server:
        yield server
        assert not server.world.violations, "\n".join(server.world.violations)
        assert not server.world.dropped


@pytest.fixture
async def house(
    server: WecomServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[RobotHouse]:
    """A house that is connected."""
    async with RobotHouse(server, tmp_path, empty_house, hand_clock) as running:
        yield running


@pytest.fixture
def mei(server: WecomServer) -> Person:
    """Somebody who has not met the robot."""
    return server.person("梅")
