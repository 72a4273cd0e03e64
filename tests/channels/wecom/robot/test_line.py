"""The long connection when something goes wrong: what is unsent, what is in doubt, and how it comes back."""

import asyncio
import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.wecom.robot.line import SIGN
from bot.chat import Card, Misconfigured, NotSent, PerhapsSent, Rejected
from bot.clock import HandClock
from bot.watch import Beating
from tests.channels.handlers import PICTURE, card, said
from tests.channels.wecom.robot.house import RobotHouse
from tests.telegram_server.bell import PATIENCE
from tests.wecom_server.robot.people import Person
from tests.wecom_server.robot.wire import CUT_AFTER, CUT_BEFORE, SILENT
from tests.wecom_server.server import WecomServer


async def met(mei: Person) -> None:
    mei.says("您好")
    await mei.hears("没看懂您好")


def pulse(house: RobotHouse) -> Beating:
    (beat,) = house.watch.pulse.all(SIGN)
    return beat


async def until(found: Callable[[], bool]) -> None:
    """Let the house work until something is so that nobody rings for."""
    async with asyncio.timeout(PATIENCE):
        while not found():  # noqa: ASYNC110 - nobody rings
            await asyncio.sleep(0)


async def red(house: RobotHouse, words: str) -> None:
    """Wait until the house says of its connection what is wrong."""
    await until(lambda: words in pulse(house).trouble)


async def back(house: RobotHouse, times: int = 2) -> None:
    """Wait until the house is connected again."""
    await house.server.connected(times)
    await until(house.channel.known.is_set)


