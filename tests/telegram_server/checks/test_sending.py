import io

import httpx
import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.clock import HandClock
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer


def picture(width: int = 40, height: int = 30) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def buttons(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(b, callback_data=b) for b in row] for row in rows])


@pytest.fixture
def mei(telegram_server: TelegramServer) -> User:
    user = telegram_server.user("梅")
    user.opens_link("CODE")
    return user


async def test_a_message_arrives_with_its_marks_and_buttons(bot: Bot, mei: User) -> None:
    sent = await bot.send_message(mei.id, "<b>学习</b> 3 &lt; 5", "HTML", reply_markup=buttons(["参加", "请假"]))
    heard = await mei.hears("学习 3 < 5")
    assert (heard.id, heard.buttons) == (sent.message_id, [["参加", "请假"]])
    assert sent.entities[0].type == "bold"
    assert sent.chat.id == mei.id > 2**32


async def test_nobody_who_never_started_can_be_written_to(telegram_server: TelegramServer, bot: Bot) -> None:
    stranger, seen = telegram_server.user("客"), telegram_server.user("闻")
    group = telegram_server.group("对子", seen)
    seen.says("/start", to=group)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.id, "您好")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(seen.id, "您好")


async def test_who_blocked_or_left_answers_403(telegram_server: TelegramServer, bot: Bot, mei: User) -> None:
    mei.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(mei.id, "您好")
    mei.unblocks_bot()
    mei.deletes_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(mei.id, "您好")
    group = telegram_server.group("对子", mei)
    group.removes_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "您好")


async def test_a_migrated_group_names_its_new_id(telegram_server: TelegramServer, bot: Bot, mei: User) -> None:
    old = telegram_server.group("对子", mei)
    new = old.migrates()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "您好")
    assert moved.value.new_chat_id == new.id
    await bot.send_message(new.id, "您好")
    assert (await new.hears("您好")).id == 2, "a supergroup counts its own messages, the notice was the first"


async def test_topics_are_found_or_missed(telegram_server: TelegramServer, bot: Bot, mei: User) -> None:
    forum = telegram_server.group("合作社", mei, forum=True)
    thread = forum.opens_topic("学习")
    sent = await bot.send_message(forum.id, "您好", message_thread_id=thread)
    assert (sent.message_thread_id, sent.is_topic_message) == (thread, True)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "您好", message_thread_id=9)


@pytest.mark.parametrize(
    ("text", "markup", "why"),
    [
        ("学" * 4097, None, "Message is too long"),
        ("😀" * 2049, None, "Message is too long"),
        ("<b> </b>", None, "Message text is empty"),
        ("<b>", None, "Can't parse entities"),
        ("学", InlineKeyboardMarkup([[InlineKeyboardButton("参加", callback_data="学" * 22)]]), "Button_data_invalid"),
        ("学", buttons([str(n) for n in range(9)]), "at most 8 buttons"),
        ("学", buttons(*[[f"{n}-{m}" for m in range(8)] for n in range(13)]), "Reply_markup_too_long"),
        ("学", InlineKeyboardMarkup([[InlineKeyboardButton("参加")]]), "text buttons are unallowed"),
    ],
)
async def test_limits_are_the_real_ones(
    telegram_server: TelegramServer, bot: Bot, mei: User, *, text: str, markup: InlineKeyboardMarkup | None, why: str
) -> None:
    with telegram_server.expecting("Bad Request"), pytest.raises(BadRequest, match=why):
        await bot.send_message(mei.id, text, "HTML", reply_markup=markup)


