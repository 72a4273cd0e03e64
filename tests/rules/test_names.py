"""Names, tidied the same way wherever they come in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.names import NameMissing, NameOdd, NameTooLong, check_name, key, tidy


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" 张三 ", "张三"),
        ("张　三", "张三"),
        ("张 三 丰", "张三丰"),
        ("张\u200b三\ufeff", "张三"),
        ("张\t三\r\n", "张三"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("Ｌｉ　Ｍｅｉ", "Li Mei"),
        ("Anne  Marie", "Anne Marie"),
        ("Rene\u0301", "René"),
        ("希勤村(党支部)", "希勤村(党支部)"),
        ("\u202e张三", "张三"),
        ("张三\u3164", "张三"),
        ("张\ufe0f三\u2066\0", "张三"),
        ("e\u200d\u0301", "é"),
        ("张" + "\u0301" * 9, "张" + "\u0301" * 4),
    ],
)
def test_a_name_is_tidied(written: str, meant: str) -> None:
    assert tidy(written) == meant


@pytest.mark.parametrize("name", ["张三", "买买提·艾力", "Anne-Marie O'Brien", "张伟（大）", "张伟2", "𠮷野家", "欧阳"])
def test_names_people_really_have_are_taken(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("written", "sign"),
    [("=HYPERLINK(1)", "="), ("@all", "@"), ("<b>", "<"), ("12", "12"), ("--", "--"), ("张三😀", "😀")],
)
def test_a_sign_no_name_has_is_named(written: str, sign: str) -> None:
    with pytest.raises(NameOdd) as refusal:
        check_name(written)
    assert refusal.value.sign == sign


@pytest.mark.parametrize("written", ["", "  ", "\u200b", "　"])
def test_nothing_but_space_is_no_name(written: str) -> None:
    with pytest.raises(NameMissing):
        check_name(written)


def test_forty_characters_are_a_name_and_one_more_is_not() -> None:
    assert check_name("张" * 40) == "张" * 40
    with pytest.raises(NameTooLong):
        check_name("张" * 41)


def test_two_spellings_of_one_branch_are_the_same() -> None:
    assert key("办公室 (综合)党支部") == key("办公室（综合）党支部")
    assert key("ABC 支部") == key("ａｂｃ支部")
    assert key("希勤村党支部") != key("希勤村党总支")


@pytest.mark.parametrize("other", ["张三\u200b", "张\u2060三", "\u202e张三", "张三\u3164", "张三\U000e0100", "𝐚"])
def test_nobody_is_told_apart_by_what_cannot_be_seen(other: str) -> None:
    assert key(other) in {key("张三"), key("a")}


@given(st.text())
def test_tidying_twice_changes_nothing_and_leaves_one_plain_line(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert tidied == tidied.strip()
    assert not any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in tidied)
    assert key(tidied) == key(text)
