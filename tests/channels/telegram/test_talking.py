"""The channel over HTTP: what people say, tap and send, and what they get."""

import pytest
from sqlmodel import select

from bot.chat import Attachment, MessageGone, PerhapsSent
from bot.models.deliveries import Update
from tests.channels.handlers import PICTURE, card
from tests.channels.telegram.house import TelegramHouse
from tests.telegram_server.editing import TOO_OLD
from tests.telegram_server.people import User
from tests.telegram_server.refusing import bad
from tests.telegram_server.server import TelegramServer


async def test_a_start_link_is_heard_as_a_command(house: TelegramHouse, mei: User) -> None:
    mei.opens_link("CODE")
    await mei.hears("没看懂CODE")
    assert house.handlers.heard[0].verb == "start"
    assert house.house.telegram == "jiedui_test_bot"
    assert house.house.start_link("telegram", "CODE") == "https://t.me/jiedui_test_bot?start=CODE"


async def test_a_card_is_shown_and_a_tap_changes_it_in_place(house: TelegramHouse, mei: User) -> None:
    mei.says("卡片 学党史")
    shown = await mei.hears("学党史")
    assert shown.text.endswith("地点  友谊渠 <3")
    assert shown.buttons == [["参加", "请假"]]
    assert not shown.content.preview, "no link preview"
    mei.taps(shown, "参加")
    assert (await mei.sees("已记下 yes")).startswith("已记下")
    assert await mei.hears_edit("时间  yes") is shown
    assert len(mei.messages) == 2


async def test_a_second_tap_that_changes_nothing_is_answered_and_no_error(house: TelegramHouse, mei: User) -> None:
    mei.says("卡片")
    shown = await mei.hears()
    for _ in range(3):
        mei.taps(shown, "参加")
        await mei.sees("已记下 yes")
    assert len(shown.versions) == 2


