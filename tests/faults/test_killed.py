"""SIGKILL and SIGTERM at every moment of a message and of an update. Numbers: docs/faults.md."""

from pathlib import Path

import pytest

from tests.faults.house import Lock, RealHouse
from tests.faults.reading import REPEATED, answers, assert_paced, copies, doubts, presses
from tests.faults.village import Village
from tests.faults.waiting import eventually
from tests.telegram_server.server import TelegramServer


async def test_1_what_was_not_claimed_before_the_kill_comes_once_after_it(house: RealHouse, village: Village) -> None:
    await house.start()
    village.invite("学党史", village.people, after=3)
    await house.kill()
    assert house.states() == {"planned": 3}
    await house.start()
    await house.settled()
    assert [copies(one, "学党史") for one in village.people] == [1, 1, 1]
    assert doubts(house) == {}


async def test_2_what_waited_its_turn_behind_a_call_cut_by_the_kill_comes_once_and_unmarked(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei = village.people[0]
    held = server.api.faults.hold("sendMessage", applied=False)
    village.remind("学党史", [mei])
    village.remind("科技大集", [mei])
    await house.start()
    await held.reached.wait()
    await house.kill()
    server.api.faults.clear()
    await house.start()
    await house.settled()
    assert (copies(mei, "学党史"), copies(mei, "科技大集")) == (1, 1)
    first, second = mei.user.messages
    assert ("学党史" in first.text, "科技大集" in second.text) == (True, True)
    assert REPEATED in first.text
    assert REPEATED not in second.text
    assert doubts(house) == {(mei.id, "学党史"): 1}


@pytest.mark.parametrize("arrived", [True, False])
async def test_3_a_message_cut_by_the_kill_is_in_doubt_and_comes_once_more_marked(
    house: RealHouse, village: Village, server: TelegramServer, *, arrived: bool
) -> None:
    mei, *others = village.people
    held = server.api.faults.hold("sendMessage", applied=arrived)
    village.remind("学党史", [mei])
    await house.start()
    await held.reached.wait()
    await house.kill()
    assert house.states() == {"attempting": 1}
    server.api.faults.clear()
    await house.start()
    village.remind("科技大集", others)
    await house.settled()
    assert copies(mei, "学党史") == (2 if arrived else 1)
    assert REPEATED in mei.user.last.text
    assert doubts(house) == {(mei.id, "学党史"): 1}
    assert [copies(one, "科技大集") for one in others] == [1, 1]


async def test_3_a_digest_cut_by_the_kill_waits_for_a_person(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    village.event("学党史")
    village.post_digest()
    held = server.api.faults.hold("sendMessage", applied=True)
    await house.start()
    await held.reached.wait()
    await house.kill()
    server.api.faults.clear()
    await house.start()
    village.remind("科技大集", village.people)
    await house.settled()
    assert house.states("digest") == {"unknown": 1}
    assert len(village.group.messages) == 1


async def test_4_a_message_whose_answer_came_but_was_not_noted_comes_at_most_once_more(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei = village.people[0]
    held = server.api.faults.hold("sendMessage", applied=True)
    village.remind("学党史", [mei])
    await house.start()
    await held.reached.wait()
    with Lock(house.file):
        held.release()
        await house.turns()  # what the server answered has been read, and cannot be written down
        await house.kill()
    assert house.states() == {"attempting": 1}
    await house.start()
    await house.settled()
    assert copies(mei, "学党史") == 2
    assert REPEATED in mei.user.last.text
    assert doubts(house) == {(mei.id, "学党史"): 1}


async def test_5_updates_that_were_fetched_and_not_yet_handled_are_not_lost(
    house: RealHouse, server: TelegramServer, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=150)
    event_id = village.event("学党史")
    await house.start()
    await server.polled()
    with Lock(house.file):
        for one in village.people:
            presses(village, one, event_id, "yes")
        await eventually(lambda: server.world.updates.asking == 0, "the updates were not fetched")
        await house.turns()
        await house.kill()
    assert len(server.world.updates.pending) == 150
    assert answers(house, event_id) == {}
    await house.start()
    await server.settled(within=30)
    assert answers(house, event_id) == {one.id: "yes" for one in village.people}


async def test_6_an_update_killed_in_its_handler_has_all_of_its_effects_or_none(
    house: RealHouse, server: TelegramServer, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=120)
    event_id = village.event("学党史", board=True)
    numbers = {}
    for one in village.people:
        presses(village, one, event_id, "no")
        numbers[one.id] = str(server.world.updates.everything[-1].number)
    for handled in (15, 45, 75):
        await house.begin()
        await house.until("SELECT 1 FROM taken_update LIMIT 1 OFFSET ?", handled - 1)
        await house.kill()
        known = {number for (number,) in house.rows('SELECT "update" FROM taken_update')}
        assert {member for member, number in numbers.items() if number in known} == set(answers(house, event_id))
        asked = {member for (member,) in house.rows("SELECT a.member_id FROM dialogue d JOIN account a USING (user)")}
        assert asked == set(answers(house, event_id))
    await house.start()
    await server.settled(within=30)
    assert answers(house, event_id) == {one.id: "no" for one in village.people}


async def test_7_a_fan_out_that_is_killed_goes_on_where_it_was(
    house: RealHouse, server: TelegramServer, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=300)
    village.remind("学党史", village.people)
    for sent in (40, 110, 200):
        await house.begin()
        await server.called("sendMessage", sent, within=60)
        await house.kill()
    await house.start()
    await house.settled()
    in_doubt = doubts(house)
    assert len(in_doubt) <= 3 * MOST_AT_ONCE
    for one in village.people:
        assert 1 <= copies(one, "学党史") <= 1 + in_doubt.get((one.id, "学党史"), 0)
    assert_paced(server)


async def test_8_a_stop_under_load_finishes_what_is_on_its_way_and_leaves_nothing_in_doubt(
    house: RealHouse, server: TelegramServer, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=80)
    village.remind("学党史", village.people)
    await house.start()
    await server.called("sendMessage", 25)
    await house.stop()
    states = house.states()
    assert set(states) <= {"sent", "planned"}
    assert states["sent"] == sum(copies(one, "学党史") for one in village.people) < 80
    await house.start()
    await house.settled()
    assert [copies(one, "学党史") for one in village.people] == [1] * 80
    assert doubts(house) == {}
    assert_paced(server)


async def test_9_twenty_restarts_in_a_row_double_nothing_and_send_no_burst(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    village.event("学党史", board=True)
    village.remind("科技大集", village.people)
    village.post_digest()
    await house.start()
    await house.settled()
    for _ in range(20):
        await house.kill()
        await house.start()
    await house.settled()
    assert [copies(one, "科技大集") for one in village.people] == [1, 1, 1]
    assert sorted("小结" in message.text for message in village.group.messages) == [False, True]
    assert doubts(house) == {}
    assert_paced(server)


MOST_AT_ONCE = 10
"""Calls that may be under way at one moment: 29 a second, and an answer of a busy server takes a while."""
