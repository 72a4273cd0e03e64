from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.models.people import PartnershipKind
from bot.rules import founding
from bot.rules.founding import AgreementBackwards, Founding, PairTakesTwo, TooFewBranches
from bot.rules.terms import read_term, says_none
from bot.rules.when import WhenRefusal

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("红色对子：甲支部，乙支部", Founding("红色对子", ("甲支部", "乙支部"))),
        ("红色对子: 甲支部、乙支部；丙支部", Founding("红色对子", ("甲支部", "乙支部", "丙支部"))),
        ("甲支部 乙支部", Founding("", ("甲支部", "乙支部"))),
        ("红色对子：甲支部 乙支部", Founding("红色对子", ("甲支部", "乙支部"))),
        ("Red Pair: Office Branch, Village Branch", Founding("Red Pair", ("Office Branch", "Village Branch"))),
        ("Office Branch", Founding("", ("Office Branch",))),
        ("甲支部，甲 支部", Founding("", ("甲支部",))),
        ("红色对子：", Founding("红色对子", ())),
        ("", Founding("", ())),
    ],
)
def test_a_partnership_is_read_from_one_line(text: str, read: Founding) -> None:
    assert founding.read_founding(text) == read


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_pair_takes_two(count: int) -> None:
    with pytest.raises(PairTakesTwo):
        founding.check_founding(PartnershipKind.PAIR, count)


def test_a_cooperative_takes_two_or_more() -> None:
    with pytest.raises(TooFewBranches):
        founding.check_founding(PartnershipKind.COOPERATIVE, 1)
    founding.check_founding(PartnershipKind.COOPERATIVE, 2)
    founding.check_founding(PartnershipKind.COOPERATIVE, 9)


def test_an_agreement_does_not_end_before_it_began() -> None:
    founding.check_agreement(date(2018, 7, 1), date(2018, 7, 1))
    founding.check_agreement(None, date(2018, 7, 1))
    with pytest.raises(AgreementBackwards):
        founding.check_agreement(date(2018, 7, 2), date(2018, 7, 1))


@pytest.mark.parametrize("text", ["2018-07-01", "2018年7月1日", "２０１８／７／１", "2018.7.1", " 2018年7月1日 "])
def test_a_day_of_long_ago_is_read(text: str) -> None:
    assert read_term(text, now=NOW, zone=BEIJING) == date(2018, 7, 1)


@pytest.mark.parametrize("text", ["2018-02-30", "哪天", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(WhenRefusal):
        read_term(text, now=NOW, zone=BEIJING)


def test_none_is_an_answer_too() -> None:
    assert read_term("无", now=NOW, zone=BEIJING) is None
    assert says_none(" None ")
