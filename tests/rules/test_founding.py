from datetime import date

import pytest

from bot.models.people import PartnershipKind
from bot.rules import founding
from bot.rules.founding import AgreementBackwards, Founding, PairTakesTwo, TooFewBranches
from bot.rules.terms import TermNotRead, read_term, says_none


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


@pytest.mark.parametrize("text", ["2018-07-01", "2018年7月1日", "２０１８／７／１", "2018.7.1", " 2018 年 7 月 1 日 "])
def test_a_day_with_its_year_is_read(text: str) -> None:
    assert read_term(text) == date(2018, 7, 1)


@pytest.mark.parametrize("text", ["7月1日", "2018-02-30", "明天", ""])
def test_any_other_day_is_refused(text: str) -> None:
    with pytest.raises(TermNotRead):
        read_term(text)


def test_none_is_a_day_too() -> None:
    assert read_term("无") is None
    assert says_none(" None ")
