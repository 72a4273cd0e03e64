"""The roster to download and fill in: a sheet with choices to pick from, and a sheet that explains it."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.chat import Line, Reader
from bot.models.people import Category, Role
from bot.papers.workbooks import GRID, LEFT, MIDDLE, SHADE, fit_a4, put, saved
from bot.rules.files import MOST_ROWS
from bot.rules.roster import RosterTemplate
from bot.texts import say, say_any

COLUMNS = ("roster-column-name", "roster-column-branch", "roster-column-category", "roster-column-role")
WIDTHS = (18, 34, 20, 18)
NOTES = ("roster-note-1", "roster-note-2", "roster-note-3", "roster-note-4", "roster-note-5")
CHOICES = {"B": "F", "C": "G", "D": "H"}  # a column to pick in: the hidden one of the notes that holds its choices


def write_template(values: RosterTemplate, reader: Reader) -> bytes:
    """Return the template as .xlsx; filled in it can be read by `bot.papers.roster.read_roster`."""
    book = Workbook()
    roster = book.worksheets[0]
    roster.title = say(Line("roster-tab"), reader)
    _header(roster, reader)
    notes = book.create_sheet(say(Line("roster-notes-tab"), reader))
    _notes(notes, values, reader)
    choices = {
        "B": values.branches,
        "C": [say_any(one, reader) for one in Category],
        "D": [say_any(one, reader) for one in (Role.MEMBER, Role.SECRETARY)],
    }
    for column, options in choices.items():
        _choice(roster, notes, column, options)
    return saved(book)


def _header(sheet: Worksheet, reader: Reader) -> None:
    for place, key in enumerate(COLUMNS, start=1):
        cell = put(sheet, 1, place, say(Line(key), reader))
        cell.font, cell.alignment, cell.border, cell.fill = Font(name="黑体", size=12), MIDDLE, GRID, SHADE
        sheet.column_dimensions["ABCD"[place - 1]].width = WIDTHS[place - 1]
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"
    fit_a4(sheet)


def _notes(sheet: Worksheet, values: RosterTemplate, reader: Reader) -> None:
    for number, note in enumerate(NOTES, start=1):
        cell = put(sheet, number, 1, say(Line(note), reader))
        cell.alignment = LEFT
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=4)
        sheet.row_dimensions[number].height = 36
    branch = values.branches[0] if values.branches else ""
    for row, role in enumerate((Role.SECRETARY, Role.MEMBER), start=1):
        name = say(Line("roster-example-name", number=row), reader)
        example = (name, branch, say_any(Category.FULL, reader), say_any(role, reader))
        for place, text in enumerate(example, start=1):
            cell = put(sheet, len(NOTES) + 1 + row, place, text)
            cell.border, cell.alignment, cell.fill = GRID, MIDDLE, SHADE
    fit_a4(sheet)
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCD"[place]].width = width


def _choice(roster: Worksheet, notes: Worksheet, column: str, options: Sequence[str]) -> None:
    """Let a column's cells be picked from a list; what is typed instead is judged when the file is read."""
    if not options:
        return
    letter = CHOICES[column]
    place = "ABCDEFGH".index(letter) + 1
    for row, option in enumerate(options, start=1):
        put(notes, row, place, option)
    notes.column_dimensions[letter].hidden = True
    title = str(notes.title).replace("'", "''")
    picked = DataValidation(
        type="list",
        formula1=f"'{title}'!${letter}$1:${letter}${len(options)}",
        allow_blank=True,
        showErrorMessage=False,
    )
    picked.add(f"{column}2:{column}{MOST_ROWS + 1}")
    roster.add_data_validation(picked)
