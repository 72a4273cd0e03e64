"""A whole week on WeCom's robot, from the claim to the digest: joining, scheduling, answering, reminders, the board."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.clock import HandClock
from bot.models.people import Group
from tests.channels.wecom.robot.whole import WholeRobotHouse
from tests.wecom_server.robot.people import Person, Place
from tests.wecom_server.server import WecomServer
from tests.wecom_server.world import Message

BEIJING = ZoneInfo("Asia/Shanghai")
LINE = "安排 下周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:希勤村支部书记 截止:周四18点"


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


@pytest.fixture
async def whole(
    server: WecomServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[WholeRobotHouse]:
    """The whole house on the robot."""
    async with WholeRobotHouse(server, tmp_path, empty_house, hand_clock) as running:
        yield running


class Pair(NamedTuple):
    """Who and where."""

    chen: Person
    li: Person
    mei: Person
    lan: Person
    group: Place


async def card(person: Person, words: str, label: str) -> Message:
    """Wait for the card that has a button, which comes with or behind the words."""
    heard = await person.hears(words)
    while not any(label in said for said in heard.look(person.member).buttons):
        heard = await person.hears("")
    return heard


def code(*heard: Message) -> str:
    """Return the code an invitation says to send to the robot."""
    return str(re.findall(r"加入 (\S+)", "\n".join(m.look().text for m in heard))[-1])


async def invited(whole: WholeRobotHouse, by: Person, branch: str, *, secretary: bool = False) -> str:
    """Let somebody make an invitation; return its code."""
    by.says("邀请")
    by.taps(await card(by, "哪个支部", branch), branch)
    words = await by.hears("邀请加入")
    if secretary:
        by.taps(await card(by, "", "邀请书记"), "邀请书记")
        words = await by.hears("给“结对”发")
    return code(words)


async def joins(whole: WholeRobotHouse, name: str, said: str) -> Person:
    """Let somebody come in by a code: they write it to the robot, and then who they are."""
    person = whole.server.person(name)
    person.enters()
    await person.hears("我是结对")
    person.says(f"加入 {said}")
    await person.hears("姓名")
    person.says(name)
    return person


async def found(whole: WholeRobotHouse) -> Pair:
    """Found a red pair with its people and its group, by what people can say and tap there."""
    chen = await whole.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await card(chen, "哪个支部", "综合办公室党支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    li = await joins(whole, "李书记", await invited(whole, chen, "综合办公室党支部", secretary=True))
    li.taps(await card(li, "您是这个支部的书记，对吗", "是"), "是")
    await li.hears_update("李书记，您好")
    office = await invited(whole, chen, "综合办公室党支部")
    mei = await joins(whole, "梅老师", office)
    await mei.hears("确认")
    await whole.later(3)
    li.taps(await card(li, "梅老师 想加入", "同意"), "同意")
    await li.hears("梅老师已加入")
    village = await invited(whole, chen, "希勤村党支部")
    lan = await joins(whole, "兰婶", village)
    await whole.later(3)
    chen.taps(await card(chen, "兰婶 想加入", "同意"), "同意")
    await whole.later(3)
    await mei.hears("已加入")
    await lan.hears("已加入")
    group = whole.server.group("红色对子", chen, li, mei, lan)
    chen.says("@结对 /bind", to=group)
    await group.hears("红色对子")
    assert whole.do(lambda ledger: ledger.exec(select(Group.title)).one()) == "红色对子", "WeCom tells no name of it"
    return Pair(chen, li, mei, lan, group)


async def test_a_week(whole: WholeRobotHouse) -> None:
    chen, li, mei, lan, group = await found(whole)
    li.says(LINE)
    draft = await card(li, "请核对", "发布")
    assert "11月27日 周五 15:00–16:30" in li.text(draft)
    li.taps(draft, "发布")
    await li.hears("已发布，发给 4 人")
    await whole.later(12)

    board = await card_in(group, "学习二十届四中全会精神", "参加")
    invitation = await card(mei, "学习二十届四中全会精神", "参加")
    mei.taps(invitation, "参加")
    assert await mei.hears_update("您的回复：参加") is invitation
    chen.taps(board, "待定")
    await chen.hears("已记下：待定")
    await whole.settle()
    assert await group.hears_update("参加 1 · 请假 0 · 待定 1") is board, "the board follows within the five seconds"
    lan.taps(board, "参加")
    await lan.hears("已记下：参加")
    await whole.later(12)

    await whole.until(november(25, 15))
    reminder = await card(li, "还没收到您对", "请假")
    li.taps(reminder, "请假")
    assert "出差" in (await li.hears_update("已记下：请假")).look().buttons
    await li.hears("请选择原因")
    li.says("家里有事")
    await li.hears("已记下：请假")
    assert "还没收到" not in mei.text(mei.last)

    await whole.until(november(26, 15))
    await group.hears("请假 1")  # what gathered is said three hours before the deadline, in a fresh card
    await whole.until(november(27, 14))
    await mei.hears("学习二十届四中全会精神")
    await whole.until(november(27, 16, 45))
    sheet = await card(li, "谁到了", "确认")
    li.taps(sheet, "确认")
    await li.hears_update("实到 1 · 请假 1")
    await whole.until(november(27, 17))
    await group.hears("本周小结")
    assert (await group.hears("")).kind == "image", "a picture comes with it"
    boards = [m for m in group.messages if m.kind == "template_card" and "学习" in m.look().text]
    assert len(boards) <= 3, "posted, and anew at most twice"


async def card_in(group: Place, words: str, label: str) -> Message:
    heard = await group.hears(words)
    while label not in heard.look().buttons:
        heard = await group.hears("")
    return heard


async def test_more_than_a_group_takes_in_a_minute_is_sent_in_the_next(
    whole: WholeRobotHouse, server: WecomServer
) -> None:
    _, li, _, _, group = await found(whole)
    for number in range(40):
        li.says(f"安排 下周五{8 + number // 4}点{number % 4 * 15}分 第{number}课 @老校区")
        li.taps(await card(li, "请核对", "发布"), "发布")
        await li.hears("已发布")
        whole.clock.advance(seconds=8)  # as fast as somebody may talk who is not to be dropped
    await whole.later(20)
    boards = [m for m in group.messages if m.kind == "template_card"]
    assert 10 < len(boards) < 30
    await whole.later(60)
    assert len([m for m in group.messages if m.kind == "template_card"]) == 40
    assert not server.world.dropped
