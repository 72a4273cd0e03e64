"""Somebody the house knows from the app, who comes by the robot: coming by is not speaking."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.chat import Sender
from bot.clock import HandClock
from bot.models.people import Account, Branch, Member
from bot.services import accounts
from tests.channels.wecom.robot.whole import WholeRobotHouse
from tests.wecom_server.server import WecomServer


@pytest.fixture
async def whole(
    server: WecomServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[WholeRobotHouse]:
    """The whole house on the robot."""
    async with WholeRobotHouse(server, tmp_path, empty_house, hand_clock) as running:
        yield running


async def test_who_only_came_by_is_not_written_to_there_until_they_speak(whole: WholeRobotHouse) -> None:
    mei = whole.server.person("梅老师")

    def closed() -> list[datetime | None]:
        found = select(Account.closed_at).where(Account.channel == "wecom")
        return whole.do(lambda ledger: list(ledger.exec(found)))

    def join(ledger: Session) -> None:
        branch = Branch(name="综合办公室党支部", created_at=whole.clock.now())
        ledger.add(branch)
        ledger.flush()
        member = Member(name="梅老师", branch_id=branch.id, joined_at=whole.clock.now())
        ledger.add(member)
        ledger.flush()
        user = mei.member.userid
        accounts.link(ledger, member, Sender("wecom-app", user, "梅老师"), user, whole.clock.now())

    whole.do(join)
    mei.enters()
    lan = whole.server.person("兰婶")
    lan.enters()  # a stranger, who is greeted: whoever came before was heard before
    await lan.hears("我是结对")
    assert closed() not in ([], [None]), "known here, too, and not to be written to"
    mei.says("日程")
    await mei.hears("")
    assert closed() == [None]
