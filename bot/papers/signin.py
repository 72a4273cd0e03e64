"""The sign-in sheet (签到表) of one activity for one branch, as a workbook to print on A4 or to keep."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from bot.chat import Fact, Line, Reader
from bot.papers.words import people, said_figures, said_span
from bot.papers.workbooks import FACE, GRID, LEFT, MIDDLE, SHADE, fit_a4, put, saved
from bot.rules.sheets import Attendee, Outcome, SignInSheet
from bot.texts import say, say_any

COLUMNS = (
    "sign-in-column-number", "sign-in-column-name", "sign-in-column-category",
    "sign-in-column-signature", "sign-in-column-time", "sign-in-column-remark",
)  # fmt: skip
WIDTHS = (6, 14, 15, 15, 12, 22)
LAST = len(COLUMNS)
ROW_HEIGHT = 26  # points: room for a signature


def write_sign_in(values: SignInSheet, reader: Reader) -> bytes:
    """Return the sheet as .xlsx. Without figures the columns for signature and time are left to the pen."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _say("sign-in-tab", reader)
    _set_page(sheet)
    header = _head(sheet, values, reader)
    sheet.print_title_rows = f"{header}:{header}"
    row = header
    for number, one in enumerate(values.attendees, start=1):
        row += 1
        _line(sheet, row, number, one, reader)
    if values.guests:
        row = _across(sheet, row + 1, _say("sign-in-guests", reader), shaded=True)
        for number, one in enumerate(values.guests, start=1):
            row += 1
            _line(sheet, row, number, one, reader)
    _foot(sheet, row + 1, values, reader)
    return saved(book)


def _say(key: str, reader: Reader, **facts: Fact) -> str:
    return say(Line(key, **facts), reader)


def _set_page(sheet: Worksheet) -> None:
    fit_a4(sheet)
    sheet.page_margins.left = sheet.page_margins.right = 0.6  # inches
    if sheet.oddFooter is not None:  # an empty footer is falsy
        sheet.oddFooter.center.text = "&P / &N"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[place]].width = width


def _head(sheet: Worksheet, values: SignInSheet, reader: Reader) -> int:
    """Write title, facts and the table's header; return the header's row."""
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=LAST)
    title = put(sheet, 1, 1, _say("sign-in-title", reader, branch=values.branch))
    title.font, title.alignment = Font(name="黑体", size=18), MIDDLE
    sheet.row_dimensions[1].height = 36
    facts = (
        ("sheet-fact-title", values.title),
        ("sheet-fact-kind", say_any(values.kind, reader)),
        ("sheet-fact-time", said_span(values.starts_at, values.ends_at, reader)),
        ("sheet-fact-place", values.place),
        ("sheet-fact-speaker", values.speaker),
        ("sheet-fact-host", values.host),
    )
    row = 1
    for key, text in facts:
        if text:
            row = _across(sheet, row + 1, _say(key, reader, value=text))
    row += 1
    for column, key in enumerate(COLUMNS, start=1):
        cell = put(sheet, row, column, _say(key, reader))
        cell.font, cell.alignment, cell.border, cell.fill = Font(name="黑体", size=11), MIDDLE, GRID, SHADE
    sheet.row_dimensions[row].height = ROW_HEIGHT
    return row


def _line(sheet: Worksheet, row: int, number: int, one: Attendee, reader: Reader) -> None:
    way = say_any(one.way, reader)
    outcome = say_any(one.outcome, reader)
    category = say_any(one.category, reader)
    came = one.outcome in {Outcome.CAME, None}
    at = one.at.astimezone(reader.zone).strftime("%H:%M") if one.at else ""
    cells: Sequence[str | int] = (number, one.name, category, way if came else outcome, at if came else "", one.remark)
    for column, value in enumerate(cells, start=1):
        cell = put(sheet, row, column, value)
        cell.border, cell.alignment = GRID, LEFT if column == LAST else MIDDLE
    sheet.row_dimensions[row].height = ROW_HEIGHT


def _across(sheet: Worksheet, row: int, text: str, *, shaded: bool = False) -> int:
    """Write one line over all columns and return its row."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LAST)
    cell = put(sheet, row, 1, text)
    cell.alignment = LEFT
    if shaded:
        cell.font, cell.fill = Font(name=FACE, size=11, bold=True), SHADE
    sheet.row_dimensions[row].height = 20 * (1 + len(text) // 48)
    return row


def _foot(sheet: Worksheet, row: int, values: SignInSheet, reader: Reader) -> None:
    row = _across(sheet, row, said_figures(values.figures, reader))
    for outcome, key in ((Outcome.EXCUSED, "sheet-excused"), (Outcome.ABSENT, "sheet-absent")):
        named = people(values.named(outcome), reader)
        if named:
            row = _across(sheet, row + 1, _say(key, reader, people=named))
