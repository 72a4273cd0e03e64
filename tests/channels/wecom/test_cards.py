"""Where the parts of a card go in WeCom's template cards."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.channels.wecom.cards import APP_CARD, ROBOT_CARD, Laid, lay
from bot.channels.wecom.names import message_of, new_task
from bot.chat import Reader, Style
from bot.texts import Spoken, SpokenButton

READER = Reader("zh", ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, tzinfo=UTC))
YES = SpokenButton("参加", "rsvp:7:yes:0", Style.PRIMARY)
NO = SpokenButton("请假", "rsvp:7:no:0", Style.DANGER)
LINK = SpokenButton("加入日历", url="https://jiedui.example.org/feed/1")


def spoken(
    title: str = "📌 学党史", *parts: str | tuple[str, str], buttons: tuple[SpokenButton, ...] = (YES, NO)
) -> Spoken:
    return Spoken(title, parts, (buttons,), None, ())


def laid(card: Spoken, task: str = "task") -> Laid:
    return lay(card, task, ROBOT_CARD, READER)


def only(card: Spoken) -> dict[str, Any]:
    said = laid(card)
    assert not said.words
    (one,) = said.cards
    return dict(one)


def test_a_card_with_buttons_has_its_rows_in_their_place() -> None:
    card = only(spoken("📌 学党史", ("时间", "11月27日 周五 15:00"), "请在 周四 18:00 前回复", buttons=(YES, NO, LINK)))
    assert card == {
        "card_type": "button_interaction",
        "task_id": "task",
        "main_title": {"title": "📌 学党史", "desc": "请在 周四 18:00 前回复"},
        "horizontal_content_list": [{"keyname": "时间", "value": "11月27日 周五 15:00"}],
        "jump_list": [{"type": 1, "title": "加入日历", "url": "https://jiedui.example.org/feed/1"}],
        "button_list": [
            {"text": "参加", "style": 1, "key": "rsvp:7:yes:0"},
            {"text": "请假", "style": 3, "key": "rsvp:7:no:0"},
        ],
    }


def test_a_title_too_long_for_its_field_stands_whole_in_the_paragraph() -> None:
    title = "学习贯彻二十届四中全会精神专题党课暨主题党日活动筹备会"
    card = only(spoken(title))
    assert card["main_title"]["title"] == f"{title[:25]}…"
    assert title in card["main_title"].get("desc", "") + card.get("sub_title_text", "")


def test_what_has_no_room_goes_as_words_before_the_card() -> None:
    said = laid(spoken("核对", *(f"第{n}行，说了不少，放不进卡片里的字段" for n in range(9)), ("时间", "周五")))
    assert said.words.title == "核对"
    assert len(said.words.lines) == 10
    assert said.words.lines[-1] == "时间  周五"
    (card,) = said.cards
    assert card["main_title"] == {"title": "核对"}
    assert not card.keys() & {"sub_title_text", "horizontal_content_list"}, "nothing is said twice"


def test_the_seventh_row_is_a_paragraph() -> None:
    card = only(spoken("表", *(("项", str(n)) for n in range(7))))
    assert len(card["horizontal_content_list"]) == 6
    assert card["main_title"]["desc"] == "项  6"


def test_without_buttons_there_is_no_card() -> None:
    said = laid(spoken("已发布", "发给 4 人", buttons=(LINK,)))
    assert said.cards == ()
    assert (said.words.title, said.words.links) == ("已发布", (("加入日历", LINK.url),))


def test_more_than_six_buttons_become_a_choice() -> None:
    buttons = tuple(SpokenButton(f"第{n}人", f"here:7:{n}") for n in range(23))
    said = laid(spoken("谁到了", "点名字可改", buttons=(*buttons, LINK)))
    first, second = (dict[str, Any](card) for card in said.cards)
    assert said.words.lines == ("点名字可改",)
    assert said.words.links
    assert (first["card_type"], first["task_id"], second["task_id"]) == ("vote_interaction", "task", "task@2")
    assert message_of(second["task_id"]) == "task"
    assert [len(card["checkbox"]["option_list"]) for card in (first, second)] == [20, 3]
    assert first["submit_button"]["text"] == "提交"


def test_the_same_button_twice_is_there_once() -> None:
    assert [b["key"] for b in only(spoken(buttons=(YES, NO, YES)))["button_list"]] == [YES.data, NO.data]


@pytest.mark.parametrize("advised", [ROBOT_CARD, APP_CARD])
def test_a_card_without_any_words_still_has_some(advised: Any) -> None:
    (card,) = lay(Spoken("", (), ((YES,),), None, ()), "task", advised, READER).cards
    assert card["sub_title_text"]


def test_names_of_cards_are_what_wecom_takes() -> None:
    names = {new_task() for _ in range(100)}
    assert len(names) == 100
    assert all(name.replace("-", "").replace("_", "").isalnum() and len(name) <= 128 for name in names)
