"""Workbooks as we write them: whatever stands in a cell is text, never a formula."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.rules.words import clean

FACE = "宋体"
THIN = Side(style="thin", color="808890")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", start_color="EEF1F4")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets read as the code of a sign: `_x0041_` would show as A. The _ itself written so is just a _."""

_FORMULA = tuple("=+-@＝＋－＠")  # Chinese spreadsheets take the full-width ones too


def put(sheet: Worksheet, row: int, column: int, value: str | int | None) -> Cell:
    """Write a value into a cell and return the cell.

    Text that begins like a formula (`= + - @`) stays text: it is marked as such, so that it is not worked out
    either when somebody goes into the cell and out again.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - only the first cell of a merged range is written
    if isinstance(value, str):
        cell.value = _CODE.sub("_x005F_", clean(value))
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(_FORMULA)
    else:
        cell.value = value
    cell.font = Font(name=FACE, size=11)
    return cell


def fit_a4(sheet: Worksheet) -> None:
    """Let the sheet print on A4, upright, one page wide."""
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True


def saved(book: Workbook) -> bytes:
    """Return the workbook's bytes."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
