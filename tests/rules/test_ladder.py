import pytest

from bot.models.deliveries import Seeks
from bot.rules.ladder import FURTHEST, MOST_RUNGS, LadderFull, RungOutOfReach, RungUnclear, check_rung, read_rung

SILENT, COMING = Seeks.SILENT, Seeks.COMING


@pytest.mark.parametrize(
    ("typed", "minutes", "seeks"),
    [
        ("提前3天 没回复的", 4320, SILENT),
        ("3天前，未回复的", 4320, SILENT),
        ("没回复的提前两天", 2880, SILENT),
        ("提前1小时 参加的", 60, COMING),
        ("提前半小时：要参加的", 30, COMING),
        ("９０分钟　参加", 90, COMING),
        ("3 days before, silent", 4320, SILENT),
        ("Coming 1 hour", 60, COMING),
        ("1 week unanswered", 10080, SILENT),
    ],
)
def test_a_rung_is_read_from_a_length_of_time_and_whom_it_speaks_to(typed: str, minutes: int, seeks: Seeks) -> None:
    assert read_rung(typed) == (minutes, seeks)


@pytest.mark.parametrize("typed", ["提前3天", "没回复的", "一个月前 参加的", "", "你好"])
def test_what_is_no_rung_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(RungUnclear) as refused:
        read_rung(typed)
    assert refused.value.text == typed


@pytest.mark.parametrize("minutes", [0, 4, FURTHEST + 1])
def test_a_rung_too_near_or_too_far_is_refused(minutes: int) -> None:
    with pytest.raises(RungOutOfReach):
        check_rung(minutes, [])


def test_a_ladder_has_a_last_rung() -> None:
    there = [(60 * n, SILENT) for n in range(1, MOST_RUNGS)]
    check_rung(5, there)
    with pytest.raises(LadderFull):
        check_rung(5, [*there, (30, COMING)])
