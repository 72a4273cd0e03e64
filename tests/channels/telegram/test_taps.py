"""A tap is the same whichever way it was read."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import CallbackQuery, Update

from bot.channels.telegram import shape
from bot.channels.telegram.taps import Tap, read_tap
from bot.chat import Address, Audience, Sender

NUMBERS = st.integers(min_value=1, max_value=2**52)
ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just([]), st.just({}))
WORDS = st.text(max_size=12)
PHOTO = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}


def some_of(always: dict[str, st.SearchStrategy[Any]], more: dict[str, st.SearchStrategy[Any]]) -> Any:
    """Return objects with all of the first fields and some of the others."""
    return st.fixed_dictionaries(always, optional=more)


USERS = some_of(
    {"id": NUMBERS, "is_bot": st.just(value=False), "first_name": WORDS},
    {"last_name": WORDS, "username": WORDS, "language_code": st.sampled_from(["zh-hans", "en", ""]), "is_premium": ODD},
)
CHATS = some_of(
    {"id": st.integers(-(2**52), 2**52), "type": st.sampled_from(["private", "group", "supergroup", "channel", "new"])},
    {"title": WORDS, "first_name": WORDS, "is_forum": st.booleans()},
)
CARDS = some_of(
    {"message_id": NUMBERS, "date": st.sampled_from([0, 1_795_140_000]), "chat": CHATS},
    {
        "text": WORDS,
        "from": USERS,
        "is_topic_message": st.booleans(),
        "message_thread_id": st.one_of(NUMBERS, st.none()),
        "photo": st.sampled_from([[], [PHOTO]]),
        "document": st.just({"file_id": "a", "file_unique_id": "b"}),
        "caption": WORDS,
        "edit_date": st.just(1_795_140_001),
        "reply_markup": st.just({"inline_keyboard": [[{"text": "参加", "callback_data": "rsvp:7:yes:0"}]]}),
    },
)
QUERIES = some_of(
    {"id": WORDS, "from": USERS, "chat_instance": WORDS},
    {"data": WORDS, "message": CARDS, "inline_message_id": WORDS, "game_short_name": WORDS},
)


def by_the_library(told: dict[str, Any]) -> Tap | None:
    """Return the tap that python-telegram-bot's classes read; None where they read none."""
    update = Update.de_json(json.loads(json.dumps(told)), None)
    shape.check(update)
    return Tap.of(update.callback_query, update.update_id) if update.callback_query else None


@given(told=st.fixed_dictionaries({"update_id": NUMBERS, "callback_query": QUERIES}))
def test_what_is_read_the_short_way_is_what_the_library_reads(told: dict[str, Any]) -> None:
    short = read_tap(told)
    assert short is None or short == by_the_library(told)


@given(told=st.fixed_dictionaries({"update_id": NUMBERS, "callback_query": QUERIES}), odd=ODD, data=st.data())
def test_a_field_of_another_kind_changes_nothing_of_that(told: dict[str, Any], odd: Any, data: st.DataObject) -> None:
    query = told["callback_query"]
    places = [query, query["from"], *([query["message"], query["message"]["chat"]] if "message" in query else [])]
    place = data.draw(st.sampled_from(places))
    place[data.draw(st.sampled_from(sorted(place)))] = odd
    short = read_tap(told)
    if short is None:
        return
    try:
        long = by_the_library(told)
    except shape.Misshapen:
        raise
    except Exception:  # noqa: BLE001 - the library raises whatever its parsing met in fields that are not used
        return
    assert short == long


@given(told=st.recursive(ODD, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=12))
def test_anything_at_all_is_read_or_left_to_others(told: Any) -> None:
    assert read_tap(told) is None


MEI = {"id": 5_000_000_001, "is_bot": False, "first_name": "梅", "last_name": "李", "language_code": "zh-hans"}
FORUM = {"id": -1_001_000, "type": "supergroup", "title": "合作社", "is_forum": True}


def tapped(**card: Any) -> dict[str, Any]:
    shown = {"message_id": 30, "date": 1_795_140_000, "chat": FORUM, "text": "学习", **card}
    return {"update_id": 9, "callback_query": {"id": "77", "from": MEI, "data": "rsvp:7:yes:0", "message": shown}}


def test_an_everyday_tap_is_read_the_short_way() -> None:
    assert read_tap(tapped(is_topic_message=True, message_thread_id=4)) == Tap(
        9,
        "77",
        Sender("telegram", "5000000001", "梅 李", "zh-hans"),
        Address("telegram", "-1001000", Audience.GROUP, "4"),
        "rsvp:7:yes:0",
        "-1001000/30",
        "合作社",
    )


@pytest.mark.parametrize(
    "card", [{"photo": [PHOTO]}, {"document": {}}, {"date": 0}, {"is_topic_message": True}], ids=str
)
def test_what_needs_a_closer_look_is_left_to_the_library(card: dict[str, Any]) -> None:
    assert read_tap(tapped(**card)) is None


def test_a_tap_without_a_card_goes_to_whoever_tapped() -> None:
    query = CallbackQuery.de_json({"id": "77", "from": MEI, "chat_instance": "1"}, None)
    assert Tap.of(query, 9).address == Address("telegram", "5000000001")
