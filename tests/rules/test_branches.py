import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import branches
from bot.rules.branches import BranchUnclear
from bot.rules.names import NameMissing, NameTooLong
from bot.rules.refusals import Refusal
from bot.rules.roster import BranchMisspelt, BranchUnknown

NAMES = ("综合办公室党支部", "希勤村党支部", "农学院党总支", "农学院第一党支部", "Office Branch")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("综合办公室党支部", "综合办公室党支部"),
        ("综合办公室", "综合办公室党支部"),
        ("办公室", "综合办公室党支部"),
        ("希勤村", "希勤村党支部"),
        ("农学院党总支", "农学院党总支"),
        ("总支", "农学院党总支"),
        ("office", "Office Branch"),
        ("Ｏｆｆｉｃｅ　Branch", "Office Branch"),
    ],
)
def test_a_branch_is_found_by_what_people_call_it(word: str, name: str) -> None:
    assert branches.find(word, NAMES) == name


def test_a_word_that_fits_several_branches_names_them() -> None:
    with pytest.raises(BranchUnclear) as refused:
        branches.find("农学院", NAMES)
    assert refused.value.names == ("农学院党总支", "农学院第一党支部")


def test_a_misspelt_branch_is_answered_with_the_closest() -> None:
    with pytest.raises(BranchMisspelt) as refused:
        branches.find("希琴村党支部", NAMES)
    assert refused.value.closest == "希勤村党支部"


@pytest.mark.parametrize("word", ["", "  ", "xyz"])
def test_a_word_like_no_branch_is_unknown(word: str) -> None:
    with pytest.raises(BranchUnknown):
        branches.find(word, NAMES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我是梅老师，综合办公室党支部", ("综合办公室党支部", "我是梅老师,")),
        ("希勤村党支部的兰婶", ("希勤村党支部", "的兰婶")),
        ("office branch, Ann", ("Office Branch", ", Ann")),
        ("你好", None),
    ],
)
def test_a_branch_is_heard_inside_a_sentence(text: str, found: tuple[str, str] | None) -> None:
    assert branches.spoken_of(text, NAMES) == found


def test_titles_are_tidied_and_bounded() -> None:
    assert branches.check_title("  红色 对子 ") == "红色对子"
    with pytest.raises(NameMissing):
        branches.check_title("\u200b ")
    with pytest.raises(NameTooLong) as refused:
        branches.check_title("长" * 61)
    assert refused.value.longest == 60


@given(st.text(), st.lists(st.text()))
def test_finding_never_fails_but_by_refusing(word: str, names: list[str]) -> None:
    with contextlib.suppress(Refusal):
        assert branches.find(word, names) in names
