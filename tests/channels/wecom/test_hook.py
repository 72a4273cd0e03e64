"""Robots of groups: what they post, within which limits, and what becomes of what WeCom answers."""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.channels.wecom.hook import HookChannel, chat_of
from bot.channels.wecom.names import HOOK
from bot.chat import (
    Address,
    Attachment,
    Audience,
    Button,
    Card,
    Line,
    MessageGone,
    Misconfigured,
    NotSent,
    PerhapsSent,
    Reader,
    Rejected,
    SendFailed,
    Verbatim,
)
from bot.clock import HandClock
from bot.watch import CHANNEL, Watch
from jobs.slots import Slots
from tests.channels.handlers import PICTURE, card, said
from tests.wecom_server.hooks import GroupRobot, Hooks, HookServer
from tests.wecom_server.world import World

NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)
READER = Reader("zh", ZoneInfo("Asia/Shanghai"), NOW)


class Corner:
    """One group with a robot, and the channel that posts there."""

    def __init__(self, hooks: Hooks, clock: HandClock) -> None:
        self.clock, self.hooks, self.world = clock, hooks, hooks.world
        self.robot: GroupRobot = hooks.robot("红色对子")
        self.slots, self.watch = Slots(clock), Watch(clock.monotonic)
        self.channel = HookChannel({"红色对子": self.robot.address}, self.slots, self.watch)
        self.to = Address(HOOK, chat_of(self.robot.address), Audience.GROUP)

    async def send(self, shown: Card | str) -> str:
        """Post a card, or words."""
        return await self.channel.send(self.to, Card(parts=(said(shown),)) if isinstance(shown, str) else shown, READER)

    @property
    def trouble(self) -> str:
        """What health says of the group, nothing while it is well."""
        (beat,) = self.watch.pulse.all(f"{CHANNEL}{HOOK}:")
        assert beat.name == self.to.chat
        return beat.trouble


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
async def corner(clock: HandClock) -> AsyncIterator[Corner]:
    async with HookServer(World(clock)) as hooks:
        corner = Corner(hooks, clock)
        yield corner
        await corner.channel.close()


async def test_a_card_is_words_with_its_links_and_without_what_nobody_hears(corner: Corner) -> None:
    shown = card("学党史")
    link = Button(Line("button-answer-there"), url="https://jiedui.example/start/join-1")
    await corner.send(Card(shown.title, shown.parts, (*shown.buttons, (link,))))
    (words,) = corner.robot.words
    assert words.splitlines()[0].startswith("**")
    assert words.splitlines()[1] == "地点  友谊渠 <\u200b3"
    assert words.splitlines()[2:] == ["[去回复](https://jiedui.example/start/join-1)"]
    assert corner.robot.posts[0].kind == "markdown"
    assert corner.world.violations == []


async def test_long_words_are_cut_by_bytes_between_lines_and_never_inside_a_character(corner: Corner) -> None:
    lines = [f"{number} " + "学" * 200 for number in range(30)]
    await corner.send(Card(parts=tuple(Line("label-verbatim", text=Verbatim(line)) for line in lines)))
    assert all(len(words.encode()) <= 4096 for words in corner.robot.words)
    assert "\n".join(corner.robot.words).splitlines() == lines
    await corner.send(Card(parts=(Line("label-verbatim", text=Verbatim("😀" * 1500)),)))
    assert "".join(corner.robot.words).count("😀") == 1500
    assert corner.world.violations == []


async def test_a_picture_is_shown_under_the_words_and_files_follow(corner: Corner) -> None:
    files = (Attachment("签到表.docx", "application/x", b"123456"),)
    await corner.send(card("周报", picture=PICTURE, files=files))
    words, picture, file = corner.robot.posts
    assert (words.kind, picture.kind, file.kind) == ("markdown", "image", "file")
    assert base64.b64decode(picture.body["base64"]) == PICTURE
    kept = corner.world.media[file.body["media_id"]]
    assert (kept.name, kept.content) == ("签到表.docx", b"123456")


