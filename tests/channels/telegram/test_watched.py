"""Whether Telegram is heard: red when it is not, green again after."""

import asyncio
from pathlib import Path
from typing import cast

import pytest
from telegram.error import NetworkError

from bot.channels.telegram.client import HouseBot
from bot.channels.telegram.inbound import Ears
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.webhook import PATH
from bot.clock import HandClock
from bot.health import FRESH, Health
from bot.watch import CHANNEL, Beating
from tests.channels.telegram.house import TelegramHouse
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer


def heard(house: TelegramHouse) -> Beating:
    return next(house.watch.pulse.all(CHANNEL))


async def test_a_server_that_stops_answering_is_red_until_it_answers(
    house: TelegramHouse, telegram_server: TelegramServer, hand_clock: HandClock, mei: User
) -> None:
    health = Health(house.gate, hand_clock, house.watch, str(house.gate.engine.url))
    assert not (await health.look()).red
    silent = telegram_server.api.faults.hold("getUpdates", applied=False)
    mei.says("/card")  # the poll under way comes back with it; the next one is held
    await asyncio.wait_for(silent.reached.wait(), 5)
    hand_clock.advance(seconds=119)
    assert not (await health.look()).red
    hand_clock.advance(seconds=FRESH)
    assert [part.name for part in (await health.look()).red] == ["telegram"]
    silent.release()
    mei.says("/card")
    await telegram_server.settled()
    hand_clock.advance(seconds=FRESH)
    assert not (await health.look()).red


async def test_a_start_that_fails_three_times_is_trouble_until_it_works(
    telegram_server: TelegramServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    telegram_server.api.faults.answer("deleteWebhook", 502, times=3)
    held = telegram_server.api.faults.hold("deleteWebhook", applied=False)
    house = TelegramHouse(telegram_server, tmp_path, empty_house, hand_clock)
    house.start()
    await asyncio.wait_for(held.reached.wait(), 5)
    assert heard(house).trouble == "the way updates come could not be set"
    held.release()
    await telegram_server.polled()
    assert heard(house).is_well
    await house.stop()
    assert list(house.watch.pulse.all(CHANNEL)) == []  # ended on purpose, and expected no more


class _Away:
    """A client that never gets through."""

    async def told(self, *_: object) -> None:
        raise NetworkError("no way")


async def test_days_without_a_way_to_telegram_end_nothing(house: TelegramHouse) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3000:  # a day of half minutes
            raise asyncio.CancelledError

    ears = Ears(1, "jiedui_bot", house.handlers.routes(), house.house)
    poller = Poller(cast("HouseBot", _Away()), cast("Intake", None), ears, pause, lambda: None)
    with pytest.raises(asyncio.CancelledError):
        await poller.run()
    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert set(pauses[6:]) == {30.0}


async def test_every_call_is_told_by_its_method_and_outcome(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    telegram_server.api.faults.answer("sendMessage", 429, retry_after=1)
    mei.says("/card")
    await telegram_server.called("sendMessage", 2)
    await house.stop()  # what is under way is finished first
    calls = [call for call in house.calls.told if call[0] == "sendMessage"]
    assert calls == [("sendMessage", "429"), ("sendMessage", "200")]
    assert {method for method, _ in house.calls.told} >= {"getMe", "deleteWebhook", "sendMessage"}
    assert PATH not in str(house.calls.told)
