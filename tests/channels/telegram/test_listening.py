"""How updates are fetched: nothing lost, nothing doubled, faults survived, stopped at once."""

import asyncio
import logging
import time
from pathlib import Path

import pytest
from sqlmodel import select

from bot.chat import Misconfigured, NotSent
from bot.clock import HandClock
from bot.models.deliveries import Bookmark, Update
from tests.channels.handlers import card
from tests.channels.telegram.house import TelegramHouse
from tests.telegram_server.people import User
from tests.telegram_server.refusing import ApiError, conflict
from tests.telegram_server.server import TelegramServer


async def test_it_stops_at_once_although_a_long_poll_is_under_way(house: TelegramHouse) -> None:
    began = time.monotonic()
    await house.stop()
    assert time.monotonic() - began < 2


async def test_what_is_sent_after_the_stop_is_certainly_unsent(house: TelegramHouse, mei: User) -> None:
    mei.opens_link()
    await mei.hears()
    await house.stop()
    with pytest.raises(NotSent):
        await house.send(mei.id, card())


async def test_an_update_is_confirmed_only_after_its_effects_are_committed(
    telegram_server: TelegramServer, house: TelegramHouse, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    mei = telegram_server.user("梅")
    poll = telegram_server.api.faults.hold("getUpdates", applied=False)
    mei.says("卡片 一")
    await mei.hears("一")
    await asyncio.wait_for(poll.reached.wait(), 5)
    await house.stop()
    assert len(telegram_server.world.updates.pending) == 1, "the confirming poll never arrived"
    poll.release()
    async with TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock) as again:
        await telegram_server.settled()
        assert again.handlers.heard == [], "taken in before, recognised by its number"
    assert len(mei.messages) == 2


async def test_what_was_said_while_the_house_was_down_is_heard_later(
    telegram_server: TelegramServer, house: TelegramHouse, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    mei = telegram_server.user("梅")
    group = telegram_server.group("对子", mei)
    await group.hears("没看懂")
    await telegram_server.settled()
    await house.stop()
    for number in range(120):
        mei.says(f"/nothing{number}", to=group)
    numbers = {str(u.number) for u in telegram_server.world.updates.pending}
    async with TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock) as again:
        await telegram_server.settled()
        taken = await again.do(lambda ledger: set(ledger.exec(select(Update.update))))
        assert numbers <= taken
        assert len(numbers) == 120


async def test_numbers_that_start_anew_are_heard(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    mei.says("一")
    await mei.hears("没看懂一")
    await telegram_server.settled()
    telegram_server.world.updates.jump(5)
    mei.says("二")
    await mei.hears("没看懂二")


async def test_a_failing_server_is_asked_again_after_growing_pauses(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_server.api.faults.answer("getUpdates", 502, times=7)
    mei.says("一")
    await mei.hears("没看懂一")
    mei.says("二")
    await mei.hears("没看懂二")
    assert house.pauses == [1, 2, 4, 8, 16, 30, 30]


async def test_a_429_on_polling_is_waited_out(house: TelegramHouse, telegram_server: TelegramServer, mei: User) -> None:
    telegram_server.api.faults.answer("getUpdates", 429, retry_after=5)
    mei.says("一")
    await mei.hears("没看懂一")
    mei.says("二")
    await mei.hears("没看懂二")
    assert house.pauses == [5]


async def test_a_second_poller_is_told_to_the_operator_and_survived(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_server.api.faults.refuse("getUpdates", conflict("terminated by other getUpdates request"), times=2)
    mei.says("一")
    await mei.hears("没看懂一")
    mei.says("二")
    await mei.hears("没看懂二")
    assert house.pauses == [30, 30]
    assert [r.message for r in caplog.records if r.levelno == logging.ERROR] == [
        "another program fetches updates with this token: stop it, or give this bot one of its own"
    ]
    caplog.clear()


async def test_a_token_revoked_later_is_told_and_the_house_goes_on(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_server.api.faults.refuse("getUpdates", ApiError(401, "Unauthorized"))
    mei.says("一")
    await mei.hears("没看懂一")
    mei.says("二")
    await mei.hears("没看懂二")
    assert "Telegram does not know this token" in caplog.text
    caplog.clear()


async def test_a_wrong_token_ends_the_start_and_is_never_written_out(
    telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    token = "7000000001:AAwrong-wrong-wrong-wrong-wrong-wrong-000"
    caplog.set_level(logging.DEBUG)
    wrong = TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock, token=token)
    wrong.start()
    assert wrong.task
    with pytest.raises(Misconfigured, match="does not know this token") as told:
        await wrong.task
    wrong.gate.close()
    assert "AAwrong" not in str(told.value)


async def test_the_token_is_never_logged(house: TelegramHouse, mei: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        mei.says("卡片")
        await mei.hears()
    assert house.server.token not in caplog.text


async def test_telegram_away_at_the_start_is_waited_for(
    telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    telegram_server.api.faults.answer("getMe", 502, times=2)
    telegram_server.api.faults.answer("deleteWebhook", 500)
    async with TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock) as house:
        assert house.pauses == [2, 4, 2]
    assert "Telegram is away" in caplog.text


async def test_one_update_nobody_can_read_does_not_stop_the_others(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_server.world.updates.add("callback_query", {"id": "1"}, 1)
    mei.says("一")
    await mei.hears("没看懂一")
    await telegram_server.settled()
    assert "cannot be read" in caplog.text
    caplog.clear()
    telegram_server.world.violations.clear()


async def test_the_menus_are_set_once_for_every_change_of_them(
    house: TelegramHouse, telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    await telegram_server.called("setMyCommands", 9)
    codes = {call.get("language_code") for call in telegram_server.calls("setMyCommands")}
    assert codes == {None, "zh", "en"}
    assert {call.get("scope")["type"] for call in telegram_server.calls("setMyCommands")} == {
        "all_private_chats", "all_group_chats", "all_chat_administrators",
    }  # fmt: skip
    assert "结对" in telegram_server.world.descriptions["description", "zh"]
    assert "Jiedui" in telegram_server.world.descriptions["description", "en"]
    async with asyncio.timeout(10):
        while not await house.gate.run(lambda ledger: ledger.exec(select(Bookmark)).first()):
            pass  # the last call has come; that all were made is written down right after
    await house.stop()
    async with TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock):
        await telegram_server.polled()
    assert len(telegram_server.calls("setMyCommands")) == 9


async def test_menus_that_cannot_be_set_stop_nothing(
    telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    telegram_server.api.faults.answer("setMyDescription", 429, retry_after=3600)
    mei = telegram_server.user("梅")
    async with TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock):
        await telegram_server.called("setMyDescription")
        mei.says("一")
        await mei.hears("没看懂一")
    assert "menus and descriptions were not set" in caplog.text
