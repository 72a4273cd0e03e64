"""Groups, topics, migration; people who block and come back."""

from datetime import time

import pytest
from sqlmodel import Session, select

from bot.chat import AddressClosed, Audience, ChatMoved, Sender
from bot.models.people import Account, Group, Member, Partnership, PartnershipKind, Role
from bot.services import accounts
from tests.channels.handlers import card
from tests.channels.telegram.house import TelegramHouse
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def bound(house: TelegramHouse) -> int:
    """Return the id of a partnership."""

    def add(ledger: Session) -> int:
        pair = Partnership(
            kind=PartnershipKind.PAIR, name="红色对子", zone="Asia/Shanghai", language="zh", quiet_from=time(22),
            quiet_to=time(7), daily_cap=4, digest_weekday=4, digest_at=time(17), created_at=house.clock.now(),
        )  # fmt: skip
        ledger.add(pair)
        ledger.flush()
        return pair.id or 0

    return await house.do(add)


async def bind(house: TelegramHouse, partnership: int, chat: int, thread: str = "") -> None:
    row = Group(
        partnership_id=partnership,
        channel="telegram",
        chat=str(chat),
        thread=thread,
        title="对子",
        bound_at=house.clock.now(),
    )
    await house.do(lambda ledger: ledger.add(row))


async def groups(house: TelegramHouse) -> list[tuple[str, str, bool]]:
    rows = await house.do(lambda ledger: list(ledger.exec(select(Group).order_by(Group.thread))))
    return [(g.chat, g.title, g.closed_at is None) for g in rows]


async def test_a_group_the_bot_is_added_to_is_greeted(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    group = telegram_server.group("对子", mei)
    await group.hears("没看懂")
    assert (house.handlers.heard[0].verb, house.handlers.heard[0].chat_title) == ("arrived", "对子")


async def test_a_command_in_a_group_is_answered_to_and_talk_is_left_alone(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    group = telegram_server.group("对子", mei, bot="administrator")
    mei.says("今天天气好", to=group)
    mei.says("/card@another_bot", to=group)
    asked = mei.says("/card@jiedui_test_bot 板", to=group)
    board = await group.hears("板")
    assert board.reply_to is asked
    mei.taps(board, "请假")
    await mei.sees("已记下 no")
    assert await group.hears_edit("时间  no") is board


async def test_a_topic_is_answered_in_the_topic(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    forum = telegram_server.group("合作社", mei, forum=True)
    thread = forum.opens_topic("学习")
    mei.says("/card 板", to=forum, thread=thread)
    assert (await forum.hears("板")).thread == thread
    await house.send(forum.id, card("小结"), audience=Audience.GROUP, thread=str(thread))
    assert (await forum.hears("小结")).thread == thread
    forum.closes_topic(thread)
    with pytest.raises(AddressClosed):
        await house.send(forum.id, card("小结"), audience=Audience.GROUP, thread=str(thread))


async def test_a_group_that_becomes_a_supergroup_keeps_its_place(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, bound: int
) -> None:
    group = telegram_server.group("对子", mei)
    await bind(house, bound, group.id)
    grown = group.migrates()
    await telegram_server.settled()
    assert await groups(house) == [(str(grown.id), "对子", True)]
    grown.renames("红色对子")
    await telegram_server.settled()
    assert await groups(house) == [(str(grown.id), "红色对子", True)]


async def test_a_migration_nobody_told_of_is_met_when_writing(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    group = telegram_server.group("对子", mei)
    grown = group.migrates(told=False)
    with pytest.raises(ChatMoved) as moved:
        await house.send(group.id, card(), audience=Audience.GROUP)
    assert moved.value.chat == str(grown.id)


async def test_a_group_that_throws_the_bot_out_is_closed(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, bound: int
) -> None:
    group = telegram_server.group("对子", mei)
    await bind(house, bound, group.id)
    group.removes_bot()
    await telegram_server.settled()
    assert await groups(house) == [(str(group.id), "对子", False)]


async def test_who_blocks_the_bot_is_closed_and_opened_again_by_coming_back(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    def join(ledger: Session) -> None:
        member = Member(name="梅", role=Role.SECRETARY, joined_at=house.clock.now())
        ledger.add(member)
        ledger.flush()
        accounts.link(ledger, member, Sender("telegram", str(mei.id)), str(mei.id), house.clock.now())

    async def is_open() -> bool:
        return await house.do(lambda ledger: ledger.exec(select(Account)).one().closed_at is None)

    mei.opens_link()
    await house.do(join)
    mei.blocks_bot()
    await telegram_server.settled()
    assert not await is_open()
    with pytest.raises(AddressClosed):
        await house.send(mei.id, card())
    mei.unblocks_bot()
    await telegram_server.settled()
    assert await is_open()


async def test_a_secretary_has_a_menu_of_their_own(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    def join(role: Role) -> None:
        def unit(ledger: Session) -> None:
            member = ledger.exec(select(Member)).first() or Member(name="梅", joined_at=house.clock.now())
            member.role = role
            ledger.add(member)
            ledger.flush()
            accounts.link(ledger, member, Sender("telegram", str(mei.id)), str(mei.id), house.clock.now())

        house.gate.run_here(unit)

    await telegram_server.called("setMyCommands", 9)
    join(Role.SECRETARY)
    mei.says("你好")
    set_ = await telegram_server.called("setMyCommands", 10)
    assert set_.get("scope") == {"type": "chat", "chat_id": mei.id}
    mei.says("你好")
    await mei.hears("你好")
    join(Role.MEMBER)
    mei.says("又来")
    gone = await telegram_server.called("deleteMyCommands")
    assert gone.get("scope") == {"type": "chat", "chat_id": mei.id}
    assert len(telegram_server.calls("setMyCommands")) == 10
