"""One line, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.events import Kind
from bot.rules.refusals import Refusal
from bot.rules.scheduling.line import (
    KindUnknown,
    SaidTwice,
    ScheduleLine,
    SeatsUnclear,
    WordsTooLong,
    read_kind,
    read_line,
    read_names,
    read_seats,
    read_title,
)

LINES = {
    "下周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:希勤村支部书记 截止:周四18点 限30人"
    " 邀请:希勤村党支部,农学院党总支": ScheduleLine(
        rest="下周五下午3点-4点半 学习二十届四中全会精神",
        place="友谊渠党性教育基地",
        speaker="希勤村支部书记",
        deadline="周四18点",
        seats=30,
        whom=("希勤村党支部", "农学院党总支"),
    ),
    "周五15:00 学党史": ScheduleLine(rest="周五15:00 学党史"),
    "学党史 周五15:00 ＠老校区": ScheduleLine(rest="学党史 周五15:00", place="老校区"),
    "@老校区 周五15:00 学党史": ScheduleLine(rest="周五15:00 学党史", place="老校区"),
    "周五15:00，学党史，地点：老校区，主讲：王书记": ScheduleLine(
        rest="周五15:00，学党史", place="老校区", speaker="王书记"
    ),
    "邀请：甲支部、乙支部， 丙支部 周五15:00 学党史": ScheduleLine(
        rest="周五15:00 学党史", whom=("甲支部", "乙支部", "丙支部")
    ),
    "截止：周四 18:00 周五15:00 学党史": ScheduleLine(rest="周五15:00 学党史", deadline="周四 18:00"),
    "Fri 15:00 Study by: Thu 6:00 pm": ScheduleLine(rest="Fri 15:00 Study", deadline="Thu 6:00 pm"),
    "周五15:00 学党史 截止周四18点 限三十人": ScheduleLine(rest="周五15:00 学党史", deadline="周四18点", seats=30),
    "周五15:00 学党史 截止: 前一天 18点 名额：20": ScheduleLine(
        rest="周五15:00 学党史", deadline="前一天 18点", seats=20
    ),
    "周五15:00 学党史 类型:主题党日 承办：希勤村党支部": ScheduleLine(
        rest="周五15:00 学党史", kind=Kind.THEMED_DAY, host="希勤村党支部"
    ),
    "周五15:00\n学党史\n地点: 老校区 三号楼\n主讲: 王 书记": ScheduleLine(
        rest="周五15:00 学党史 三号楼 书记", place="老校区", speaker="王"
    ),
    "周五15:00 学党史 @“老校区 三号楼”": ScheduleLine(rest="周五15:00 学党史", place="老校区 三号楼"),
    "next Friday 3pm-4:30pm Study session @Old Campus Hall speaker: John Wang reply by Thu 18:00 max 30 people"
    " invite: Village Branch, College of Agriculture": ScheduleLine(
        rest="next Friday 3pm-4:30pm Study session",
        place="Old Campus Hall",
        speaker="John Wang",
        deadline="Thu 18:00",
        seats=30,
        whom=("Village Branch", "College of Agriculture"),
    ),
    "@Hall next Friday 3pm Study session": ScheduleLine(rest="next Friday 3pm Study session", place="Hall"),
    "Fri 15:00 Study at: Main Hall, by: the day before 6pm": ScheduleLine(
        rest="Fri 15:00 Study", place="Main Hall", deadline="the day before 6pm"
    ),
    "周五15:00 专题：权限30问 联系 a@b.cn": ScheduleLine(rest="周五15:00 专题：权限30问 联系 a@b.cn"),
    "周五15:00 邀请专家讲党课": ScheduleLine(rest="周五15:00 邀请专家讲党课"),
    "": ScheduleLine(rest=""),
}


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_taken_apart(text: str) -> None:
    assert read_line(text) == LINES[text]


def test_a_piece_said_twice_is_refused() -> None:
    with pytest.raises(SaidTwice):
        read_line("周五15:00 学党史 @甲 @乙")


@pytest.mark.parametrize("line", ["@" + "长" * 81, "主讲:" + "长" * 61])
def test_what_does_not_fit_is_refused(line: str) -> None:
    with pytest.raises(WordsTooLong) as refused:
        read_line(line)
    assert refused.value.length == refused.value.longest + 1


def test_a_title_loses_its_quotes_and_a_long_one_is_refused() -> None:
    assert read_title(" “学党史” ") == "学党史"
    assert read_title("学《党章》：第一讲。") == "学《党章》：第一讲"
    assert len(read_title("长" * 120)) == 120
    with pytest.raises(WordsTooLong):
        read_title("长" * 121)


@pytest.mark.parametrize(
    ("words", "seats"), [("30", 30), ("30人", 30), ("三十", 30), ("一百二十五人", 125), ("十", 10), ("9999", 9999)]
)
def test_seats_are_read_in_digits_and_in_chinese(words: str, seats: int) -> None:
    assert read_seats(words) == seats


@pytest.mark.parametrize("words", ["0", "", "很多", "10000", "123456789", "-3", "〇"])
def test_seats_that_are_no_number_of_people_are_refused(words: str) -> None:
    with pytest.raises(SeatsUnclear):
        read_seats(words)


def test_names_of_a_list_are_each_taken_once() -> None:
    assert read_names("甲、乙，甲 和 丙") == ("甲", "乙", "丙")
    assert read_names(" , ，") == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("党课", Kind.LECTURE),
        ("听党课，学习乡村振兴", Kind.LECTURE),
        ("11月主题党日", Kind.THEMED_DAY),
        ("支部党员大会", Kind.GENERAL_MEETING),
        ("召开支委会", Kind.COMMITTEE),
        ("党小组会", Kind.GROUP_MEETING),
        ("理论学习", Kind.STUDY),
        ("学党章", Kind.STUDY),
        ("科技下乡", Kind.SCIENCE),
        ("志愿服务", Kind.VOLUNTEERING),
        ("一起看望三位老党员", Kind.VOLUNTEERING),
        ("参观党史馆", Kind.VISIT),
        ("座谈", Kind.FORUM),
        ("other", Kind.OTHER),
        ("Party Lecture", Kind.LECTURE),
        ("a visit to the canal", Kind.VISIT),
    ],
)
def test_the_kind_is_recognised_from_the_words(words: str, kind: Kind) -> None:
    assert read_kind(words) is kind


def test_a_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(KindUnknown):
        read_kind("春晚")


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        line = read_line(text)
    except Refusal:
        return
    assert len(line.place) <= 80
    assert len(line.speaker) <= 60
    assert "\n" not in line.rest


@given(
    st.lists(
        st.sampled_from(["@", "主讲:", "截止:", "限", "30", "人", "邀请:", ",", "、", " ", "“", "\n", "x", "周五"])
    )
)
def test_marks_in_any_order_break_nothing(pieces: list[str]) -> None:
    try:
        line = read_line("".join(pieces))
    except Refusal:
        return
    assert all(line.whom)
