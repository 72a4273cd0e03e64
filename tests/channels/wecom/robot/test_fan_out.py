"""A fan-out that something happens to: everybody hears at least once, what may have gone twice says so."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlmodel import Session, col, select

from bot.chat import Sender
from bot.clock import HandClock
from bot.models.deliveries import Delivery, State
from bot.models.people import Branch, Member, Role
from bot.services import accounts
from tests.channels.wecom.robot.test_week import card
from tests.channels.wecom.robot.whole import WholeRobotHouse
from tests.wecom_server.robot.people import Person
from tests.wecom_server.robot.wire import CUT_AFTER, CUT_BEFORE
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer

CROWD = 12


@pytest.fixture
async def whole(
    server: WecomServer, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> AsyncIterator[WholeRobotHouse]:
    """The whole house on the robot."""
    async with WholeRobotHouse(server, tmp_path, empty_house, hand_clock) as running:
        yield running


async def village(whole: WholeRobotHouse) -> tuple[Person, list[Person]]:
    """Return a secretary and a branch full of members who have all written to the robot."""
    chen = await whole.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await card(chen, "哪个支部", "综合办公室党支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    people = [whole.server.person(f"村民{n}") for n in range(CROWD)]
    for person in people:
        person.says("您好")
        await person.hears("我是结对")

    def join(ledger: Session) -> None:
        home = ledger.exec(select(Branch).where(col(Branch.name) == "综合办公室党支部")).one()
        for number, person in enumerate(people):
            role = Role.SECRETARY if number == 0 else Role.MEMBER
            member = Member(name=person.member.name, branch_id=home.id, role=role, joined_at=whole.clock.now())
            ledger.add(member)
            ledger.flush()
            sender = Sender("wecom", person.member.userid, member.name)
            accounts.link(ledger, member, sender, person.member.userid, whole.clock.now())

    whole.do(join)
    li = people[0]
    li.says("安排 下周五15:00 学党史 @友谊渠")
    li.taps(await card(li, "请核对", "发布"), "发布")
    await li.hears("已发布")
    return li, people[1:]


def invitations(person: Person) -> list[str]:
    """Return what somebody saw of the invitation."""
    return [person.text(m) for m in person.messages if m.kind == "template_card" and "学党史" in person.text(m)]


def states(whole: WholeRobotHouse) -> set[str]:
    """Return how far the invitations have come."""
    found = select(Delivery.state).where(col(Delivery.what) == "invitation")
    return set(whole.do(lambda ledger: list(ledger.exec(found))))


async def test_a_connection_lost_in_the_middle_loses_nobody(whole: WholeRobotHouse, server: WecomServer) -> None:
    _, people = await village(whole)
    server.goes_wrong("aibot_send_msg", CUT_AFTER)
    await whole.settle()
    await server.connected(2)
    assert whole.app.robot
    await whole.app.robot.known.wait()
    await whole.later(90)
    seen = [invitations(person) for person in people]
    assert all(seen), "everybody has it"
    twice = [both for both in seen if len(both) > 1]
    assert states(whole) == {State.SENT}
    assert all("可能重复" in both[1] for both in twice), "what may have gone twice says so"


async def test_what_was_certainly_not_sent_is_sent_once(whole: WholeRobotHouse, server: WecomServer) -> None:
    _, people = await village(whole)
    server.goes_wrong("aibot_subscribe", CUT_BEFORE, times=2)
    server.cut()
    assert whole.app.robot
    for _ in range(5):
        await whole.settle()
    await server.connected(2)
    await whole.app.robot.known.wait()
    await whole.later(60)
    assert [len(invitations(person)) for person in people] == [1] * (CROWD - 1)


async def test_a_robot_that_was_taken_over_sends_the_rest_after_a_restart(
    whole: WholeRobotHouse, server: WecomServer, tmp_path: Path, empty_house: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _, people = await village(whole)
    async with ClientSession() as session, session.ws_connect(server.url) as other:
        about = {"bot_id": BOT_ID, "secret": SECRET}
        await other.send_json({"cmd": "aibot_subscribe", "headers": {"req_id": "x"}, "body": about})
        await other.receive()
        assert whole.app.robot
        while whole.app.robot.known.is_set():
            await whole.settle()
        await whole.later(30)
        before = [len(invitations(person)) for person in people]
    await whole.stop()
    async with WholeRobotHouse(server, tmp_path, empty_house, whole.clock) as again:
        await again.later(60)
        assert states(again) == {State.SENT}
    assert sum(before) < CROWD - 1, "not all had gone"
    assert all(invitations(person) for person in people)
    caplog.clear()
