"""A partnership on three channels at once: the village on the web, the office on WeCom, a college on Telegram."""

import asyncio
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any, cast

import pytest
from sqlmodel import Session

from bot.chat import Sender
from bot.config import Telegram
from bot.models.deliveries import Rung, Seeks
from bot.models.people import Branch, Group, Member, Partner, Partnership, PartnershipKind, Role
from bot.services import accounts
from tests.telegram_server.groups import Group as TelegramGroup
from tests.telegram_server.server import TelegramServer
from tests.ways.telegram import TelegramPerson, TelegramWorld
from tests.ways.wecom import RobotWorld
from tests.world import MONDAY, Person

TITLE = "学党史"


class OnTelegram:
    """The house as its Telegram users need it."""

    def __init__(self, house: "Village") -> None:
        self.house, self.server = house, house.telegram
        self.groups: dict[str, Any] = {}
        self.people: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.house, name)


class Village(RobotWorld):
    """A house on the web, on WeCom and on Telegram."""

    def sections(self) -> dict[str, Any]:
        """Start both platforms."""
        self.telegram = TelegramServer(self.clock)
        self.loop.run_until_complete(self.telegram.__aenter__())
        return super().sections() | {"telegram": Telegram(token=self.telegram.token, api_url=self.telegram.url)}

    def opened(self) -> None:
        """Listen to both."""
        self.polling = self.loop.create_task(self.app.channels["telegram"].run())
        super().opened()
        self.run(self.telegram.polled())

    def left(self) -> None:
        """Listen to neither."""
        self.polling.cancel()
        self.loop.run_until_complete(self._over())
        super().left()

    def end(self) -> None:
        """Stop both."""
        super().end()
        self.loop.run_until_complete(self.telegram.__aexit__(None, None, None))
        assert not self.telegram.violations, "\n".join(self.telegram.violations)

    async def heard(self) -> None:
        """Wait for both."""
        await super().heard()
        await self.telegram.settled()
        assert self.app.telegram
        assert await self.app.telegram._intake.answering.drain(10)

    async def _over(self) -> None:
        await asyncio.gather(self.polling, return_exceptions=True)


@pytest.fixture
def village(tmp_path: Path, empty_house: Path) -> Iterator[Village]:
    """The house, before anybody has come."""
    house = Village(tmp_path, empty_house)
    yield house
    house.close()


def test_a_week_on_three_channels_is_one_week(village: Village) -> None:
    side = OnTelegram(village)
    chen = village.person("陈联络")
    lan = Person(village, "兰婶")
    mei = TelegramPerson(cast("TelegramWorld", side), "梅老师")
    at_home = Person(village, "梅老师")  # her second account
    room = TelegramGroup.made(side.server.world, "党建合作社", (mei.phone,), kind="supergroup", forum=False)
    room.chat.ranks[side.server.world.bot.id] = "member"
    side.groups["college"] = room
    office_room = village.group_of("office", "党建合作社")

    def found(ledger: Session) -> None:
        now = village.clock.now()
        pair = Partnership(
            kind=PartnershipKind.COOPERATIVE, name="党建合作社", zone="Asia/Shanghai", language="zh",
            quiet_from=time(22), quiet_to=time(7), daily_cap=4, digest_weekday=4, digest_at=time(17), created_at=now,
        )  # fmt: skip
        branches = [Branch(name=name, created_at=now) for name in ("综合办公室党支部", "希勤村党支部", "农学院党总支")]
        ledger.add_all([pair, *branches])
        ledger.flush()
        pair.lead_branch_id = branches[0].id
        for branch in branches:
            ledger.add(Partner(partnership_id=pair.id or 0, branch_id=branch.id or 0, joined_at=now))
        for channel, chat in (("wecom", office_room), ("web", "village"), ("telegram", str(room.id))):
            ledger.add(Group(partnership_id=pair.id or 0, channel=channel, chat=chat, title="群", bound_at=now))
        ledger.add(Rung(partnership_id=pair.id or 0, minutes_before=1440, seeks=Seeks.COMING))
        people = (
            ("陈联络", branches[0], Role.COORDINATOR, (("wecom", chen.user),)),
            ("兰婶", branches[1], Role.MEMBER, (("web", lan.user),)),
            ("梅老师", branches[2], Role.MEMBER, (("web", at_home.user), ("telegram", mei.user))),
        )
        for name, branch, role, spoken_from in people:
            member = Member(name=name, branch_id=branch.id, role=role, joined_at=now)
            ledger.add(member)
            ledger.flush()
            for channel, user in spoken_from:
                accounts.link(ledger, member, Sender(channel, user, name), user, now)

    village.do(found)
    mei.says("日程")
    chen.says(f"安排 周五15:00-16:30 {TITLE} @老校区").taps("发布").hears("已发布")
    told = [one for person in (mei, at_home) for one in person.thread() if TITLE in one.text]
    assert len(told) == 1, "who has two accounts is asked once"

    mei.taps("参加").hears("已记下：参加")
    lan.taps("请假")
    chen.taps("待定").hears("已记下：待定")
    village.pass_to(MONDAY.replace(hour=10))
    counts = ("参加 0 · 请假 0 · 待定 1", "参加 0 · 请假 1", "参加 1 · 请假 0")
    for boards in (_boards(mei, "college"), _boards(lan, "village")):
        (board,) = boards
        assert all(count in board for count in counts), "what was answered anywhere stands everywhere"
    assert len(_boards(chen, "office")) == 1

    village.pass_to(MONDAY.replace(day=26, hour=15))
    reminded = [one for person in (mei, at_home) for one in person.thread() if "明天（" in one.text]
    assert len(reminded) == 1
    assert len([one for one in lan.thread() if "明天（" in one.text]) == 0
    fresh = _boards(chen, "office")
    assert len(fresh) == 2, "on WeCom one fresh count, three hours before the deadline"
    assert all(count in fresh[-1] for count in counts)

    village.pass_to(MONDAY.replace(day=27, hour=17, minute=1))
    for person, chat in ((chen, "office"), (lan, "village"), (mei, "college")):
        assert len([one for one in person.thread(chat) if "本周小结" in one.text]) == 1


def _boards(person: Person, chat: str) -> list[str]:
    return [one.text for one in person.thread(chat) if TITLE in one.text and "本周小结" not in one.text]
