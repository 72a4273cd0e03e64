"""The sign-in sheet, read back as a spreadsheet would."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.chat import Reader
from bot.models.events import Kind
from bot.models.people import Category
from bot.papers.signin import write_sign_in
from bot.rules.sheets import Attendee, Figures, Outcome, SignInSheet, Way

ZH, EN = (Reader(code, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 27, 12, tzinfo=UTC)) for code in ("zh", "en"))
SHEET = SignInSheet(
    branch="希勤村党支部",
    title="学习二十届四中全会精神",
    kind=Kind.STUDY,
    starts_at=datetime(2026, 11, 27, 7, tzinfo=UTC),
    ends_at=datetime(2026, 11, 27, 8, 30, tzinfo=UTC),
    place="友谊渠党性教育基地",
    speaker="希勤村支部书记",
    host="综合办公室党支部",
    attendees=(
        Attendee("张三", Category.FULL, Outcome.CAME, Way.SELF, datetime(2026, 11, 27, 6, 55, tzinfo=UTC)),
        Attendee("李四", Category.PROBATIONARY, Outcome.EXCUSED, remark="出差"),
        Attendee("王五", Category.FULL, Outcome.ABSENT),
    ),
    guests=(Attendee("赵六", Category.ACTIVIST, Outcome.CAME, Way.WALK_IN),),
    figures=Figures(expected=3, came=1, excused=1, guests=1),
)


def opened(content: bytes) -> Worksheet:
    """Return the only sheet of a workbook, formulas not computed."""
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    return sheet


def rows(sheet: Worksheet) -> list[list[str]]:
    """Return what is written, row by row, empty cells left out."""
    return [[str(cell) for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]


def test_it_says_what_where_and_when_and_who_came_how() -> None:
    assert rows(opened(write_sign_in(SHEET, ZH))) == [
        ["希勤村党支部签到表"],
        ["活动：学习二十届四中全会精神"],
        ["类型：理论学习"],
        ["时间：2026年11月27日 周五 15:00–16:30"],
        ["地点：友谊渠党性教育基地"],
        ["主讲：希勤村支部书记"],
        ["承办：综合办公室党支部"],
        ["序号", "姓名", "类别", "签到", "签到时间", "备注"],
        ["1", "张三", "正式党员", "本人签到", "14:55"],
        ["2", "李四", "预备党员", "请假", "出差"],
        ["3", "王五", "正式党员", "缺席"],
        ["列席"],
        ["1", "赵六", "入党积极分子", "现场登记"],
        ["应到 3 人，实到 1 人，请假 1 人，缺席 1 人，列席 1 人"],
        ["请假：李四（出差）"],
        ["缺席：王五"],
    ]


def test_before_the_activity_there_is_room_to_sign_and_to_count() -> None:
    blank = replace(SHEET, attendees=(Attendee("张三", Category.FULL),), guests=(), figures=None)
    written = rows(opened(write_sign_in(blank, ZH)))
    assert written[-2:] == [["1", "张三", "正式党员"], ["应到＿＿人，实到＿＿人，请假＿＿人，缺席＿＿人，列席＿＿人"]]


def test_somebody_erased_leaves_a_line_and_a_count_but_no_name() -> None:
    gone = replace(SHEET, attendees=(Attendee("", Category.FULL, Outcome.ABSENT),), guests=())
    written = rows(opened(write_sign_in(gone, ZH)))
    assert ["1", "正式党员", "缺席"] in written
    assert written[-1] == ["应到 3 人，实到 1 人，请假 1 人，缺席 1 人，列席 1 人"]


def test_it_prints_on_a4_one_page_wide_with_the_header_on_every_page() -> None:
    sheet = opened(write_sign_in(SHEET, ZH))
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$8:$8"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", '=HYPERLINK("http://example.invalid")'])
def test_nothing_anybody_wrote_becomes_a_formula(text: str) -> None:
    evil = replace(SHEET, branch=text, title=text, attendees=(Attendee(text, remark=text),), guests=())
    sheet = opened(write_sign_in(evil, ZH))
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert sheet["B9"].value == text
    assert sheet["B9"].quotePrefix, "it would be a formula once somebody has edited it"
    assert not sheet["A2"].quotePrefix


def test_control_characters_do_not_spoil_the_file() -> None:
    odd = replace(SHEET, title="学\x00习\x1b", attendees=(Attendee("张\x07三"),))
    assert ["活动：学习"] in rows(opened(write_sign_in(odd, ZH)))


def test_english_for_english_readers() -> None:
    written = rows(opened(write_sign_in(SHEET, EN)))
    assert written[0] == ["Sign-in sheet: 希勤村党支部"]
    assert written[-3:] == [
        ["Expected 3, came 1, on leave 1, absent 1, guests 1"],
        ["On leave: 李四 (出差)"],
        ["Absent: 王五"],
    ]


@pytest.mark.parametrize("sign", ["\ufffe", "\x01", "\u202e"])
def test_a_sign_no_file_can_hold_is_left_out(sign: str) -> None:
    written = rows(opened(write_sign_in(replace(SHEET, title=f"=学{sign}习"), ZH)))
    assert any("=学习" in cell for row in written for cell in row)
