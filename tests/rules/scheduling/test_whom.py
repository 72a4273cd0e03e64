"""Branches by what people call them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.scheduling.whom import NoSuchPartner, PartnerMisspelt, PartnerUnknown, find, fits

BRANCHES = {1: "综合办公室党支部", 2: "希勤村党支部", 3: "农学院党总支", 4: "农学院学生党支部"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("希勤村党支部", (2,)),
        ("希勤", (2,)),
        ("办公室", (1,)),
        ("希勤支部", (2,)),
        ("农学院", (3, 4)),
        ("农学院党总支", (3,)),
        (" 希勤村 党支部 ", (2,)),
    ],
)
def test_a_branch_is_found_by_its_name_or_a_part_of_it(name: str, found: tuple[int, ...]) -> None:
    assert fits(name, BRANCHES) == found


def test_a_name_nobody_has_is_refused_with_the_closest() -> None:
    with pytest.raises(PartnerMisspelt) as refused:
        fits("希琴村党支部", BRANCHES)
    assert refused.value.closest == "希勤村党支部"
    with pytest.raises(PartnerUnknown):
        fits("xyz", BRANCHES)
    with pytest.raises(PartnerUnknown):
        fits(" ", BRANCHES)


def test_all_own_and_unclear_names() -> None:
    assert find(("全部",), BRANCHES, 1).found == (1, 2, 3, 4)
    assert find(("本支部",), BRANCHES, 1).found == (1,)
    called = find(("希勤", "农学院"), BRANCHES, 1)
    assert (called.found, called.unclear) == ((2,), ("农学院",))
    with pytest.raises(NoSuchPartner):
        find(("本支部",), BRANCHES, None)


@given(st.text(max_size=60))
def test_any_name_is_found_or_refused(name: str) -> None:
    try:
        found = fits(name, BRANCHES)
    except NoSuchPartner:
        return
    assert found
    assert set(found) <= set(BRANCHES)
