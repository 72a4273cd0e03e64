"""Words within WeCom's limits, and shown as they were said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.channels.wecom.wording import cut, escape, escape_simple, shorten, size, split

HOSTILE = [
    "明天 3 < 5 & <b>来</b>吗 😀", "**重要** _斜_ `码`", "[点我](https://evil.example)", "# 标题",
    "- 一\n+ 二\n1. 三\n2) 四", "> 引用", "~~删~~ &lt;", '<@all> <font color="warning">红</font>', "| 表 | 格 |",
    "===", "\\已有\\", "![图](x)", "***",
]  # fmt: skip


def seen(markdown: str) -> str:
    """What a reader of Markdown sees."""
    inline = [t for t in MarkdownIt("commonmark").parse(markdown) if t.type == "inline"]
    assert all(c.type in {"text", "softbreak", "hardbreak"} for t in inline for c in t.children or ())
    return "\n".join("".join(c.content or "\n" for c in t.children or ()) for t in inline)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_people_mean_nothing_in_markdown(words: str) -> None:
    assert seen(escape(words)) == words


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"])))
def test_whatever_is_said_is_shown_as_it_was_said(words: str) -> None:
    assert seen(escape(words)).strip() == words.strip()


@pytest.mark.parametrize("words", HOSTILE)
def test_simple_markdown_shows_every_letter_and_no_markup(words: str) -> None:
    defused = escape_simple(words)
    assert defused.replace("\u200b", "") == words
    assert not any(sign in defused for sign in ("**", "](", "<@", "<f"))
    assert not any(line.lstrip().startswith(("#", ">")) for line in defused.splitlines())


def test_limits_are_counted_in_bytes_and_no_character_is_halved() -> None:
    assert size("党课") == 6
    assert cut("党课", 6) == "党课"
    assert cut("党员大会", 10) == "党员…"
    assert cut("😀😀", 7) == "😀…"
    assert shorten("二十届四中全会", 4) == "二十届…"


def test_long_words_go_on_in_another_message_between_lines_where_that_can_be() -> None:
    assert split("一二\n三四\n五", 14) == ["一二\n三四", "五"]
    assert split("一二三四五", 7) == ["一二", "三四", "五"]
    assert split("", 7) == []


@given(st.text(st.characters(codec="utf-8")), st.integers(4, 40))
def test_nothing_is_lost_where_words_are_split(words: str, most: int) -> None:
    pieces = split(words, most)
    assert all(size(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(words.split())
