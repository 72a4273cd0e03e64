"""A whole week on Telegram, from the claim to the digest."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.models.people import Role
from tests.channels.telegram.whole import WholeHouse
from tests.telegram_server.groups import Group
from tests.telegram_server.people import User

BEIJING = ZoneInfo("Asia/Shanghai")
LINE = "安排 下周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:希勤村支部书记 截止:周四18点"


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


class Pair(NamedTuple):
    """Who and where."""

    chen: User
    li: User
    mei: User
    lan: User
    group: Group


async def found(whole: WholeHouse) -> Pair:
    """Found a red pair with its people and its group."""
    chen = await whole.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await chen.hears("哪个支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    li = await whole.joins("李书记", "综合办公室党支部", Role.SECRETARY)
    mei = await whole.joins("梅老师", "综合办公室党支部")
    lan = await whole.joins("兰婶", "希勤村党支部")
    group = whole.server.group("红色对子", chen, li, mei, lan)
    await group.hears("/bind")
    chen.says("/bind", to=group)
    await group.hears("红色对子")
    return Pair(chen, li, mei, lan, group)


async def test_a_week(whole: WholeHouse) -> None:
    chen, li, mei, lan, group = await found(whole)
    li.says(LINE)
    draft = await li.hears("请核对")
    assert "11月27日 周五 15:00–16:30" in draft.text
    li.taps(draft, "发布")
    await li.hears("已发布，发给 4 人")
    await whole.later(12)

    board = await group.hears("学习二十届四中全会精神")
    card = await mei.hears("学习二十届四中全会精神")
    mei.taps(card, "参加")
    await mei.sees("参加")
    assert await mei.hears_edit("您的回复：参加") is card
    chen.taps(board, "待定")
    await chen.sees("待定")
    await whole.later(12)
    assert await group.hears_edit("参加 1") is board

    await whole.until(november(25, 15))
    reminder = await lan.hears("还没收到您对")
    lan.taps(reminder, "请假")
    asked = await lan.hears_edit("请选择原因")
    assert "出差" in [label for row in asked.buttons for label in row]
    lan.says("家里有事")
    await lan.hears("已记下：请假")
    li.says("参加")
    await li.hears("已记下：参加")
    assert "还没收到" not in mei.last.text

    await whole.until(november(26, 15))
    await mei.hears("学习二十届四中全会精神")
    await whole.until(november(27, 14))
    await mei.hears("学习二十届四中全会精神")
    await whole.until(november(27, 16, 45))
    sheet = await li.hears("谁到了")
    li.taps(sheet, "确认")
    await li.hears_edit("实到 2")
    await whole.until(november(27, 17))
    digest = await group.hears("本周小结")
    assert digest.content.photo, "a picture comes with it"
    assert digest.content.photo.size
    assert min(digest.content.photo.size) > 200
    assert len([m for m in group.messages if "📌 学习二十届四中全会精神" in m.text]) == 1, "one board, edited in place"
    assert all(query.answer for query in whole.server.world.queries.values()), "no tap is left waiting"
