"""A week in WeCom's app: joining, answering, what changes elsewhere, and the same people on the robot."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlmodel import select

from bot.clock import HandClock
from bot.models.people import Account, Member
from tests.channels.wecom.app.whole import WholeAppHouse
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.world import Message

BEIJING = ZoneInfo("Asia/Shanghai")
LINE = "安排 下周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:希勤村支部书记 截止:周四18点"


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


@pytest.fixture
async def whole(
    door: AppDoor, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[WholeAppHouse]:
    """The whole house with an app and a robot."""
    async with WholeAppHouse(door, tmp_path, empty_house, hand_clock) as running:
        yield running


async def card(person: AppPerson, words: str, label: str) -> Message:
    """Wait for the card that has a button, which comes with or behind the words."""
    heard = await person.hears(words)
    while not any(label in said for said in heard.look(person.member).buttons):
        heard = await person.hears("")
    return heard


async def joins(whole: WholeAppHouse, by: AppPerson, name: str, branch: str) -> AppPerson:
    """Let somebody come in by a branch's code, and somebody else say yes to that."""
    by.says("邀请")
    by.taps(await card(by, "哪个支部", branch), branch)
    words = by.text(await by.hears("邀请加入"))
    person = whole.door.person(name)
    person.enters()
    await person.hears("我是结对")
    code = re.findall(r"加入 (\S+)", words)[-1]
    person.says(f"加入 {code}")
    await person.hears("姓名")
    person.says(name)
    await person.hears("确认")
    await whole.later(3)
    by.taps(await card(by, f"{name} 想加入", "同意"), "同意")
    await whole.later(3)
    await person.hears("已加入")
    return person


async def test_a_week(whole: WholeAppHouse, hand_clock: HandClock) -> None:
    chen = await whole.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await card(chen, "哪个支部", "综合办公室党支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    mei = await joins(whole, chen, "梅老师", "综合办公室党支部")
    lan = await joins(whole, chen, "兰婶", "综合办公室党支部")

    chen.says(LINE)
    chen.taps(await card(chen, "请核对", "发布"), "发布")
    await chen.hears("已发布，发给 3 人")
    await whole.later(12)
    invitation = await card(mei, "学习二十届四中全会精神", "参加")
    mei.taps(invitation, "参加")
    assert await mei.hears_update("您的回复：参加") is invitation
    untouched = await card(lan, "学习二十届四中全会精神", "参加")

    chen.says("代答 兰婶 参加")
    await chen.hears("兰婶")
    await whole.later(12)
    assert await lan.hears_update("参加") is untouched, "a card that was not tapped follows"

    await whole.until(november(26, 15))
    await card(mei, "明天（11月27日 周五 15:00）", "改为请假")
    mei.taps(mei.last, "改为请假")
    await mei.hears_update("已记下：请假")
    chen.says("取消")
    chen.taps(await card(chen, "哪一次", "学习"), "学习")
    await chen.hears("为什么取消")
    chen.says("场地维修")
    await chen.hears("已取消，通知 1 人")
    await whole.later(12)
    assert "原因：场地维修" in lan.text(await lan.hears("已取消：11月27日 周五"))
    reminder = lan.messages[-2]
    assert "已取消。原因：场地维修" in lan.text(reminder), "a card that can still be changed does not lie"
    assert list(reminder.look().buttons) == ["日程"]


async def test_who_joined_over_the_app_is_the_same_on_the_robot(whole: WholeAppHouse) -> None:
    chen = await whole.coordinator()
    same = whole.door.server.seen_by(chen.member)
    same.says("我的")
    await same.hears("联络员")
    accounts = whole.do(lambda ledger: [(one.channel, one.user) for one in ledger.exec(select(Account))])
    assert sorted(accounts) == [("wecom", chen.member.userid), ("wecom-app", chen.member.userid)]
    assert len(whole.do(lambda ledger: ledger.exec(select(Member)).all())) == 1


async def test_the_address_wecom_calls_is_on_the_web_server_beside_the_pages(whole: WholeAppHouse) -> None:
    assert await whole.door.pushes.check() == ""
    async with httpx.AsyncClient() as anybody:
        assert (await anybody.get(whole.door.app.url)).status_code == 403
        assert (await anybody.get(whole.door.app.url.replace("/wecom/callback", "/healthz"))).status_code == 200


async def test_an_address_that_is_not_trusted_makes_the_house_red_until_it_is(
    whole: WholeAppHouse, hand_clock: HandClock
) -> None:
    chen = await whole.coordinator()
    whole.door.goes_wrong("message/send", 60020, times=0)
    chen.says("帮助")
    await whole.door.settled()
    url = whole.door.app.url.replace("/wecom/callback", "/healthz")
    async with httpx.AsyncClient() as operator:

        async def red() -> list[tuple[str, bool]]:
            hand_clock.advance(seconds=6)
            parts = (await operator.get(url)).json().get("red", [])
            return [(part["part"], "trusted IPs" in str(part)) for part in parts]

        seen = await whole.door.world.bell.until(lambda: whole.door.api.came("message/send")[1:], 5)
        assert seen
        assert [name for name, _ in await red()] == ["wecom-app"]
        whole.door.mended()
        chen.says("帮助")
        await chen.hears("可以这样说")
        assert await red() == []
