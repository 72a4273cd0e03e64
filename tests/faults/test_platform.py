"""Telegram as it can be: busy, broken, away, slow, and saying no. Numbers: docs/faults.md."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.house import RealHouse
from tests.faults.reading import REPEATED, assert_paced, copies, doubts
from tests.faults.village import Village
from tests.faults.waiting import lasting
from tests.faults.wire import Wire
from tests.telegram_server.refusing import bad
from tests.telegram_server.server import TelegramServer


async def test_13_a_429_holds_its_chat_as_long_as_asked_and_the_order_is_kept(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei, lan, _ = village.people
    refused = server.api.faults.answer("sendMessage", 429, retry_after=3)
    village.remind("学党史", [mei])
    village.remind("科技大集", [mei])
    await house.start()
    await refused.reached.wait()
    asked_at = datetime.now(UTC)
    village.remind("理论学习", [lan])
    await house.settled()
    first, second = mei.user.messages
    assert ("学党史" in first.text, "科技大集" in second.text) == (True, True)
    assert first.at >= asked_at + timedelta(seconds=2.9)
    assert copies(lan, "理论学习") == 1
    assert doubts(house) == {}
    assert_paced(server)


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_14_a_burst_of_server_errors_is_met_with_few_calls_and_one_marked_repetition(
    house: RealHouse, village: Village, server: TelegramServer, code: int
) -> None:
    mei = village.people[0]
    server.api.faults.answer("sendMessage", code, times=1)
    village.remind("学党史", [mei])
    await house.start()
    await house.settled()
    assert len(server.calls("sendMessage")) == 2
    assert copies(mei, "学党史") == 1
    assert REPEATED in mei.user.last.text
    assert doubts(house) == {(mei.id, "学党史"): 1}


async def test_14_errors_that_do_not_end_are_not_answered_with_calls_that_do_not_end(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    server.api.faults.answer("sendMessage", 502, times=1000)
    village.remind("学党史", village.people)
    await house.start()
    await house.settled()
    assert len(server.calls("sendMessage")) == 2 * len(village.people)
    assert house.states() == {"unknown": 3}


async def test_15_a_platform_that_is_away_for_a_while_gets_everything_once_it_is_back(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    async with Wire(server.url) as wire:
        house.use(api_url=wire.url)
        await house.start()
        await server.polled()
        await wire.close()
        village.remind("学党史", village.people)
        await house.until("SELECT 1 FROM delivery WHERE error != ''")
        await lasting(3)
        assert server.calls("sendMessage") == []
        await wire.open()
        await house.settled()
        await house.stop()
    assert [copies(one, "学党史") for one in village.people] == [1, 1, 1]
    assert doubts(house) == {}
    assert_paced(server)


async def test_16_a_call_cut_after_the_request_is_repeated_once_and_marked(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei = village.people[0]
    server.api.faults.cut("sendMessage", applied=True)
    village.remind("学党史", [mei])
    await house.start()
    await house.settled()
    assert copies(mei, "学党史") == 2
    assert [REPEATED in message.text for message in mei.user.messages] == [False, True]
    assert doubts(house) == {(mei.id, "学党史"): 1}


async def test_16_a_digest_cut_after_the_request_is_not_repeated(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    village.event("学党史")
    village.post_digest()
    server.api.faults.cut("sendMessage", applied=True)
    await house.start()
    await house.settled()
    assert house.states("digest") == {"unknown": 1}
    assert len(village.group.messages) == 1


async def test_17_an_answer_slower_than_our_patience_leaves_a_doubt_and_no_blind_repetition(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei, lan, _ = village.people
    held = server.api.faults.hold("sendMessage", applied=True)
    village.remind("学党史", [mei])
    await house.start()
    await held.reached.wait()
    village.remind("科技大集", [lan])
    await house.until("SELECT 1 FROM delivery WHERE doubts = 1")  # ten seconds later
    assert copies(lan, "科技大集") == 1  # nobody else waited for it
    await house.settled()
    assert [REPEATED in message.text for message in mei.user.messages] == [False, True]


async def test_18_who_blocked_the_bot_is_closed_after_one_call_and_others_are_not_concerned(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei, *others = village.people
    mei.user.person.blocked = True
    village.remind("学党史", village.people)
    village.remind("科技大集", village.people)
    await house.start()
    await house.settled()
    assert house.rows("SELECT member_id FROM account WHERE closed_at IS NOT NULL") == [(mei.id,)]
    assert [copies(one, "学党史") + copies(one, "科技大集") for one in others] == [2, 2]
    assert len([call for call in server.calls("sendMessage") if call.get("chat_id") == mei.user.id]) == 1


async def test_19_a_group_that_moved_gets_one_message_at_its_new_place(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    village.event("学党史")
    village.post_digest()
    grown = village.group.migrates(told=False)
    await house.start()
    await grown.hears("本周小结", within=20)
    await house.settled()
    assert house.states("digest") == {"sent": 1}
    assert (len(village.group.messages), len(grown.messages)) == (0, 1)
    assert house.rows("SELECT chat FROM chat_group") == [(str(grown.id),)]


async def test_20_a_text_telegram_will_never_take_is_set_aside_and_the_queue_moves_on(
    house: RealHouse, village: Village, server: TelegramServer
) -> None:
    mei = village.people[0]
    server.api.faults.refuse("sendMessage", bad("can't parse entities"))
    village.remind("学党史", [mei])
    village.remind("科技大集", village.people)
    await house.start()
    await house.settled()
    assert house.states() == {"failed": 1, "sent": 3}
    assert [copies(one, "科技大集") for one in village.people] == [1, 1, 1]
    assert "set aside: Can't parse entities" in house.logged()
