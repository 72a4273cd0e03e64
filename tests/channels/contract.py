"""What every channel owes the house, as one suite. A channel's tests subclass `ChannelContract` and give a driver."""

from dataclasses import dataclass
from typing import Protocol

import pytest

from bot.chat import Audience, Card, MessageGone
from tests.channels.handlers import PICTURE, Handlers, card, said


@dataclass(frozen=True)
class Shown:
    """A message of the bot as somebody sees it now. `key` stays the same when it is edited."""

    key: str
    text: str
    buttons: tuple[str, ...] = ()
    picture: bytes | None = None
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Traits:
    """What a platform can do; the suite says what happens instead where it cannot.

    `captions`: words stand under a picture or a file, in one message. `names_files`: it tells what a file is called.
    `tells_language`: it tells what language somebody reads. `rewrites`: how often
    a message can be changed unasked; 2: as often as one likes.
    """

    captions: bool = True
    names_files: bool = True
    tells_language: bool = True
    rewrites: int = 2


class Talker(Protocol):
    """One person in one place: in private with the bot, or in a group."""

    async def opens(self, code: str) -> None:
        """Come in by a start link."""

    async def says(self, text: str) -> None:
        """Type words meant for the bot."""

    async def taps(self, label: str, on: Shown) -> None:
        """Tap a button of a message."""

    async def sends(self, name: str, content: bytes) -> None:
        """Send a file."""

    async def hears(self, words: str) -> Shown:
        """Wait for a message that is new or changed and contains the words; each is heard once."""

    async def is_told(self, words: str) -> None:
        """Wait for a short answer to a tap that contains the words."""

    async def sees(self) -> list[Shown]:
        """Return all messages of the bot, oldest first, as they are now."""


class Driver(Protocol):
    """A house with `Handlers` on one channel."""

    handlers: Handlers
    traits: Traits

    async def person(self, name: str, language: str = "zh") -> Talker:
        """Return somebody in their private place."""

    async def group(self, *people: Talker) -> list[Talker]:
        """Bring people into one group with the bot and return them there."""

    async def send(self, to: Talker, shown: Card) -> str:
        """Let the house send a card unasked; return the message's id."""

    async def edit(self, to: Talker, message: str, shown: Card) -> None:
        """Let the house edit a message."""


class ChannelContract:
    """The suite. Subclasses have a fixture `driver`."""

    async def test_a_start_link_is_heard_as_the_start_command_with_its_code(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.opens("CODE-1")
        await mei.hears("没看懂CODE-1")
        request = driver.handlers.heard[-1]
        assert (request.verb, request.text, request.address.audience) == ("start", "CODE-1", Audience.PRIVATE)
        assert request.sender.user
        assert request.update

    async def test_words_are_heard_as_they_were_typed(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.says("明天 3 < 5 & <b>来</b>吗 😀")
        await mei.hears("没看懂明天 3 < 5 & <b>来</b>吗 😀")
        assert driver.handlers.heard[-1].text == "明天 3 < 5 & <b>来</b>吗 😀"

    async def test_a_card_shows_its_title_rows_and_buttons(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.says("卡片 <i>学党史</i>")
        shown = await mei.hears("<i>学党史</i>")
        assert "地点" in shown.text
        assert "友谊渠 <3" in shown.text
        assert shown.buttons == ("参加", "请假")

    async def test_a_tap_is_answered_and_changes_the_card_in_place(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.says("卡片")
        shown = await mei.hears("学习")
        await mei.taps("请假", shown)
        await mei.is_told("已记下 no")
        changed = await mei.hears("时间")
        assert changed.key == shown.key
        request = driver.handlers.heard[-1]
        assert (request.verb, request.arguments) == ("rsvp", {"event": "7", "answer": "no"})

    async def test_the_same_tap_again_is_answered_and_changes_nothing(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.says("卡片")
        shown = await mei.hears("学习")
        for _ in range(2):
            await mei.taps("参加", shown)
            await mei.is_told("已记下 yes")
        assert len(await mei.sees()) == 1

    async def test_a_refusal_to_a_tap_cannot_be_missed(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.says("菜单")
        await mei.taps("待定", await mei.hears("菜单"))
        await mei.is_told("名额已满")

    async def test_a_fault_of_ours_is_told_with_a_number(
        self, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        mei = await driver.person("梅")
        await mei.says("菜单")
        await mei.taps("工作冲突", await mei.hears("菜单"))
        await mei.is_told("编号")
        caplog.clear()

    async def test_a_picture_is_shown_with_its_words_and_buttons(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.says("周报")
        shown = await mei.hears("周报")
        assert shown.buttons == ("参加", "请假")
        picture = shown if driver.traits.captions else await mei.hears("")
        assert picture.picture == PICTURE

    async def test_files_come_in_and_go_out_whole(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.sends("名册.csv", b"\xef\xbb\xbfa,b\r\n")
        name = "名册.csv" if driver.traits.names_files else "file"
        shown = await mei.hears(name)
        file = shown if driver.traits.captions else await mei.hears("")
        assert file.file == (name, b"\xef\xbb\xbfa,b\r\n")
        received = driver.handlers.heard[-1].file
        assert received
        assert (received.name, received.content) == file.file

    async def test_people_are_answered_in_their_language(self, driver: Driver) -> None:
        ann = await driver.person("Ann", language="en")
        await ann.says("hello")
        await ann.hears("I am Jiedui" if driver.traits.tells_language else "我是结对")

    async def test_what_the_house_sends_unasked_can_be_edited_again_and_again(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.opens("CODE")
        await mei.hears("没看懂")
        message = await driver.send(mei, card("学党史"))
        shown = await mei.hears("学党史")
        for _ in range(driver.traits.rewrites):
            await driver.edit(mei, message, card("学党章"))
        if driver.traits.rewrites:
            assert (await mei.hears("学党章")).key == shown.key
        if driver.traits.rewrites < 2:
            with pytest.raises(MessageGone):
                await driver.edit(mei, message, card("学党史"))
            assert ("学党章" if driver.traits.rewrites else "学党史") in (await mei.sees())[-1].text
        with pytest.raises(MessageGone):
            await driver.edit(mei, f"{message}99999", card())

    async def test_a_message_without_a_card_is_a_line(self, driver: Driver) -> None:
        mei = await driver.person("梅")
        await mei.opens("CODE")
        await mei.hears("没看懂")
        await driver.send(mei, Card(parts=(said("一"), said("二"))))
        assert (await mei.hears("二")).text.splitlines()[0].startswith("一")

    async def test_one_card_in_a_group_serves_all_and_tells_only_who_tapped(self, driver: Driver) -> None:
        mei, lan = await driver.group(await driver.person("梅"), await driver.person("兰"))
        await mei.says("/card 板")
        board = await mei.hears("板")
        seen = await lan.hears("板")
        assert seen.key == board.key
        await lan.taps("参加", seen)
        await lan.is_told("已记下 yes")
        assert (await mei.hears("时间")).key == board.key
        assert driver.handlers.heard[-1].address.audience is Audience.GROUP
        assert driver.handlers.heard[-1].sender.user != driver.handlers.heard[0].sender.user
