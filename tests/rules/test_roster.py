"""Which rows of a roster are taken, and what is said of the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.people import Category, Role
from bot.rules.names import NameMissing, NameOdd, NameTooLong
from bot.rules.refusals import Refusal
from bot.rules.roster import (
    BranchMissing,
    BranchMisspelt,
    BranchNotYours,
    BranchUnknown,
    CategoryUnknown,
    RawRow,
    RoleTooHigh,
    RoleUnknown,
    RosterRow,
    TwiceInFile,
    check,
)

VILLAGE, OFFICE = "希勤村党支部", "综合办公室党支部"
BRANCHES = (VILLAGE, OFFICE)


def reasons(row: RawRow, **rights: object) -> tuple[Refusal, ...]:
    """Return why one row is not taken."""
    result = check([row], BRANCHES, None, **rights)  # type: ignore[arg-type]
    assert result.good == ()
    return result.bad[0].reasons


def only(row: RawRow, **rights: object) -> Refusal:
    """Return the one reason why a row is not taken."""
    (reason,) = reasons(row, **rights)
    return reason


def test_a_whole_row_is_taken_as_it_stands() -> None:
    result = check([RawRow(2, "张三", VILLAGE, "预备党员", "组织委员")], BRANCHES, None)
    assert result.good == (RosterRow(2, "张三", VILLAGE, Category.PROBATIONARY, Role.SECRETARY),)
    assert result.bad == ()


def test_a_name_alone_is_a_full_member_of_the_branch_at_hand_and_said_to_be_assumed() -> None:
    result = check([RawRow(2, "张三")], BRANCHES, VILLAGE)
    assert result.good == (RosterRow(2, "张三", VILLAGE, Category.FULL, Role.MEMBER, assumed=True),)
    assert result.assumed == 1


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("党员", Category.FULL),
        ("中共党员", Category.FULL),
        ("Full member", Category.FULL),
        ("预备党员", Category.PROBATIONARY),
        ("Probationary", Category.PROBATIONARY),
        ("发展对象", Category.PROSPECT),
        (" 入党 积极分子 ", Category.ACTIVIST),
        ("积极分子", Category.ACTIVIST),
        ("群众", Category.PUBLIC),
        ("Ｖolunteer", Category.PUBLIC),
    ],
)
def test_categories_are_known_by_their_other_names(word: str, category: Category) -> None:
    (row,) = check([RawRow(2, "张三", "", word)], BRANCHES, VILLAGE).good
    assert row.category is category
    assert not row.assumed


@pytest.mark.parametrize(
    ("word", "role"), [("成员", Role.MEMBER), ("支部书记", Role.SECRETARY), ("secretary", Role.SECRETARY)]
)
def test_roles_are_known_by_their_other_names(word: str, role: Role) -> None:
    (row,) = check([RawRow(2, "张三", "", "", word)], BRANCHES, VILLAGE).good
    assert row.role is role


def test_a_branch_is_known_however_it_is_spaced() -> None:
    (row,) = check([RawRow(2, "张三", " 希勤村 党支部")], BRANCHES, None).good
    assert row.branch == VILLAGE


def test_an_unknown_branch_is_named_with_the_closest_there_is() -> None:
    reason = only(RawRow(2, "张三", "希勤党支部"))
    assert isinstance(reason, BranchMisspelt)
    assert reason.facts() == {"word": "希勤党支部", "closest": VILLAGE}


def test_a_branch_like_none_is_given_no_suggestion() -> None:
    reason = only(RawRow(2, "张三", "XYZ"))
    assert isinstance(reason, BranchUnknown)


def test_a_row_without_a_branch_is_bad_where_no_branch_is_at_hand() -> None:
    assert isinstance(only(RawRow(2, "张三")), BranchMissing)


def test_a_secretary_may_bring_in_the_own_branch_only() -> None:
    reason = only(RawRow(2, "张三", OFFICE), own=[VILLAGE])
    assert isinstance(reason, BranchNotYours)
    assert reason.word == OFFICE


def test_only_a_coordinator_makes_coordinators() -> None:
    row = RawRow(2, "张三", VILLAGE, "", "coordinator")
    assert isinstance(only(row), RoleTooHigh)
    (taken,) = check([row], BRANCHES, None, may_coordinate=True).good
    assert taken.role is Role.COORDINATOR


def test_every_reason_of_a_row_is_named_at_once() -> None:
    kinds = [type(reason) for reason in reasons(RawRow(7, "=1+1", "XYZ", "团长", "厨师"))]
    assert kinds == [NameOdd, BranchUnknown, CategoryUnknown, RoleUnknown]


def test_a_missing_and_an_endless_name_are_told_apart() -> None:
    assert isinstance(only(RawRow(2, "", VILLAGE)), NameMissing)
    assert isinstance(only(RawRow(2, "张" * 41, VILLAGE)), NameTooLong)


def test_the_second_of_two_same_names_is_bad_and_points_to_the_first() -> None:
    result = check([RawRow(2, "张三"), RawRow(3, "李四"), RawRow(4, "张 三")], BRANCHES, VILLAGE)
    assert [row.line for row in result.good] == [2, 3]
    (bad,) = result.bad
    (reason,) = bad.reasons
    assert bad.line == 4
    assert isinstance(reason, TwiceInFile)
    assert reason.first == 2


def test_the_same_name_in_two_branches_is_two_people() -> None:
    assert len(check([RawRow(2, "张三", VILLAGE), RawRow(3, "张三", OFFICE)], BRANCHES, None).good) == 2


words = st.text(max_size=50)
raw_rows = st.builds(RawRow, st.integers(2, 5000), words, words, words, words)


@given(st.lists(raw_rows, max_size=20))
def test_no_row_is_lost_and_none_is_taken_twice(rows: list[RawRow]) -> None:
    result = check(rows, BRANCHES, VILLAGE)
    assert len(result.good) + len(result.bad) == len(rows)
    assert all(row.reasons for row in result.bad)
    assert len({(row.name, row.branch) for row in result.good}) == len(result.good)
