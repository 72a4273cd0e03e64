"""The record of an activity (活动记录): the minutes' form, with what is known filled in and room for the rest."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row

from bot.chat import Fact, Line, Reader
from bot.papers.documents import CENTRE, blank_document, saved, write
from bot.papers.words import people, said_figures, said_span
from bot.rules.sheets import ActivityRecord, Outcome
from bot.texts import say, say_any

SIZE = 12  # points: 小四
WIDTHS = (2.6, 5.6, 2.6, 5.0)  # centimetres
LOW, HIGH, HIGHEST = 1.0, 2.6, 6.5

Field = tuple[str, str]
"""A label's key and what stands beside it; empty where somebody writes by hand."""

Fields = tuple[float, Field, Field | None]
"""A row of the form: its least height in centimetres, and two fields or one across."""


def write_record(values: ActivityRecord, reader: Reader) -> bytes:
    """Return the record as .docx. What is not known is an empty cell to write in."""
    document = blank_document(SIZE)
    title = document.add_paragraph()
    title.alignment, title.paragraph_format.space_after = CENTRE, Pt(SIZE)
    write(title, _say("record-title-late" if values.late else "record-title", reader), heading=18)
    fields = [*_about(values, reader), *_who(values, reader), *_hand()]
    table = document.add_table(rows=len(fields), cols=len(WIDTHS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row, (height, first, second) in zip(table.rows, fields, strict=True):
        _fill(row, height, first, second, reader)
    return saved(document)


def _about(values: ActivityRecord, reader: Reader) -> list[Fields]:
    sheet = values.sheet
    day = sheet.starts_at.astimezone(reader.zone)
    quarter = (day.month + 2) // 3
    period = _say("record-period", reader, year=str(day.year), quarter=quarter, month=day.month)
    nth = _say("record-nth", reader, nth=values.nth) if values.nth else _say("record-nth-blank", reader)
    return [
        (LOW, ("record-branch", sheet.branch), ("record-year", period)),
        (LOW, ("record-kind", say_any(sheet.kind, reader)), ("record-count", nth)),
        (LOW, ("record-planned", said_span(sheet.starts_at, sheet.ends_at, reader)), None),
        (LOW, ("record-actual", ""), ("record-length", "")),
        (LOW, ("record-place", sheet.place), None),
        (LOW, ("record-topics", values.topics or sheet.title), None),
        (LOW, ("record-chair", values.chair), ("record-recorder", values.recorder)),
        (LOW, ("record-speaker", sheet.speaker), ("record-host", sheet.host)),
    ]


def _who(values: ActivityRecord, reader: Reader) -> list[Fields]:
    sheet = values.sheet
    return [
        (LOW, ("record-figures", said_figures(sheet.figures, reader)), None),
        (LOW, ("record-excused", people(sheet.named(Outcome.EXCUSED), reader)), None),
        (LOW, ("record-absent", people(sheet.named(Outcome.ABSENT), reader)), None),
        (LOW, ("record-guests", people(sheet.guests, reader)), None),
    ]


def _hand() -> list[Fields]:
    """Return the rows that only people can fill in."""
    return [
        (HIGHEST, ("record-content", ""), None),
        (HIGH, ("record-decisions", ""), None),
        (LOW, ("record-attachments", ""), None),
        (LOW, ("record-review", ""), ("record-returned", "")),
    ]


def _say(key: str, reader: Reader, **facts: Fact) -> str:
    return say(Line(key, **facts), reader)


def _fill(row: _Row, height: float, first: Field, second: Field | None, reader: Reader) -> None:
    """Fill a row that is never torn apart by the end of a page."""
    row.height = Cm(height)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = row.cells
    for cell, width in zip(cells, WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _field(cells[0], cells[1] if second else cells[1].merge(cells[3]), first, reader)
    if second:
        _field(cells[2], cells[3], second, reader)


def _field(label: _Cell, place: _Cell, field: Field, reader: Reader) -> None:
    key, text = field
    write(label.paragraphs[0], _say(key, reader), heading=SIZE).alignment = CENTRE
    write(place.paragraphs[0], text)
