"""Notice and record, read back as a word processor would."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from docx import Document
from docx.document import Document as Docx
from docx.shared import Cm

from bot.chat import Reader
from bot.models.events import Kind
from bot.papers.notice import write_notice
from bot.papers.record import write_record
from bot.rules.sheets import ActivityRecord, Notice
from tests.papers.test_signin import SHEET

ZH, EN = (Reader(code, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, 9, tzinfo=UTC)) for code in ("zh", "en"))
NOTICE = Notice(
    host="希勤村党支部",
    title="学习二十届四中全会精神",
    kind=Kind.STUDY,
    starts_at=datetime(2026, 11, 27, 7, tzinfo=UTC),
    ends_at=datetime(2026, 11, 27, 8, 30, tzinfo=UTC),
    place="友谊渠党性教育基地",
    speaker="希勤村支部书记",
    invited=("希勤村党支部", "农学院党总支"),
    reply_by=datetime(2026, 11, 26, 10, tzinfo=UTC),
    issued_on=date(2026, 11, 20),
    seats=30,
)


def opened(content: bytes) -> Docx:
    return Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


def form(content: bytes) -> dict[str, str]:
    """Return the record's labels and what stands beside them."""
    fields: dict[str, str] = {}
    (table,) = opened(content).tables
    for row in table.rows:
        texts = [cell.text for cell in row.cells]
        fields[texts[0]] = texts[1]
        if row.cells[1]._tc is not row.cells[3]._tc:
            fields[texts[2]] = texts[3]
    return fields


def test_a_notice_says_what_when_where_and_until_when_to_reply() -> None:
    assert paragraphs(write_notice(NOTICE, ZH)) == [
        "关于开展“学习二十届四中全会精神”的通知",
        "希勤村党支部、农学院党总支：",
        "现将有关安排通知如下，请组织好本支部党员按时参加。",
        "1. 时间：2026年11月27日 周五 15:00–16:30",
        "2. 地点：友谊渠党性教育基地",
        "3. 类型：理论学习",
        "4. 主讲：希勤村支部书记",
        "5. 名额：30 人",
        "6. 请于 11月26日 周四 18:00 前回复",
        "希勤村党支部",
        "2026年11月20日",
    ]


def test_a_notice_leaves_out_what_is_not_known_and_counts_on() -> None:
    points = paragraphs(write_notice(replace(NOTICE, place="", speaker="", seats=None), ZH))[3:-2]
    assert points == [
        "1. 时间：2026年11月27日 周五 15:00–16:30",
        "2. 类型：理论学习",
        "3. 请于 11月26日 周四 18:00 前回复",
    ]


def test_a_notice_in_english() -> None:
    texts = paragraphs(write_notice(NOTICE, EN))
    assert texts[0] == "Notice: 学习二十届四中全会精神"
    assert texts[-1] == "20 Nov 2026"


def test_a_record_has_every_field_of_the_minutes_filled_in_as_far_as_known() -> None:
    fields = form(write_record(ActivityRecord(SHEET, nth=3, chair="张三", recorder="李四"), ZH))
    assert fields == {
        "支部": "希勤村党支部",
        "年度": "2026年第4季度 11月",
        "类型": "理论学习",
        "次数": "第 3 次",
        "计划时间": "2026年11月27日 周五 15:00–16:30",
        "实际时间": "",
        "时长": "",
        "地点": "友谊渠党性教育基地",
        "议题": "学习二十届四中全会精神",
        "主持人": "张三",
        "记录人": "李四",
        "主讲人": "希勤村支部书记",
        "承办": "综合办公室党支部",
        "人数": "应到 3 人，实到 1 人，请假 1 人，缺席 1 人，列席 1 人",
        "请假": "李四（出差）",
        "缺席": "王五",
        "列席": "赵六",
        "内容": "",
        "决议": "",
        "附件": "",
        "审核": "",
        "退回原因": "",
    }


def test_a_record_made_afterwards_says_so() -> None:
    assert paragraphs(write_record(ActivityRecord(SHEET, late=True), ZH))[0] == "活动记录（补录）"
    assert paragraphs(write_record(ActivityRecord(SHEET), ZH))[0] == "活动记录"


def test_before_attendance_is_confirmed_figures_are_left_to_the_pen() -> None:
    fields = form(write_record(ActivityRecord(replace(SHEET, figures=None)), ZH))
    assert fields["人数"] == "应到＿＿人，实到＿＿人，请假＿＿人，缺席＿＿人，列席＿＿人"
    assert fields["次数"] == "第＿＿次"


def test_control_characters_do_not_spoil_a_document() -> None:
    assert paragraphs(write_notice(replace(NOTICE, title="学\x00习\x1b"), ZH))[0] == "关于开展“学习”的通知"


def test_chinese_is_set_in_a_chinese_face_on_a4() -> None:
    document = opened(write_record(ActivityRecord(SHEET), ZH))
    assert 'w:eastAsia="仿宋"' in document.styles["Normal"].element.xml
    assert Cm(20.9) < (document.sections[0].page_width or 0) < Cm(21.1)
    assert document.core_properties.author == ""