async def test_a_picture_too_large_to_be_shown_goes_as_a_file(corner: Corner) -> None:
    large = PICTURE + b"\0" * 2 * 1024 * 1024
    await corner.send(card("周报", picture=large))
    assert [post.kind for post in corner.robot.posts] == ["markdown", "file"]
    with pytest.raises(Rejected):
        await corner.send(card("周报", files=(Attachment("a", "text/plain", b"12345"),)))
    assert len(corner.robot.posts) == 2


async def test_twenty_a_minute_are_never_met_and_each_part_of_a_card_is_counted(
    corner: Corner, clock: HandClock
) -> None:
    for _ in range(9):
        corner.slots.take(corner.to)
        await corner.send(card("周报", picture=PICTURE))
    assert corner.slots.chat_wait(corner.to) == 60
    clock.advance(seconds=60)
    corner.slots.take(corner.to)
    await corner.send("下一分钟")
    assert corner.world.violations == []
    assert len(corner.robot.posts) == 19


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (-1, NotSent),
        (45009, NotSent),
        (93000, Misconfigured),
        (93004, Misconfigured),
        (93006, Misconfigured),
        (93008, Misconfigured),
        (40058, Rejected),
        (40001, Rejected),
        (429, NotSent),
        (404, Misconfigured),
        (302, Misconfigured),
        (502, PerhapsSent),
        ("cut", PerhapsSent),
    ],
)
async def test_what_wecom_answers_says_what_becomes_of_the_message(
    corner: Corner, answer: int | str, kind: type[SendFailed]
) -> None:
    corner.robot.fails.append(answer)
    with pytest.raises(SendFailed) as failed:
        await corner.send("你好")
    assert type(failed.value) is kind
    assert corner.robot.key not in str(failed.value)
    assert not getattr(failed.value, "everywhere", False)
    assert bool(corner.trouble) is issubclass(kind, NotSent | Misconfigured)
    await corner.send("又好了")
    assert corner.trouble == ""


async def test_a_limit_that_is_met_lets_the_group_rest_for_a_minute(corner: Corner) -> None:
    corner.robot.fails.append(45009)
    with pytest.raises(NotSent) as failed:
        await corner.send("你好")
    assert failed.value.retry_after == 60


async def test_no_way_there_is_certainly_unsent(clock: HandClock) -> None:
    watch = Watch(clock.monotonic)
    address = "http://127.0.0.1:9/cgi-bin/webhook/send?key=geheim-geheim-geheim"
    channel = HookChannel({"红色对子": address}, Slots(clock), watch)
    with pytest.raises(NotSent) as failed:
        await channel.send(Address(HOOK, chat_of(address), Audience.GROUP), card(), READER)
    assert "geheim" not in str(failed.value)
    await channel.close()


async def test_a_picture_that_gets_lost_behind_its_words_is_in_doubt(corner: Corner) -> None:
    corner.robot.fails += [0, 93004]
    with pytest.raises(PerhapsSent):
        await corner.send(card("周报", picture=PICTURE))
    assert [post.kind for post in corner.robot.posts] == ["markdown"]


async def test_a_robot_that_was_taken_out_is_the_operators_and_nothing_can_be_changed(corner: Corner) -> None:
    corner.hooks.remove(corner.robot)
    with pytest.raises(Misconfigured, match="wecom_groups"):
        await corner.send("你好")
    with pytest.raises(MessageGone):
        await corner.channel.edit(corner.to, "x", card(), READER)
    with pytest.raises(NotSent, match="settings"):
        await corner.channel.send(Address(HOOK, "another", Audience.GROUP), card(), READER)


def test_how_a_group_is_called_tells_nothing_of_its_key_and_survives_another_host() -> None:
    key = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
    direct = chat_of(f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={key}")
    assert direct == chat_of(f"https://proxy.example/cgi-bin/webhook/send?key={key}&x=1")
    assert key[:4] not in direct
    assert len(direct) == 16


async def test_what_goes_over_the_wire_is_plain_utf8(corner: Corner) -> None:
    await corner.send("学党史 😀")
    assert json.dumps(corner.robot.words[0]) != corner.robot.words[0]
    assert "学党史 😀" in corner.robot.words[0]
