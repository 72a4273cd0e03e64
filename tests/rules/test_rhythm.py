from datetime import time

import pytest

from bot.rules.refusals import Refusal
from bot.rules.rhythm import Cap, CapOutOfReach, DigestAt, Quiet, RhythmUnclear, read_rhythm
from bot.rules.when import AmbiguousClock, ImpossibleTime


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("周四 16:30", DigestAt(3, time(16, 30))),
        ("周报 周四16:30", DigestAt(3, time(16, 30))),
        ("星期天下午五点", DigestAt(6, time(17))),
        ("每周五 17点", DigestAt(4, time(17))),
        ("Friday 5pm", DigestAt(4, time(17))),
        ("digest Fri 17:00", DigestAt(4, time(17))),
        ("22:00-7:00", Quiet(time(22), time(7))),
        ("免打扰 晚上10点到早上7点", Quiet(time(22), time(7))),
        ("不要免打扰", Quiet(time(0), time(0))),
        ("免打扰：无", Quiet(time(0), time(0))),
        ("每天最多3条", Cap(3)),
        ("最多 12 条", Cap(12)),
        ("max 5 messages a day", Cap(5)),
    ],
)
def test_the_rhythm_is_read_as_people_type_it(typed: str, meant: DigestAt | Quiet | Cap) -> None:
    assert read_rhythm(typed) == meant


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("你好", RhythmUnclear),
        ("", RhythmUnclear),
        ("周四", RhythmUnclear),
        ("16:30", RhythmUnclear),
        ("周四 25:00", ImpossibleTime),
        ("周四 5点", AmbiguousClock),
        ("每天最多99条", CapOutOfReach),
        ("0条", CapOutOfReach),
    ],
)
def test_what_is_no_rhythm_is_refused(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_rhythm(typed)
