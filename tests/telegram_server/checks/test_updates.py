import asyncio
from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TimedOut

from bot.clock import HandClock
from tests.telegram_server.server import TelegramServer


async def test_updates_stay_until_the_offset_confirms_them(telegram_server: TelegramServer, bot: Bot) -> None:
    mei = telegram_server.user("梅")
    mei.opens_link("CODE")
    mei.says("日程")
    first, second = await bot.get_updates()
    assert first.message
    assert first.message.text == "/start CODE"
    assert [u.update_id for u in await bot.get_updates()] == [first.update_id, second.update_id]
    assert [u.update_id for u in await bot.get_updates(offset=second.update_id, limit=1)] == [second.update_id]
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_a_long_poll_wakes_when_somebody_speaks(telegram_server: TelegramServer, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram_server.polled()
    telegram_server.user("梅").says("你好")
    assert len(await polling) == 1


async def test_a_second_poller_ends_the_first_with_409(telegram_server: TelegramServer, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram_server.polled()
    async with Bot(bot.token, base_url=f"{telegram_server.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        telegram_server.user("梅").says("你好")
        assert len(await second) == 1


async def test_what_waits_for_more_than_a_day_is_lost(
    telegram_server: TelegramServer, bot: Bot, hand_clock: HandClock
) -> None:
    telegram_server.user("梅").says("你好")
    hand_clock.advance(hours=25)
    assert await bot.get_updates() == ()


async def test_kinds_nobody_asked_for_do_not_come(telegram_server: TelegramServer, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    telegram_server.user("梅").says("你好")
    assert await bot.get_updates() == ()


async def test_privacy_hides_what_groups_talk_about(telegram_server: TelegramServer, bot: Bot) -> None:
    mei = telegram_server.user("梅")
    group = telegram_server.group("对子", mei)
    sent = await bot.send_message(group.id, "板")
    board = group.chat.find(sent.message_id)
    mei.says("今天天气好", to=group)
    mei.says("/digest", to=group)
    mei.says("/digest@another_bot", to=group)
    mei.says("/digest@jiedui_test_bot", to=group)
    mei.says("@jiedui_test_bot 日程", to=group)
    mei.says("参加", to=group, reply_to=board)
    texts = [u.message.text for u in await bot.get_updates() if u.message and u.message.text]
    assert texts == ["/digest", "/digest@jiedui_test_bot", "@jiedui_test_bot 日程", "参加"]


async def test_groups_tell_of_arrival_and_migration(telegram_server: TelegramServer, bot: Bot) -> None:
    mei = telegram_server.user("梅")
    group = telegram_server.group("对子", mei)
    new = group.migrates()
    new.renames("红色对子")
    changed, arrived, moved, came, renamed = await bot.get_updates()
    assert changed.my_chat_member
    assert changed.my_chat_member.new_chat_member.status == "member"
    assert arrived.message
    assert arrived.message.new_chat_members[0].id == bot.id
    assert moved.message
    assert moved.message.migrate_to_chat_id == new.id
    assert came.message
    assert came.message.migrate_from_chat_id == group.id
    assert renamed.message
    assert renamed.message.new_chat_title == "红色对子"


async def test_blocking_and_unblocking_are_told(telegram_server: TelegramServer, bot: Bot) -> None:
    mei = telegram_server.user("梅")
    mei.opens_link()
    mei.blocks_bot()
    mei.opens_link("NEW")
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"), ("kicked", "member"),
    ]  # fmt: skip


async def test_a_tap_on_a_deleted_message_comes_with_an_inaccessible_one(
    telegram_server: TelegramServer, bot: Bot
) -> None:
    mei = telegram_server.user("梅")
    mei.opens_link()
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("参加", callback_data="x")]])
    sent = await bot.send_message(mei.id, "来吗", reply_markup=keys)
    card = mei.last
    await bot.delete_message(mei.id, sent.message_id)
    mei.taps(card, "参加")
    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert query.message
    assert not query.message.is_accessible
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await query.edit_message_text("别的")


async def test_faults_come_as_often_as_asked(telegram_server: TelegramServer, bot: Bot) -> None:
    mei = telegram_server.user("梅")
    mei.opens_link()
    faults = telegram_server.api.faults
    faults.answer("sendMessage", 429, retry_after=30)
    with pytest.raises(RetryAfter):
        await bot.send_message(mei.id, "一")
    faults.answer("sendMessage", 502, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(mei.id, "二")
    assert mei.messages[1:] == []
    faults.cut("sendMessage", applied=True)
    with pytest.raises(NetworkError, match="RemoteProtocolError"):
        await bot.send_message(mei.id, "三")
    held = faults.hold("sendMessage", applied=False)
    with pytest.raises(TimedOut):
        await bot.send_message(mei.id, "四", read_timeout=0.05)
    assert held.reached.is_set()
    await bot.send_message(mei.id, "五")
    held.release()
    faults.cut("sendMessage", applied=False)
    with pytest.raises(NetworkError):
        await bot.send_message(mei.id, "六")
    await bot.send_message(mei.id, "七")
    # What was held is carried out when it is let go, whether anybody still waits for it or not.
    assert [m.text for m in mei.messages[1:] if m.text != "四"] == ["三", "五", "七"]


async def test_the_limits_are_counted_and_enforced_on_demand(
    telegram_server: TelegramServer, bot: Bot, hand_clock: HandClock
) -> None:
    mei, lan = telegram_server.user("梅"), telegram_server.user("兰")
    mei.opens_link()
    lan.opens_link()
    pace = telegram_server.api.pace
    await bot.send_message(mei.id, "一")
    await bot.send_message(mei.id, "二")
    assert len(pace.overruns) == 1
    pace.enforced = True
    with pytest.raises(RetryAfter):
        await bot.send_message(mei.id, "三")
    await bot.send_message(lan.id, "一")
    hand_clock.advance(seconds=1)
    await bot.send_message(mei.id, "三")
    group = telegram_server.group("对子", mei)
    for number in range(20):
        hand_clock.advance(seconds=1)
        await bot.send_message(group.id, str(number))
    hand_clock.advance(seconds=1)
    with pytest.raises(RetryAfter) as full:
        await bot.send_message(group.id, "21")
    assert full.value.retry_after == timedelta(seconds=40)
