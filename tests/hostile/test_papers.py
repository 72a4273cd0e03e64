"""Whatever people wrote, the papers made of it hold it as their text and nothing else: no property, formula, element.

Each paper is written twice: once with a mark in every place that people fill, once with anything. Read back, the second
is the first with the marks replaced by the words, cleaned as `bot/rules/words.py` cleans them.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle
from xml.etree import ElementTree as ET

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from bot.papers import pen
from bot.papers.ics import write_feed
from bot.papers.notice import write_notice
from bot.papers.qr import HEIGHT, WIDTH, draw_poster
from bot.papers.record import write_record
from bot.papers.signin import write_sign_in
from bot.papers.template import write_template
from bot.papers.turnout import draw_turnout
from bot.rules.calendars import CalendarFeed, CalendarStatus
from bot.rules.posters import JoinPoster
from bot.rules.roster import RosterTemplate
from bot.rules.sheets import ActivityRecord, Attendee, Outcome
from bot.rules.turnout import BranchTurnout, TurnoutChart
from bot.rules.words import clean, one_line
from tests.hostile.much import many
from tests.hostile.words import PIECES, any_text
from tests.hostile.words import words as long_words
from tests.papers.test_desk import VALUES
from tests.papers.test_documents import NOTICE
from tests.papers.test_ics import NOW, STUDY, ZH
from tests.papers.test_signin import SHEET

MEANT = (
    "C:\\New", "\\N", "\\\\n", "a\r\nATTACH:http://x", "DTSTART:19700101", ";VALUE=URI", '":x', " folded", "\tfolded",
    "_x000D_", "_x0041_", "_x005F_x0041_", "__x0041_", "'=1", "=1", "=cmd|' /C calc'!A0", "+1", "-1", "@A1",
    "#REF!", "#N/A", "TRUE", "2026-11-27", "]]>", "<!--", "<w:br/>", "</w:t>", "&#0;", "&lt;",
    '<?xml version="1.0"?>', "MERGEFIELD x",
)  # fmt: skip
"""What means something to those who read papers."""

text = st.one_of(
    any_text,
    st.sampled_from(MEANT),
    st.lists(st.sampled_from((*PIECES, *MEANT)), min_size=1, max_size=4).map("".join).map(lambda one: one[:400]),
)
texts = st.lists(text, min_size=3, max_size=5)
Write = Callable[[Callable[[], str]], bytes]
"""Writes a paper, asking for the words of every place that people fill."""


def written(write: Write, said: Sequence[str]) -> tuple[bytes, bytes, Callable[[str], str]]:
    """Return the paper with marks, the paper with `said` in turn, and what makes the marks what was said."""
    turn, kept = cycle(said), dict[str, str]()

    def mark() -> str:
        words = next(turn)
        name = f"甲{chr(0x4E8C + len(kept))}丙"
        kept[name] = clean(words)
        return name if words else ""

    def replaced(marked: str) -> str:
        return re.sub("甲.丙", lambda found: kept[found[0]], marked)

    marked = write(mark)
    turn = cycle(said)
    return marked, write(lambda: next(turn)), replaced


def _feed(say: Callable[[], str]) -> bytes:
    entry = replace(
        STUDY, title=say(), place=say(), speaker=say(), host=say(), cancel_reason=say(), status=CalendarStatus.CANCELLED
    )
    return write_feed(CalendarFeed(say(), (entry, replace(entry, status=CalendarStatus.CONFIRMED))), ZH)


def _properties(content: bytes) -> list[tuple[str, str]]:
    """Unfold a calendar by hand and return its properties with what they mean."""
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()
    unfolded = content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [(name, re.sub(r"\\(.)", _meant, value)) for name, _, value in (line.partition(":") for line in unfolded)]


def _meant(escaped: re.Match[str]) -> str:
    assert escaped[1] in "\\;,n", escaped[0]
    return "\n" if escaped[1] == "n" else escaped[1]


@many(40)
@given(texts)
def test_a_calendar_has_the_words_and_no_property_more(said: list[str]) -> None:
    said = [one_line(one) for one in said]
    marked, content, replaced = written(_feed, said)
    assert _properties(content) == [(name, replaced(value)) for name, value in _properties(marked)]
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [f"已取消：{said[0]}", said[0]]


@many(20)
@given(texts)
def test_a_calendar_is_cleaned_whatever_it_is_given(said: list[str]) -> None:
    turn, other = cycle(said), cycle(one_line(one) or (one and "\0") for one in said)
    assert _feed(lambda: next(turn)) == _feed(lambda: next(other))


def _sheet(say: Callable[[], str]) -> bytes:
    people = (Attendee(say(), outcome=Outcome.EXCUSED, remark=say()), Attendee(say(), outcome=Outcome.ABSENT))
    return write_sign_in(replace(
        SHEET, branch=say(), title=say(), place=say(), speaker=say(), host=say(), attendees=people,
        guests=(Attendee(say(), remark=say()),),
    ), ZH)  # fmt: skip


def _cells(content: bytes) -> dict[tuple[str, str], str]:
    """Return every cell that holds something, after a look that it is text, a number, and nothing that acts."""
    found: dict[tuple[str, str], str] = {}
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)):
            if cell.value not in (None, ""):
                assert isinstance(cell.value, str if cell.data_type == "s" else int), cell.value
                assert cell.hyperlink is None
                assert bool(cell.quotePrefix) is str(cell.value).startswith(tuple("=+-@＝＋－＠")), cell.value
                found[sheet.title, cell.coordinate] = _shown(cell.value)
    return found


def _shown(value: str | int) -> str:
    """Return what a spreadsheet shows of a cell: it reads _x0041_ as A, which openpyxl does not."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), str(value))


