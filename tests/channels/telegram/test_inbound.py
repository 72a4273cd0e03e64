from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from telegram import Update

from bot.channels.telegram.inbound import Ears, Taken
from bot.channels.telegram.names import MessageId
from bot.chat import Address, Audience, ChatChanged, House, MessageGone, Sender, Turn
from tests.channels.handlers import Handlers

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
HOUSE = House(web="http://127.0.0.1:8300", language="zh", zone=ZoneInfo("Asia/Shanghai"))
EARS = Ears(7_000_000_001, "jiedui_test_bot", Handlers().routes(), HOUSE)
MEI = {"id": 5_000_000_001, "is_bot": False, "first_name": "梅", "last_name": "李", "language_code": "zh-hans"}
BOT = {"id": 7_000_000_001, "is_bot": True, "first_name": "结对", "username": "jiedui_test_bot"}
PRIVATE = {"id": 5_000_000_001, "type": "private", "first_name": "梅"}
GROUP = {"id": -4_001, "type": "group", "title": "对子"}
FORUM = {"id": -1_001_000, "type": "supergroup", "title": "合作社", "is_forum": True}


def read(**fields: Any) -> Taken | ChatChanged | None:
    return EARS.read(Update.de_json({"update_id": 9, **fields}, None), NOW)


def message(text: str | None = None, chat: dict[str, Any] = PRIVATE, **more: Any) -> Taken | ChatChanged | None:
    entities = []
    for word, kind in (("@jiedui_test_bot", "mention"), ("@other_bot", "mention")):
        if text and word in text and not text.startswith("/"):
            entities.append({"type": kind, "offset": text.index(word), "length": len(word)})
    told = {
        "message_id": 3,
        "date": 1_795_140_000,
        "chat": chat,
        "from": MEI,
        "text": text,
        "entities": entities,
        **more,
    }
    return read(message={k: v for k, v in told.items() if v is not None})


def request_of(found: Taken | ChatChanged | None) -> Taken:
    assert isinstance(found, Taken)
    return found


def tapped(data: str | None = "rsvp:7:yes", **card: Any) -> Taken:
    shown = {"message_id": 30, "date": 1_795_140_000, "chat": PRIVATE, "from": BOT, "text": "学习", **card}
    query = {"id": "77", "from": MEI, "chat_instance": "1", "data": data, "message": shown}
    return request_of(read(callback_query={k: v for k, v in query.items() if v is not None}))


def test_words_in_private_are_a_request() -> None:
    taken = request_of(message("日程"))
    assert taken.request.sender == Sender("telegram", "5000000001", "梅 李", "zh-hans")
    assert taken.request.address == Address("telegram", "5000000001", Audience.PRIVATE)
    assert (taken.request.text, taken.request.update, taken.request.at) == ("日程", "9", NOW)


def test_a_deep_link_is_the_same_as_typing_start_with_its_code() -> None:
    assert request_of(message("/start CODE")).request.text == "/start CODE"
    assert request_of(message("/start@Jiedui_Test_Bot CODE", GROUP)).request.text == "/start CODE"


@pytest.mark.parametrize("text", ["今天天气好", "/digest@other_bot", "请 @other_bot 看看", None])
def test_what_a_group_says_among_itself_is_not_for_us(text: str | None) -> None:
    assert message(text, GROUP, **({} if text else {"sticker": None})) is None


@pytest.mark.parametrize(
    ("text", "heard"),
    [("/digest", "/digest"), ("/digest@jiedui_test_bot 2", "/digest 2"), ("@jiedui_test_bot 日程", "日程")],
)
def test_commands_and_mentions_in_a_group_are_heard(text: str, heard: str) -> None:
    taken = request_of(message(text, GROUP))
    assert (taken.request.text, taken.request.in_group, taken.request.chat_title) == (heard, True, "对子")
    assert taken.asked == 3


def test_words_that_answer_our_card_name_it() -> None:
    card = {"message_id": 30, "date": 1_795_140_000, "chat": GROUP, "from": BOT, "text": "板"}
    assert request_of(message("参加", GROUP, reply_to_message=card)).request.message == "-4001/30"
    other = card | {"from": MEI}
    assert message("参加", GROUP, reply_to_message=other) is None


