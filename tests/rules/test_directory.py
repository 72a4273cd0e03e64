import pytest

from bot.rules.directory import DepartmentUnclear, DepartmentUnknown, matching, the_one

NAMES = {1: "单位", 2: "希勤村", 3: "希勤村第一小组", 4: "农学院", 20: "2", 5: "Office", 6: ""}


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("希勤村", [2]), (" 希 勤 村 ", [2]), ("希勤", [2, 3]), ("希勤村党支部", [2]), ("农学院党总支", [4]),
        ("4", [4]), ("2", [2]), ("ｏｆｆｉｃｅ", [5]), ("水利局", []), ("", []),
        ("9" * 21, []), ("²", [2]),
    ],
)  # fmt: skip
def test_a_department_is_found_by_its_number_its_name_or_what_holds_it(word: str, numbers: list[int]) -> None:
    assert matching(NAMES, word) == numbers


def test_one_is_taken_none_and_several_are_refused_with_what_to_write() -> None:
    assert the_one(NAMES, "农学院") == 4
    with pytest.raises(DepartmentUnknown):
        the_one(NAMES, "水利局")
    with pytest.raises(DepartmentUnclear) as unclear:
        the_one(NAMES, "希勤")
    assert unclear.value.names == ("希勤村（2）", "希勤村第一小组（3）")
