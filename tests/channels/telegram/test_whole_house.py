"""The real handlers and jobs on Telegram."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, select

from bot.models.deliveries import Delivery, State
from bot.models.events import Event, Invited, Kind, Phase
from bot.models.people import Group, Member, Partner
from bot.services import boards, outbox
from jobs.timetable import settle
from tests.channels.telegram.whole import WholeHouse
from tests.telegram_server.people import User
from tests.telegram_server.world import Message


def publish(ledger: Session, whole: WholeHouse, title: str) -> int:
    """Put a published event of the first partnership into the tables, with its boards."""
    now = whole.clock.now()
    partner = ledger.exec(select(Partner)).first()
    assert partner
    event = Event(
        uid=f"{title}@test", partnership_id=partner.partnership_id, host_id=partner.branch_id, kind=Kind.STUDY,
        title=title, place="友谊渠", starts_at=now + timedelta(days=4), ends_at=now + timedelta(days=4, hours=1),
        reply_by=now + timedelta(days=3), phase=Phase.PUBLISHED, made_at=now, changed_at=now, published_at=now,
    )  # fmt: skip
    ledger.add(event)
    ledger.flush()
    ledger.add(Invited(event_id=event.id or 0, branch_id=partner.branch_id))
    boards.open_boards(ledger, event.id or 0, tuple(g.id or 0 for g in ledger.exec(select(Group))), now)
    return event.id or 0


async def posted(whole: WholeHouse, chen: User, *others: User) -> Message:
    """Let a coordinator bind a group; return the board of an event there."""
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await chen.hears("哪个支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    group = whole.server.group("对子", chen, *others)
    await group.hears("/bind")
    chen.says("/bind", to=group)
    await group.hears("红色对子")
    whole.do(lambda ledger: publish(ledger, whole, "学党史"))
    await whole.later(seconds=10)
    return await group.hears("学党史")


async def test_a_board_is_tapped_edited_in_place_and_follows_its_group_to_a_supergroup(whole: WholeHouse) -> None:
    chen = await whole.coordinator()
    chen.says("新建对子 红色对子：综合办公室党支部，希勤村党支部")
    chen.taps(await chen.hears("哪个支部"), "综合办公室党支部")
    await chen.hears("红色对子")
    group = whole.server.group("对子", chen)
    await group.hears("/bind")
    chen.says("/bind@jiedui_test_bot", to=group)
    await group.hears("红色对子")
    whole.do(lambda ledger: publish(ledger, whole, "学党史"))
    await whole.later(seconds=10)
    board = await group.hears("学党史")
    assert "参加 0" in board.text
    chen.taps(board, "参加")
    await chen.sees("参加")
    await whole.later(seconds=10)
    assert await group.hears_edit("参加 1") is board

    grown = group.migrates()
    await whole.later(seconds=10)
    moved = await grown.hears("学党史")
    assert "参加 1" in moved.text
    chen.taps(moved, "请假")
    await chen.sees("请假")
    await whole.later(seconds=10)
    assert await grown.hears_edit("请假 1") is moved
    assert len([m for m in grown.messages if "学党史" in m.text]) == 1


async def test_a_stranger_on_the_board_is_led_into_the_private_chat(whole: WholeHouse) -> None:
    chen, gu = await whole.coordinator(), whole.server.user("顾")
    board = await posted(whole, chen, gu)
    gu.taps(board, "参加")
    await gu.sees("")
    link = next(label for row in board.buttons for label in row if "第一次" in label)
    assert gu.follows(board, link).startswith("https://t.me/jiedui_test_bot?start=join-")
    await gu.hears("")


async def test_after_a_restart_no_board_is_drawn_before_the_bot_knows_the_name_that_is_in_its_link(
    whole: WholeHouse, tmp_path: Path, empty_house: Path
) -> None:
    board = await posted(whole, await whole.coordinator())
    await whole.stop()
    whole.clock.advance(minutes=2)
    again = WholeHouse(whole.server, tmp_path, empty_house, whole.clock)
    await settle(again.app.jobs)
    assert len(board.versions) == 1
    async with again:
        await again.later(seconds=5)
        assert len(board.versions) == 2
        assert any("第一次" in label for row in board.buttons for label in row)


async def test_after_a_restart_what_is_in_doubt_leaves_its_reader_the_second_telegram_asks_for(
    whole: WholeHouse, tmp_path: Path, empty_house: Path
) -> None:
    chen = await whole.coordinator()
    await posted(whole, chen)
    await whole.later(seconds=5)

    def be_sending(ledger: Session) -> None:
        now = whole.clock.now()
        member = ledger.exec(select(Member)).one()
        outbox.plan(ledger, key="lost", what="group-lost", member_id=member.id, now=now, group=1)
        row = ledger.exec(select(Delivery).where(Delivery.key == "lost")).one()
        row.state, row.channel, row.chat = State.ATTEMPTING, "telegram", str(chen.id)
        ledger.get_one(Group, 1).closed_at = now

    whole.do(be_sending)
    await whole.stop()
    async with WholeHouse(whole.server, tmp_path, empty_house, whole.clock) as again:
        await again.settle()
        assert [m for m in chen.messages if "可能重复" in m.text] == []
        await again.later(seconds=2)
        await chen.hears("可能重复")