async def test_taps_of_one_person_keep_their_order(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    mei.says("卡片")
    shown = await mei.hears()
    for label in ["参加", "请假"] * 10:
        mei.taps(shown, label, version=0)
    await telegram_server.called("answerCallbackQuery", 20)
    assert [r.arguments["answer"] for r in house.handlers.heard[1:]] == ["yes", "no"] * 10
    await telegram_server.settled()
    await house.stop()
    assert shown.text.endswith("时间  no")


async def test_a_refusal_is_an_alert_and_a_long_one_a_message(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    mei.says("菜单")
    menu = await mei.hears("菜单")
    first = mei.taps(menu, "待定")
    await mei.sees("名额已满")
    assert first.answer
    assert first.answer["alert"]
    long = mei.taps(menu, "出差")
    await mei.hears("名额已满" * 60)
    assert long.answer == {"text": "", "alert": False, "url": None}


async def test_a_fault_of_ours_is_told_with_a_number(
    house: TelegramHouse, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    mei.says("菜单")
    mei.taps(await mei.hears(), "工作冲突")
    assert "编号" in await mei.sees("没有成功")
    assert "broken on purpose" in caplog.text
    caplog.clear()


async def test_an_update_that_comes_again_has_one_effect(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    mei.says("卡片")
    await mei.hears()
    telegram_server.world.updates.repeat()
    mei.says("完了")
    await mei.hears("没看懂完了")
    assert [r.text for r in house.handlers.heard] == ["", "完了"]
    assert len(await house.do(lambda ledger: ledger.exec(select(Update)).all())) == 2


async def test_a_picture_has_the_words_as_its_caption_and_files_follow(house: TelegramHouse, mei: User) -> None:
    mei.says("周报")
    shown = await mei.hears("周报")
    assert shown.content.photo
    assert shown.content.photo.content == PICTURE
    assert shown.buttons == [["参加", "请假"]]
    await mei.hears()
    assert mei.last.content.document
    assert (mei.last.content.document.name, mei.last.content.document.content) == ("学习.ics", b"BEGIN:VCALENDAR")
    mei.taps(shown, "参加")
    edited = await mei.hears_edit("时间  yes")
    assert edited.content.photo, "a caption stays a caption"


async def test_files_come_in_and_go_out(house: TelegramHouse, mei: User) -> None:
    mei.opens_link()
    mei.sends_document("名册.csv", b"a,b\n", mime="text/csv")
    shown = await mei.hears("名册.csv")
    assert house.handlers.heard[-1].file == Attachment("名册.csv", "text/csv", b"a,b\n")
    assert shown.content.document
    assert shown.content.document.content == b"a,b\n"


async def test_a_file_too_large_or_out_of_reach_is_refused_in_words(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    mei.sends_document("大.xlsx", b"", claimed_bytes=2 * 1024 * 1024 + 1)
    await mei.hears("最多 2 MB")
    telegram_server.api.faults.answer("getFile", 502)
    mei.sends_document("名册.csv", b"a")
    await mei.hears("请再发一次")
    ann = telegram_server.user("Ann", language="en")
    ann.sends_document("big.xlsx", b"", claimed_bytes=2 * 1024 * 1024 + 1)
    await ann.hears("2 MB")


async def test_a_card_of_the_house_is_sent_edited_and_edited_again(house: TelegramHouse, mei: User) -> None:
    mei.opens_link()
    message = await house.send(mei.id, card("学党史"))
    shown = await mei.hears("学党史")
    assert message == f"{mei.id}/{shown.id}"
    await house.edit(mei.id, message, card("学党章"))
    await house.edit(mei.id, message, card("学党章"))
    assert shown.text.startswith("学党章")
    with_picture = await house.send(mei.id, card("周报", picture=PICTURE))
    assert with_picture.endswith("c")
    await house.edit(mei.id, with_picture, card("周报二", picture=PICTURE + b" "))
    assert (await mei.hears_edit("周报二")).content.photo
    with pytest.raises(MessageGone):
        await house.edit(mei.id, f"{mei.id}/9999", card())
    with pytest.raises(MessageGone):
        await house.edit(mei.id, f"-4001/{shown.id}", card())


async def test_a_card_with_more_than_a_caption_holds_goes_as_a_message_before_its_picture(
    house: TelegramHouse, mei: User
) -> None:
    mei.opens_link()
    await mei.hears()
    message = await house.send(mei.id, card("学" * 1100, picture=PICTURE))
    assert not message.endswith("c")
    assert [bool(m.content.photo) for m in mei.messages if m.sender.is_bot][-2:] == [False, True]


async def test_a_tap_on_a_card_that_is_gone_gets_a_new_one(house: TelegramHouse, mei: User) -> None:
    mei.says("卡片")
    shown = await mei.hears()
    shown.deleted = True
    mei.taps(shown, "参加")
    assert (await mei.hears("时间  yes")) is not shown


async def test_a_refusal_too_late_for_the_tap_is_said_in_private(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    mei.says("菜单")
    menu = await mei.hears("菜单")
    telegram_server.api.faults.refuse("answerCallbackQuery", bad(TOO_OLD))
    mei.taps(menu, "待定")
    await mei.hears("名额已满")


async def test_an_answer_nobody_can_read_may_stand_for_a_message_that_was_sent(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    mei.opens_link()
    message = await house.send(mei.id, card("学党史"))
    for method in ("sendMessage", "editMessageText"):
        telegram_server.api.faults.garble(method, {"message_id": 5})
    with pytest.raises(PerhapsSent, match="KeyError"):
        await house.send(mei.id, card("学党章"))
    with pytest.raises(PerhapsSent, match="KeyError"):
        await house.edit(mei.id, message, card("学党章"))
    await mei.hears("学党章")
    assert "its answer not be read" in caplog.text
    caplog.clear()


async def test_words_that_answer_a_card_get_a_new_message_with_what_was_done(house: TelegramHouse, mei: User) -> None:
    mei.says("卡片")
    shown = await mei.hears()
    mei.says("参加", reply_to=shown)
    heard = await mei.hears("已记下 yes")
    assert heard is not shown
    assert "时间  yes" in heard.text
    assert house.handlers.heard[-1].message == f"{mei.id}/{shown.id}"


async def test_an_answer_waits_where_telegram_asks_for_it(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User
) -> None:
    telegram_server.api.faults.answer("sendMessage", 429, retry_after=7)
    mei.says("卡片")
    await mei.hears("学习")
    assert house.pauses == [7]


async def test_no_answer_is_sent_before_a_long_rest_is_over(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_server.api.faults.answer("sendMessage", 429, retry_after=3600)
    mei.says("卡片")
    mei.says("卡片")
    await telegram_server.settled()
    await house.stop()
    assert len(telegram_server.calls("sendMessage")) == 1
    assert "an answer could not be sent" in caplog.text


async def test_an_answer_that_may_have_arrived_is_not_repeated(
    house: TelegramHouse, telegram_server: TelegramServer, mei: User, caplog: pytest.LogCaptureFixture
) -> None:
    telegram_server.api.faults.answer("sendMessage", 502, applied=True)
    mei.says("卡片")
    await mei.hears("学习")
    mei.says("完了")
    await mei.hears("没看懂完了")
    assert len(mei.messages) == 4
    assert "PerhapsSent" in caplog.text