async def test_what_was_cut_after_it_left_is_in_doubt(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    await met(mei)
    server.goes_wrong("aibot_send_msg", CUT_AFTER)
    with pytest.raises(PerhapsSent):
        await house.send(mei.chat, card())
    assert mei.text(mei.last).startswith("学习"), "it did arrive"
    await back(house)
    await house.send(mei.chat, card("又一张"))
    await mei.hears("又一张")


async def test_what_is_called_while_there_is_no_connection_was_certainly_not_sent(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    await met(mei)
    server.goes_wrong("aibot_subscribe", CUT_BEFORE, times=3)
    server.cut()
    await until(lambda: not house.channel.known.is_set())
    with pytest.raises(NotSent):
        await house.send(mei.chat, card())
    await back(house)
    await house.send(mei.chat, card("现在"))
    await mei.hears("现在")
    assert len(mei.messages) == 2


async def test_a_server_that_says_nothing_leaves_a_call_in_doubt(
    server: WecomServer, mei: Person, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    async with RobotHouse(server, tmp_path, empty_house, hand_clock, patience=0.2) as house:
        await met(mei)
        server.goes_wrong("aibot_send_msg", SILENT)
        with pytest.raises(PerhapsSent):
            await house.send(mei.chat, card())
        await house.send(mei.chat, card("又一张"))
        await mei.hears("又一张")
        assert server.robot.subscribed == 1


async def test_pings_that_are_not_answered_end_the_connection_which_is_built_anew(
    server: WecomServer, mei: Person, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    async with RobotHouse(server, tmp_path, empty_house, hand_clock, patience=0.2) as house:
        server.goes_wrong("ping", SILENT)
        await house.pauses.ping()
        await house.pauses.ping()  # one that is answered: all is well
        assert server.robot.subscribed == 1
        server.goes_wrong("ping", SILENT, times=2)
        await house.pauses.ping()
        await house.pauses.ping()
        await back(house)
        await met(mei)


async def test_a_connection_that_does_not_come_is_tried_again_after_growing_pauses(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    server.goes_wrong("aibot_subscribe", CUT_BEFORE, times=6)
    server.cut()
    await back(house)
    waits = house.pauses.asked[:7]
    for wait, least in zip(waits, (1, 2, 4, 8, 16, 30, 30), strict=True):
        assert 0.8 * least <= wait <= 1.2 * least, waits
    await met(mei)
    assert pulse(house).is_well


async def test_long_trouble_shows_in_the_health_until_it_is_over(
    server: WecomServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    house = RobotHouse(server, tmp_path, empty_house, hand_clock)
    server.goes_wrong("aibot_subscribe", -1, times=4)
    house.start()
    await house.channel.known.wait()
    assert len(house.pauses.asked) == 4
    assert pulse(house).is_well
    hand_clock.advance(seconds=91)
    assert not pulse(house).is_well, "silent for three pings"
    await house.pauses.ping()
    await until(lambda: pulse(house).is_well)
    await house.stop()
    assert not list(house.watch.pulse.all(SIGN))


async def test_a_second_client_ends_ours_for_good_and_the_operator_is_told(
    house: RobotHouse, server: WecomServer, mei: Person, caplog: pytest.LogCaptureFixture, tmp_path: Path,
    empty_house: Path, hand_clock: HandClock,
) -> None:  # fmt: skip
    await met(mei)
    (tmp_path / "second").mkdir()
    async with RobotHouse(server, tmp_path / "second", empty_house, hand_clock) as second:
        await red(house, "another program")
        with pytest.raises(Misconfigured, match="another program") as told:
            await house.send(mei.chat, card())
        assert told.value.everywhere
        mei.says("还在吗")
        await mei.hears("没看懂还在吗")
        assert second.handlers.heard
        assert not second.pauses.asked
    assert server.robot.subscribed == 2, "ours does not come back by itself"
    assert not pulse(house).is_well
    assert [r.levelname for r in caplog.records if "another program" in r.getMessage()] == ["ERROR"]
    caplog.clear()


async def test_a_wrong_secret_at_the_start_is_told_to_the_operator(
    server: WecomServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    house = RobotHouse(server, tmp_path, empty_house, hand_clock, secret="not-this-one")
    with pytest.raises(Misconfigured, match=r"wecom_robot\.secret") as told:
        await house.channel.run()
    assert "not-this-one" not in str(told.value)
    house.gate.close()


async def test_a_secret_that_is_changed_while_the_house_runs_is_waited_for(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    server.goes_wrong("aibot_subscribe", 853000, times=2)
    server.cut()
    await red(house, "refuses this robot")
    await back(house)
    await met(mei)
    assert all(24 <= wait <= 36 for wait in house.pauses.asked[1:3])


@pytest.mark.parametrize(
    "garbage",
    [
        "", "{", "null", "[]", '"words"', "{}", '{"cmd":1}', '{"cmd":"x","headers":{}}', "[" * 100_000,
        '{"headers":{"req_id":"x"},"errcode":"0"}', '{"headers":{"req_id":"nobody asked"},"errcode":0}',
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"x"}}',
        '{"cmd":"new_thing","headers":{"req_id":"x"},"body":{}}',
        '{"cmd":"aibot_event_callback","headers":{"req_id":"x"},"body":{"event":{"eventtype":"template_card_event"}}}',
        '{"cmd":"aibot_event_callback","headers":{"req_id":"x"},"body":{"event":{"eventtype":"feedback_event"}}}',
    ],
)  # fmt: skip
async def test_garbage_is_set_aside_and_the_connection_goes_on(
    house: RobotHouse, server: WecomServer, mei: Person, garbage: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.garbage(garbage)
    await met(mei)
    assert server.robot.subscribed == 1
    assert not any(r.levelno >= logging.ERROR for r in caplog.records)


async def test_an_error_is_told_by_its_number(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    await met(mei)
    for code, kind in ((-1, NotSent), (45009, NotSent), (40058, Rejected), (40001, Misconfigured)):
        server.goes_wrong("aibot_send_msg", code)
        with pytest.raises(kind):
            await house.send(mei.chat, card())


async def test_an_answer_that_is_refused_for_now_is_given_a_little_later(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    server.goes_wrong("aibot_respond_msg", -1, times=2)
    mei.says("您好")
    await mei.hears("没看懂您好")
    assert house.pauses.asked == [2.0, 4.0]


async def test_an_answer_to_what_was_told_over_another_connection_is_sent(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    server.goes_wrong("aibot_respond_msg", 846605)
    mei.says("您好")
    await mei.hears("没看懂您好")
    assert server.came("aibot_send_msg") == 1


async def test_a_part_that_went_out_is_not_repeated(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    await met(mei)
    server.goes_wrong("aibot_send_msg", CUT_AFTER)
    long = Card(parts=tuple(said("党" * 300) for _ in range(10)))
    with pytest.raises(PerhapsSent):
        await house.send(mei.chat, long)
    await back(house)
    server.frames.faults.clear()
    server.goes_wrong("aibot_upload_media_init", CUT_BEFORE)
    before = len(mei.messages)
    with pytest.raises(NotSent):
        await house.send(mei.chat, card(picture=PICTURE))
    assert len(mei.messages) == before, "what cannot be sent whole is not begun"


async def test_letters_travel_as_they_are(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    await met(mei)  # the server takes note of escapes
    assert any("没看懂" in json.dumps(frame, ensure_ascii=False) for _, frame in server.frames.came)


async def test_what_was_taken_in_is_answered_before_the_house_ends(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    for number in range(5):
        mei.says(f"第{number}句")
    await until(lambda: len(house.handlers.heard) >= 1)
    await house.stop()
    said_back = [mei.text(m) for m in mei.messages]
    assert len(said_back) == len(house.handlers.heard)


async def test_one_persons_words_are_taken_in_order(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    lan = server.person("兰")
    for number in range(10):
        mei.says(f"梅{number}")
        lan.says(f"兰{number}")
    await mei.hears("梅9")
    await lan.hears("兰9")
    for who, name in ((mei, "梅"), (lan, "兰")):
        assert [m.look().text[3:5] for m in who.messages] == [f"{name}{n}" for n in range(10)]