def test_a_topic_is_part_of_the_address() -> None:
    taken = request_of(message("/bind", FORUM, message_thread_id=101, is_topic_message=True))
    assert taken.request.address == Address("telegram", "-1001000", Audience.GROUP, "101")
    reply = request_of(message("/bind", GROUP | {"type": "supergroup"}, message_thread_id=3))
    assert reply.request.address.thread == "", "a thread of answers is no topic"


def test_a_document_waits_to_be_fetched_and_a_gif_is_none() -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "名册.csv", "file_size": 3}
    found = request_of(message(document=document, caption="名册"))
    assert found.document
    assert (found.document.file_name, found.request.text) == ("名册.csv", "名册")
    gif = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}
    assert request_of(message(document=document, animation=gif)).document is None


def test_a_sticker_is_words_nobody_understands_and_a_service_message_is_nothing() -> None:
    sticker = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "is_animated": False, "is_video": False,
               "type": "regular"}  # fmt: skip
    assert request_of(message(sticker=sticker)).request.text == ""
    assert message(pinned_message={"message_id": 1, "date": 1, "chat": PRIVATE}) is None
    assert message("频道", GROUP, **{"from": None}) is None


def test_a_tap_is_a_verb_with_named_arguments() -> None:
    taken = tapped()
    assert (taken.request.verb, taken.request.arguments) == ("rsvp", {"event": "7", "answer": "yes"})
    assert (taken.query, taken.request.message) == ("77", "5000000001/30")
    assert tapped(
        photo=[], text=None, caption="x", document={"file_id": "f", "file_unique_id": "u"}
    ).request.message == ("5000000001/30c")
    assert tapped(data=None).request.verb == "?"


def test_a_tap_on_a_message_that_is_gone_is_still_a_tap() -> None:
    taken = tapped(date=0)
    assert (taken.request.verb, taken.request.message) == ("rsvp", "5000000001/30")
    query = {"id": "77", "from": MEI, "chat_instance": "1", "data": "rsvp:7:yes"}
    without = request_of(read(callback_query=query))
    assert without.request.address == Address("telegram", "5000000001")


def change(chat: dict[str, Any], was: str, now: str) -> Taken | ChatChanged | None:
    def rank(status: str) -> dict[str, Any]:
        return {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    ranks = {"old_chat_member": rank(was), "new_chat_member": rank(now)}
    return read(my_chat_member={"chat": chat, "from": MEI, "date": 1_795_140_000, **ranks})


def test_blocking_closes_and_unblocking_opens_a_private_chat() -> None:
    assert change(PRIVATE, "member", "kicked") == ChatChanged("telegram", "5000000001", Turn.CLOSED, NOW, "9")
    assert change(PRIVATE, "kicked", "member") == ChatChanged("telegram", "5000000001", Turn.OPENED, NOW, "9")
    assert change(PRIVATE, "member", "member") is None


def test_being_added_to_a_group_is_a_request_and_being_removed_a_change() -> None:
    arrived = request_of(change(GROUP, "left", "member"))
    assert (arrived.request.verb, arrived.request.sender.user, arrived.request.in_group) == (
        "arrived",
        "5000000001",
        True,
    )
    assert change(GROUP, "member", "left") == ChatChanged("telegram", "-4001", Turn.LEFT, NOW, "9")
    assert change(GROUP, "member", "member") is None


def test_migration_is_understood_from_both_sides_and_a_title_kept() -> None:
    moved = ChatChanged("telegram", "-4001", Turn.MOVED, NOW, "9", becomes="-1001000")
    assert message(None, GROUP, migrate_to_chat_id=-1_001_000) == moved
    assert message(None, FORUM, migrate_from_chat_id=-4_001) == moved
    assert message(None, GROUP, new_chat_title="新") == ChatChanged(
        "telegram", "-4001", Turn.RENAMED, NOW, "9", becomes="新"
    )


def test_kinds_of_updates_we_do_not_ask_for_are_nothing() -> None:
    told = {"message_id": 3, "date": 1, "chat": PRIVATE, "from": MEI, "text": "x"}
    assert read(edited_message=told) is None


def test_an_id_of_another_chat_names_no_message_here() -> None:
    assert MessageId.read("-4001/30c", "-4001") == MessageId("-4001", 30, captioned=True)
    for wrong in ("-4001/30", "30", "", "-1001000/x"):
        with pytest.raises(MessageGone):
            MessageId.read(wrong, "-1001000")