async def test_edits_replace_and_are_refused_when_nothing_changes(bot: Bot, mei: User) -> None:
    sent = await bot.send_message(mei.id, "您的回复：未定", reply_markup=buttons(["参加"]))
    await bot.edit_message_text("您的回复：参加", mei.id, sent.message_id, reply_markup=buttons(["改"]))
    edited = await mei.hears_edit("您的回复：参加")
    assert [edited.versions[0].text, edited.text, edited.buttons] == ["您的回复：未定", "您的回复：参加", [["改"]]]
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("您的回复：参加", mei.id, sent.message_id, reply_markup=buttons(["改"]))
    await bot.edit_message_reply_markup(mei.id, sent.message_id)
    assert edited.buttons == []
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("别的", mei.id, 9999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("别的", mei.id, mei.messages[0].id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(mei.id, sent.message_id, caption="别的")


async def test_pictures_are_sent_edited_and_measured(telegram_server: TelegramServer, bot: Bot, mei: User) -> None:
    sent = await bot.send_photo(mei.id, picture(), caption="周报", reply_markup=buttons(["跳过"]))
    assert (sent.photo[-1].width, sent.photo[-1].height, sent.caption) == (40, 30, "周报")
    await bot.edit_message_caption(mei.id, sent.message_id, caption="周报 2")
    await bot.edit_message_media(InputMediaPhoto(picture(50, 50), caption="周报 3"), mei.id, sent.message_id)
    heard = await mei.hears_edit("周报 3")
    assert heard.content.photo
    assert heard.content.photo.size == (50, 50)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("别的", mei.id, sent.message_id)
    with telegram_server.expecting("IMAGE_PROCESS_FAILED"), pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(mei.id, b"no picture")
    with telegram_server.expecting("caption is too long"), pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(mei.id, picture(), caption="学" * 1025)


async def test_documents_go_both_ways(bot: Bot, mei: User) -> None:
    await bot.send_document(mei.id, b"BEGIN:VCALENDAR", filename="学习.ics", caption="加入日历")
    heard = await mei.hears("加入日历")
    assert heard.content.document
    assert (heard.content.document.name, heard.content.document.content) == ("学习.ics", b"BEGIN:VCALENDAR")
    mei.sends_document("名册.csv", b"a,b")
    message = (await bot.get_updates())[-1].message
    assert message
    assert message.document
    assert message.document.file_name == "名册.csv"
    got = await bot.get_file(message.document)
    assert bytes(await got.download_as_bytearray()) == b"a,b"


async def test_a_large_document_cannot_be_fetched(bot: Bot, mei: User) -> None:
    mei.sends_document("大.xlsx", b"", claimed_bytes=20 * 1024 * 1024 + 1)
    message = (await bot.get_updates())[-1].message
    assert message
    assert message.document
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message.document.file_id)


async def test_taps_are_answered_once_and_in_time(
    telegram_server: TelegramServer, bot: Bot, mei: User, hand_clock: HandClock
) -> None:
    await bot.send_message(mei.id, "来吗", reply_markup=buttons(["参加"]))
    query = mei.taps(mei.last, "参加")
    assert await bot.answer_callback_query(query.id, "已记下")
    assert await mei.sees("已记下") == "已记下"
    late = mei.taps(mei.last, "参加")
    hand_clock.advance(seconds=16)
    for dead in (query.id, late.id, "1"):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(dead)
    with telegram_server.expecting("MESSAGE_TOO_LONG"), pytest.raises(BadRequest):
        await bot.answer_callback_query(mei.taps(mei.last, "参加").id, "学" * 201)


async def test_replies_deletions_and_pins(
    telegram_server: TelegramServer, bot: Bot, mei: User, hand_clock: HandClock
) -> None:
    group = telegram_server.group("对子", mei, bot="administrator")
    sent = await bot.send_message(group.id, "板")
    reply = await bot.send_message(group.id, "答", reply_parameters=ReplyParameters(sent.message_id))
    assert reply.reply_to_message
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(group.id, "答", reply_parameters=ReplyParameters(77_777))
    assert await bot.pin_chat_message(group.id, sent.message_id)
    assert [m.text for m in group.chat.pinned] == ["板"]
    assert await bot.delete_message(group.id, reply.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(group.id, reply.message_id)
    hand_clock.advance(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, sent.message_id)


async def test_a_wrong_token_and_an_unknown_parameter_are_told(telegram_server: TelegramServer, bot: Bot) -> None:
    stranger = Bot("7000000001:AAanother-token-of-nobody-at-all-0000000", base_url=f"{telegram_server.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    with telegram_server.expecting("parameters the Bot API does not have"), pytest.raises(BadRequest):
        await bot.get_me(api_kwargs={"colour": "red"})
    with telegram_server.expecting("sendMessage: chat_id: Field required"):
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"{telegram_server.url}/bot{bot.token}/sendmessage", params={"text": "您好"})
    assert answer.json()["error_code"] == answer.status_code == 400


async def test_the_bot_sets_itself_up(telegram_server: TelegramServer, bot: Bot) -> None:
    assert (await bot.get_me()).can_read_all_group_messages is False
    await bot.set_my_commands([("schedule", "安排活动")], language_code="zh")
    assert [c.command for c in await bot.get_my_commands(language_code="zh")] == ["schedule"]
    await bot.delete_my_commands(language_code="zh")
    assert await bot.get_my_commands(language_code="zh") == ()
    await bot.set_my_description("结对", language_code="zh")
    await bot.set_my_short_description("结对")
    assert telegram_server.world.descriptions["description", "zh"] == "结对"
    with telegram_server.expecting("BOT_COMMAND_INVALID"), pytest.raises(BadRequest):
        await bot.set_my_commands([("安排", "安排活动")])


async def test_members_and_chats_can_be_asked_for(telegram_server: TelegramServer, bot: Bot, mei: User) -> None:
    group = telegram_server.group("对子", mei, bot="administrator")
    assert (await bot.get_chat(group.id)).title == "对子"
    assert [m.status for m in await bot.get_chat_administrators(group.id)] == ["creator", "administrator"]
    assert (await bot.get_chat_member(group.id, mei.id)).status == "creator"
    assert await bot.send_chat_action(group.id, "typing")
    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden):
        await bot.get_chat(group.id)
