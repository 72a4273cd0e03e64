"""Our calls to WeCom: the token, who cannot be reached, and what every answer means."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import (
    Address,
    AddressClosed,
    Attachment,
    Card,
    Misconfigured,
    NotSent,
    PerhapsSent,
    Rejected,
    SendFailed,
)
from bot.clock import HandClock
from bot.watch import CHANNEL
from bot.watch.redaction import redactor
from jobs.slots import Slots
from tests.channels.handlers import card, said
from tests.channels.wecom.app.house import AppHouse, settings
from tests.wecom_server.app.door import SECRET, AppDoor
from tests.wecom_server.app.people import AppPerson


def hello(text: str = "您好") -> Card:
    return Card(parts=(said(text),))


def troubles(house: AppHouse) -> list[str]:
    return [beat.trouble for beat in house.watch.pulse.all(CHANNEL)]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-1, NotSent), (45009, NotSent), (45033, NotSent), (40056, Misconfigured), (43012, Misconfigured),
        (41054, AddressClosed), (43004, AddressClosed), (60111, AddressClosed), (40058, Rejected), (123456, Rejected),
    ],
)  # fmt: skip
async def test_every_errcode_has_its_kind(
    house: AppHouse, door: AppDoor, mei: AppPerson, code: int, kind: type[SendFailed]
) -> None:
    door.goes_wrong("message/send", code)
    with pytest.raises(kind):
        await house.send(mei, hello())
    await house.send(mei, hello())


@pytest.mark.parametrize(
    ("how", "kind", "arrives"),
    [
        ("cut before", PerhapsSent, 0), ("cut after", PerhapsSent, 1), ("garbage", PerhapsSent, 1),
        (500, PerhapsSent, 0), (502, PerhapsSent, 0), (429, NotSent, 0), (404, Misconfigured, 0),
        (302, Misconfigured, 0),
    ],
)  # fmt: skip
async def test_what_goes_wrong_on_the_way_says_whether_it_may_have_arrived(
    house: AppHouse, door: AppDoor, mei: AppPerson, how: str | int, kind: type[SendFailed], arrives: int
) -> None:
    door.goes_wrong("message/send", how)
    with pytest.raises(kind):
        await house.send(mei, hello())
    assert len(mei.messages) == arrives


@pytest.mark.parametrize(
    ("how", "times"),  # a question that is cut off is asked once more by itself
    [("cut before", 2), ("cut after", 2), ("garbage", 1), (502, 1), (-1, 1)],
)
async def test_what_goes_wrong_before_there_is_a_token_sends_nothing(
    house: AppHouse, door: AppDoor, mei: AppPerson, how: str | int, times: int
) -> None:
    door.app.revoke()
    door.goes_wrong("gettoken", how, times)
    with pytest.raises(NotSent):
        await house.send(mei, hello())
    await house.send(mei, hello())
    assert len(mei.messages) == 1


async def test_being_too_fast_waits_a_minute_and_answers_then(house: AppHouse, door: AppDoor, mei: AppPerson) -> None:
    door.goes_wrong("message/send", 45009)
    with pytest.raises(NotSent) as told:
        await house.send(mei, hello())
    assert told.value.retry_after == 60
    door.goes_wrong("message/send", -1)
    mei.says("在吗")
    await mei.hears("没看懂在吗")
    assert house.pauses == [2.0]


async def test_an_address_that_is_not_trusted_is_told_with_what_to_do_until_it_is(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    door.goes_wrong("message/send", 60020)
    with pytest.raises(Misconfigured) as told:
        await house.send(mei, hello())
    assert told.value.everywhere
    assert troubles(house) == [
        "WeCom says 60020: this machine's address is not among the app's trusted IPs: add it on the app's page"
    ]
    await house.send(mei, hello())
    assert troubles(house) == [""]


async def test_a_way_that_stays_closed_is_trouble(house: AppHouse, door: AppDoor, mei: AppPerson) -> None:
    door.goes_wrong("message/send", "cut before", times=0)
    for expected in ("", "", "no answer from WeCom: ReadError"):
        with pytest.raises(PerhapsSent):
            await house.send(mei, hello())
        assert troubles(house) == [expected]
    door.mended()
    await house.send(mei, hello())
    assert troubles(house) == [""]


async def test_who_is_out_of_scope_or_gone_is_out_of_reach_and_nobody_else(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    lan = door.person("兰", "LanLan")
    door.app.outside.add("LanLan")
    with pytest.raises(AddressClosed):
        await house.send(lan, hello())
    await house.send(mei, hello())
    door.app.outside.clear()
    await house.send(lan, hello())
    assert (len(mei.messages), len(lan.messages)) == (1, 1)


async def test_who_is_named_among_the_invalid_is_out_of_reach_however_it_is_spelt(
    house: AppHouse, door: AppDoor
) -> None:
    zhang = door.person("张", "ZhangSan")
    door.api.table["message/send"] = lambda _: {"errcode": 0, "errmsg": "ok", "invaliduser": "lisi|zhangsan"}
    with pytest.raises(AddressClosed):
        await house.send(zhang, hello())


async def test_what_is_long_goes_in_pieces_that_end_with_lines(house: AppHouse, mei: AppPerson) -> None:
    lines = [f"第{n}条 " + "党史学习" * 20 for n in range(40)]
    await house.send(mei, Card(parts=tuple(said(line) for line in lines)))
    texts = [m.look().text for m in mei.messages]
    assert len(texts) > 4
    assert all(len(text.encode()) <= 2048 for text in texts)
    told = "\n".join(texts).splitlines()
    assert [line.partition("，您好")[0] for line in told] == lines


async def test_nothing_people_wrote_is_a_link(house: AppHouse, mei: AppPerson) -> None:
    await house.send(mei, hello('点<a href="https://evil.example">这里</a> 3 <a 4 <b>'))
    assert "<a" not in mei.last.look().text
    assert "<b>" in mei.last.look().text


async def test_the_same_file_goes_up_once_in_three_days(
    house: AppHouse, door: AppDoor, mei: AppPerson, hand_clock: HandClock
) -> None:
    file = Attachment("活动.ics", "text/calendar", b"BEGIN:VCALENDAR")
    shown = replace(hello(), files=(file,))
    for _ in range(2):
        await house.send(mei, shown)
    await house.send(mei, replace(hello(), files=(replace(file, name="另一个.ics"),)))
    assert len(door.api.came("media/upload")) == 2
    hand_clock.advance(hours=72)
    await house.send(mei, shown)
    assert len(door.api.came("media/upload")) == 3
    assert [m.media.name for m in mei.messages if m.media] == ["活动.ics", "活动.ics", "另一个.ics", "活动.ics"]


@pytest.mark.parametrize("size", [0, 5, 20 * 1024 * 1024 + 1])
async def test_a_file_wecom_never_takes_is_refused_before_anything_is_said(
    house: AppHouse, mei: AppPerson, size: int
) -> None:
    with pytest.raises(Rejected):
        await house.send(mei, replace(hello(), files=(Attachment("a.bin", "application/octet-stream", b"x" * size),)))
    assert mei.messages == []


async def test_where_the_rest_does_not_go_out_the_first_part_is_not_repeated(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    door.goes_wrong("media/upload", 45009)
    with pytest.raises(NotSent):
        await house.send(mei, card("周报", picture=b"\x89PNG-picture"))
    assert mei.messages == []
    two = Card(parts=tuple(said("字" * 300) for _ in range(4)))
    sends = iter([None, 45009])
    take = door.api.table["message/send"]
    door.api.table["message/send"] = lambda body: (
        {"errcode": code, "errmsg": "x"} if (code := next(sends, None)) else take(body)
    )
    with pytest.raises(PerhapsSent, match="a part went out"):
        await house.send(mei, two)
    assert len(mei.messages) == 1


class Counting(Slots):
    """Counts who takes a turn."""

    turns = 0

    async def turn(self, to: Address) -> None:
        """Take one."""
        self.turns += 1
        await super().turn(to)


async def test_everything_but_the_first_message_of_a_card_takes_its_turn(
    door: AppDoor, mei: AppPerson, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    pacing = Counting(hand_clock)
    async with AppHouse(door, tmp_path, empty_house, hand_clock, pacing=pacing) as house:
        await house.send(mei, Card(parts=tuple(said("字" * 600) for _ in range(4))))
    assert (len(mei.messages), pacing.turns) == (4, 3)


async def test_a_wrong_secret_ends_the_run_with_what_to_mend(
    door: AppDoor, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    house = AppHouse(door, tmp_path, empty_house, hand_clock, secret="not-this-one")
    house.start()
    with pytest.raises(Misconfigured, match=r"wecom_app\.secret") as told:
        await house.tasks[0]
    assert "not-this-one" not in str(told.value)
    del house.tasks[0]
    await house.stop()


async def test_a_start_waits_for_wecom(
    door: AppDoor, tmp_path: Path, empty_house: Path, hand_clock: HandClock, mei: AppPerson
) -> None:
    for how, times in ((502, 1), (403, 1), ("cut before", 2)):  # what is on the way may answer in WeCom's place
        door.goes_wrong("gettoken", how, times)
    async with AppHouse(door, tmp_path, empty_house, hand_clock) as house:
        assert house.pauses == [1.0, 2.0, 4.0]
        mei.says("在吗")
        await mei.hears("没看懂")


async def test_neither_secret_nor_token_is_ever_logged(
    house: AppHouse, door: AppDoor, mei: AppPerson, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mei.says("卡片")
    await mei.hears("学习")
    for how in ("cut before", "garbage", 404, 60020):
        door.goes_wrong("message/send", how)
        with pytest.raises(SendFailed) as told:
            await house.send(mei, hello())
        assert door.app.access() not in repr(told.value.__context__) + str(told.value)
    door.app.revoke()
    door.goes_wrong("gettoken", "cut before", 2)
    with pytest.raises(SendFailed) as told:
        await house.send(mei, hello())
    assert SECRET not in repr(told.value.__context__) + str(told.value)
    app = settings(door)
    for secret in (SECRET, door.app.access(), app.token, app.aes_key):
        assert secret not in caplog.text
    assert redactor(SECRET)(f"corpsecret={SECRET}") == "corpsecret=<secret>"
