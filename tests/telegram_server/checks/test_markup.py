from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram_server.markup import parse_html, read, units
from tests.telegram_server.refusing import BrokenRequest


def test_tags_become_entities_with_offsets_in_utf_16_units() -> None:
    text, entities = parse_html("😀 <b>学习 <i>二十大</i></b> &lt;a&gt;")
    assert text == "😀 学习 二十大 <a>"
    assert entities == [
        {"type": "italic", "offset": 6, "length": 3},
        {"type": "bold", "offset": 3, "length": 6},
    ]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>学", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>学</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("学</b>", "Unexpected end tag at byte offset 3"),
        ("<p>学</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("3 < 5", "Unclosed start tag at byte offset 2"),
    ],
)
def test_what_the_real_server_cannot_parse_is_refused_in_its_words(source: str, why: str) -> None:
    with pytest.raises(BrokenRequest, match="can't parse entities") as refused:
        parse_html(source)
    assert refused.value.body["description"].endswith(why)


def test_links_keep_their_address_and_empty_tags_leave_no_entity() -> None:
    text, entities = parse_html('<a href="https://x.example/?a=1&amp;b">看</a><b></b>')
    assert (text, [e["type"] for e in entities]) == ("看", ["text_link"])


def test_white_space_at_both_ends_goes_and_entities_stay_in_place() -> None:
    text, entities = read("\n  <b> 学习 </b>  ", "HTML", None)
    assert (text, entities) == ("学习", [{"type": "bold", "offset": 0, "length": 2}])


def test_commands_and_mentions_are_found_in_plain_text() -> None:
    _, entities = read("请发 /start@jiedui_bot 给 @jiedui_bot 或看 https://a.example/b。", None, None)
    assert [e["type"] for e in entities] == ["bot_command", "mention", "url"]


@given(st.text())
def test_any_escaped_text_comes_back_as_it_was(text: str) -> None:
    parsed, entities = parse_html(f"<b>{escape(text)}</b>")
    assert parsed == text
    assert entities == ([{"type": "bold", "offset": 0, "length": units(text)}] if text else [])