def _parts(content: bytes) -> dict[str, list[str]]:
    """Return each part of an office file with its elements; line breaks and styles are let be."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {
            name: [one.tag for one in ET.fromstring(file.read(name)).iter() if not one.tag.endswith("}br")]  # noqa: S314
            for name in file.namelist()
            if name.endswith((".xml", ".rels")) and "styles" not in name and "sharedStrings" not in name
        }


@many(25)
@given(texts)
def test_a_sign_in_sheet_has_the_words_and_no_formula(said: list[str]) -> None:
    marked, content, replaced = written(_sheet, said)
    expected = {place: replaced(value) for place, value in _cells(marked).items()}
    assert _cells(content) == {k: v for k, v in expected.items() if v}
    assert set(_parts(content)) == set(_parts(marked))


@many(12)
@given(texts)
def test_a_roster_to_fill_in_has_the_words_and_no_formula(said: list[str]) -> None:
    marked, content, replaced = written(lambda say: write_template(RosterTemplate((say(), say(), say())), ZH), said)
    expected = {place: replaced(value) for place, value in _cells(marked).items()}
    assert _cells(content) == {k: v for k, v in expected.items() if v}
    assert set(_parts(content)) == set(_parts(marked))


def _notice(say: Callable[[], str]) -> bytes:
    invited = (say(), say())
    return write_notice(replace(NOTICE, host=say(), title=say(), place=say(), speaker=say(), invited=invited), ZH)


def _record(say: Callable[[], str]) -> bytes:
    people = (Attendee(say(), outcome=Outcome.EXCUSED, remark=say()), Attendee(say(), outcome=Outcome.ABSENT))
    sheet = replace(SHEET, branch=say(), title="", place=say(), speaker=say(), host=say(), attendees=people, guests=())
    return write_record(ActivityRecord(sheet, chair=say(), recorder=say(), topics=say()), ZH)


def _paragraphs(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@many(12)
@given(texts, st.sampled_from([_notice, _record]))
def test_a_document_has_the_words_and_no_element_more(said: list[str], write: Write) -> None:
    marked, content, replaced = written(write, said)
    assert _paragraphs(content) == [replaced(paragraph) for paragraph in _paragraphs(marked)]
    if all(one and one == one_line(one) for one in said):
        assert _parts(content) == _parts(marked)


@many(60)
@given(st.one_of(text, long_words), st.integers(8, 80), st.integers(100, 1000), st.integers(1, 3))
def test_any_words_fit_into_a_picture(said: str, size: int, width: int, most: int) -> None:
    lines = pen.wrapped(said, size, width, most)
    assert len(lines) <= most
    for line in (*lines, pen.shortened(said, size, width)):
        assert pen.length(line, size) <= width, line
    assert 8 <= pen.fitting(said, size, 8, width) <= size


@many(4)
@given(st.lists(st.one_of(text, long_words), min_size=2, max_size=2))
def test_any_words_are_drawn(said: list[str]) -> None:
    chart = VALUES["turnout"]
    assert isinstance(chart, TurnoutChart)
    rows = tuple(BranchTurnout(name, chart.rows[0].cells) for name in said)
    width, height = _size(draw_turnout(replace(chart, title=said[0], rows=rows), ZH))
    assert width == 1080
    assert height > width // 2
    assert _size(draw_poster(JoinPoster(said[1], "https://jiedui.example.org/start/x", NOW.date()), ZH)) == (
        WIDTH,
        HEIGHT,
    )


def _size(png: bytes) -> tuple[int, ...]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])
