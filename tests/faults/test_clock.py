"""The real process while the clock on its wall is set, and while it is stopped. Numbers: docs/faults.md."""

import os
from pathlib import Path

import pytest

from tests.faults.house import RealHouse
from tests.faults.reading import REPEATED, answers, assert_paced, copies, doubts, presses
from tests.faults.village import Village
from tests.faults.waiting import lasting
from tests.telegram_server.server import TelegramServer

_PLACES = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib")


class Wall:
    """The clock a house sees: the machine's, and so many hours more or less."""

    def __init__(self, house: RealHouse) -> None:
        found = [Path(place, "faketime", "libfaketimeMT.so.1") for place in _PLACES]
        library = next((path for path in found if path.exists()), None)
        assert library, "libfaketime is missing: install the Debian package libfaketime"
        self._file = house.folder / "faketime"
        self.set("+0")
        house.use(
            LD_PRELOAD=str(library), FAKETIME_TIMESTAMP_FILE=str(self._file), FAKETIME_CACHE_DURATION="1",
            DONT_FAKE_MONOTONIC="1", FAKETIME_DONT_FAKE_MONOTONIC="1", NO_FAKE_STAT="1",
        )  # fmt: skip

    def set(self, offset: str) -> None:
        """Show another time from now on: "+1h", "-1h"."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{offset}\n", encoding="ascii")
        os.replace(new, self._file)


@pytest.mark.parametrize("set_by", ["+1h", "-1h"])
async def test_21_22_a_clock_set_by_an_hour_repeats_nothing_and_stops_nothing(
    house: RealHouse, village: Village, server: TelegramServer, set_by: str
) -> None:
    wall, (mei, lan, hua) = Wall(house), village.people
    event_id = village.event("学党史", board=True)
    village.remind("科技大集", village.people)
    village.invite("后面的事", [hua], after=1800)
    await house.start()
    await village.group.hears("学党史", within=30)
    await house.until("SELECT count(*) FROM delivery WHERE state = 'sent' HAVING count(*) = 4")
    wall.set(set_by)
    presses(village, mei, event_id, "yes")
    await mei.user.sees("已记下：参加", within=20)
    await village.group.hears_edit("参加 1", within=30)  # the jobs beat, and no slot lies an hour ahead
    presses(village, lan, event_id, "no")
    await village.group.hears_edit("请假 1", within=30)
    later = 1 if set_by == "+1h" else 0
    if later:
        await hua.user.hears("后面的事", within=30)
    await house.until("SELECT count(*) FROM delivery WHERE state = 'sent' HAVING count(*) = ?", 4 + later)
    assert answers(house, event_id) == {mei.id: "yes", lan.id: "no"}
    assert [copies(one, "科技大集") for one in village.people] == [1, 1, 1]
    assert copies(hua, "后面的事") == later
    assert doubts(house) == {}
    assert_paced(server)


async def test_26_a_process_that_is_stopped_in_the_middle_and_goes_on_doubles_nothing_and_sends_no_burst(
    house: RealHouse, server: TelegramServer, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=60)
    held = server.api.faults.hold("sendMessage", applied=True)
    village.remind("学党史", village.people)
    await house.start()
    await held.reached.wait()
    house.freeze()
    held.release()
    await lasting(12)  # longer than an answer is waited for
    house.thaw()
    await house.settled()
    in_doubt = doubts(house)
    for one in village.people:
        assert 1 <= copies(one, "学党史") <= 1 + in_doubt.get((one.id, "学党史"), 0)
        assert all(REPEATED in again.text for again in one.user.messages[1:])
    assert_paced(server)
