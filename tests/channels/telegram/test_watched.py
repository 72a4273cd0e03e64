"""Whether Telegram is heard: red when it is not, green again after."""

import asyncio

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
    house: TelegramHouse, telegram_server: TelegramServer, hand_clock: HandClock
) -> None:
    await house.stop()
    assert list(house.watch.pulse.all(CHANNEL)) == []  # ended on purpose, and expected no more
    telegram_server.api.faults.answer("deleteWebhook", 502, times=3)
    held = telegram_server.api.faults.hold("deleteWebhook", applied=False)
    house.start()
    await asyncio.wait_for(held.reached.wait(), 5)
    assert heard(house).trouble == "the way updates come could not be set"
    held.release()
    await telegram_server.polled()
    assert heard(house).is_well


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
