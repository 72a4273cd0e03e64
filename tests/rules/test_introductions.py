import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.introductions import Introduction, NotIntroduced, introduced, said_name
from bot.rules.names import NameMissing

NAMES = ("综合办公室党支部", "希勤村党支部", "农学院党总支", "农学院第一党支部", "Office Branch")


@pytest.mark.parametrize(
    ("text", "name", "branch"),
    [
        ("我是梅老师，综合办公室党支部", "梅老师", "综合办公室党支部"),
        ("梅老师 综合办公室党支部", "梅老师", "综合办公室党支部"),
        ("综合办公室党支部的梅老师", "梅老师", "综合办公室党支部"),
        ("您好，我叫梅老师，来自综合办公室党支部。", "梅老师", "综合办公室党支部"),
        ("梅老师，办公室", "梅老师", "综合办公室党支部"),
        ("希勤村 兰婶", "兰婶", "希勤村党支部"),
        ("我是希勤村党支部兰婶", "兰婶", "希勤村党支部"),
        ("买买提·艾力，农学院党总支", "买买提·艾力", "农学院党总支"),
        ("I am Ann Lee from Office Branch", "Ann Lee", "Office Branch"),
        ("Ann, office", "Ann", "Office Branch"),
    ],
)
def test_a_name_and_a_branch_are_heard(text: str, name: str, branch: str) -> None:
    assert introduced(text, NAMES) == Introduction(name, branch)


@pytest.mark.parametrize("text", ["你好", "梅老师", "梅老师，农学院", "综合办公室党支部", "", "1+1=2 希勤村"])
def test_words_without_both_are_refused(text: str) -> None:
    with pytest.raises(NotIntroduced):
        introduced(text, NAMES)


@pytest.mark.parametrize(
    ("text", "name"), [("我叫张三", "张三"), ("张 三。", "张三"), ("my name is Ann Lee", "Ann Lee")]
)
def test_a_name_is_heard_among_its_usual_words(text: str, name: str) -> None:
    assert said_name(text) == name


def test_no_name_is_no_name() -> None:
    with pytest.raises(NameMissing):
        said_name("我叫")


@given(st.text())
def test_any_words_are_read_or_refused(text: str) -> None:
    with contextlib.suppress(NotIntroduced):
        assert introduced(text, NAMES).branch in NAMES
