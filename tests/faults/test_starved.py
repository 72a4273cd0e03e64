"""The real process beside a database that is locked and on a disk that is full. Numbers: docs/faults.md."""

import sys
from asyncio import create_subprocess_exec
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disk import SmallDisk
from tests.faults.house import Lock, RealHouse
from tests.faults.reading import answers, copies, doubts, presses
from tests.faults.village import Village
from tests.faults.waiting import eventually, lasting
from tests.telegram_server.server import TelegramServer


@pytest.fixture
def disk(house: RealHouse) -> Iterator[SmallDisk]:
    """A disk of its own; the village is put on it."""
    disk = SmallDisk(house)
    yield disk
    disk.remove()


async def test_34_a_database_that_is_locked_for_seconds_is_waited_for(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei = village.people[0]
    event_id = village.event("学党史")
    village.remind("科技大集", village.people)
    held = server.api.faults.hold("sendMessage", applied=True)
    await house.start()
    await held.reached.wait()
    with Lock(house.file):
        held.release()
        presses(village, mei, event_id, "yes")
        await lasting(4)
        assert answers(house, event_id) == {}
    await mei.user.sees("已记下：参加")
    await house.settled()
    assert answers(house, event_id) == {mei.id: "yes"}
    assert [copies(one, "科技大集") for one in village.people] == [1, 1, 1]
    assert doubts(house) == {}


async def test_34_a_lock_longer_than_our_patience_loses_no_message_and_doubles_none(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    village.remind("科技大集", village.people)
    held = server.api.faults.hold("sendMessage", applied=True)
    await house.start()
    await held.reached.wait()
    with Lock(house.file):
        held.release()
        await eventually(lambda: "database is locked" in house.logged(), "it did not lose its patience", within=60)
    await house.settled()
    assert [copies(one, "科技大集") for one in village.people] == [1, 1, 1]
    assert doubts(house) == {}


async def test_34_a_backup_beside_a_fan_out_holds_up_nothing(
    house: RealHouse, server: TelegramServer, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=60)
    village.remind("科技大集", village.people)
    await house.start()
    for number in range(3):
        copying = await create_subprocess_exec(
            sys.executable, "-m", "bot", "backup", f"copy{number}.db", cwd=house.folder, env=house.environment
        )
        assert await copying.wait() == 0
    await house.settled()
    assert [copies(one, "科技大集") for one in village.people] == [1] * 60
    assert doubts(house) == {}


async def test_35_a_full_disk_is_refused_loudly_and_everything_goes_on_when_there_is_room(
    house: RealHouse, disk: SmallDisk, village: Village, server: TelegramServer
) -> None:
    mei = village.people[0]
    event_id = village.event("学党史")
    held = server.api.faults.hold("sendMessage", applied=True)
    village.remind("科技大集", village.people)
    await house.start()
    await held.reached.wait()
    disk.fill()
    held.release()  # what was sent cannot be written down
    presses(village, mei, event_id, "yes")
    await mei.user.sees("没有成功", within=20)
    assert answers(house, event_id) == {}
    assert house.rows("SELECT count(*) FROM delivery WHERE state = 'attempting'")[0][0] > 0
    disk.clear()
    await house.settled()
    presses(village, mei, event_id, "yes")
    await mei.user.sees("已记下：参加")
    assert answers(house, event_id) == {mei.id: "yes"}
    assert [copies(one, "科技大集") for one in village.people] == [1, 1, 1]
    assert doubts(house) == {}
    assert "is not written yet" in house.logged()


async def test_35_a_house_that_dies_on_a_full_disk_starts_when_there_is_room(
    house: RealHouse, disk: SmallDisk, village: Village, server: TelegramServer
) -> None:
    held = server.api.faults.hold("sendMessage", applied=True)
    village.remind("科技大集", village.people[:1])
    await house.start()
    await held.reached.wait()
    disk.fill()
    held.release()
    await eventually(lambda: "is not written yet" in house.logged(), "it does not complain")
    await house.kill()
    disk.clear()
    await house.start()
    await house.settled()
    assert copies(village.people[0], "科技大集") == 2
    assert doubts(house) == {(village.people[0].id, "科技大集"): 1}
