"""The digest's picture: how many came, week by week, one row a branch.

Drawn for a phone: 1,080 pixels wide, as high as it needs. Counts stand beneath their bars, so nothing has to be read
off an axis; the newest week is red and set on a band, told apart by lightness as well as by colour.
"""

from datetime import date

from bot.chat import Line, Reader
from bot.papers.pen import BLUSH, GREY, INK, LINE, PALE, RED, SLATE, TRACK, Sheet, Style, fitting, shortened
from bot.rules.turnout import BranchTurnout, Count, TurnoutChart
from bot.texts import say

WIDTH = 1080
MARGIN = 60
TITLE_BASE, SUBTITLE_BASE = 112, 170
HEAD = 292  # down to the first row
ROW = 232
FOOT = 96
NAME_BASE, BAR_TOP, BAR_BASE, COUNT_BASE = 58, 84, 168, 208  # within a row
BAR = 52
TITLE, SUBTITLE = Style(56, INK, strong=True), Style(30, GREY)
MONTH, DAY = Style(26, GREY), Style(34, INK)
NAME = Style(38, INK, strong=True)


def draw_turnout(chart: TurnoutChart, reader: Reader) -> bytes:
    """Return the picture as PNG, in the order of the chart's rows."""
    sheet = Sheet(WIDTH, HEAD + ROW * max(len(chart.rows), 1) + FOOT)
    column = (WIDTH - 2 * MARGIN) / max(len(chart.weeks), 1)
    centres = [MARGIN + column * (place + 0.5) for place in range(len(chart.weeks))]
    if centres:
        left, bottom = centres[-1] - column / 2, sheet.height - FOOT + 8
        sheet.box((left, SUBTITLE_BASE + 34, left + column, bottom), BLUSH, 20)
    _head(sheet, chart, centres, reader)
    for place, row in enumerate(chart.rows):
        _row(sheet, HEAD + ROW * place, row, centres)
    _dash(sheet, MARGIN + 11, sheet.height - 50)
    sheet.words(MARGIN + 36, sheet.height - 40, say(Line("turnout-legend"), reader), Style(28, GREY))
    return sheet.png()


def _head(sheet: Sheet, chart: TurnoutChart, centres: list[float], reader: Reader) -> None:
    width = WIDTH - 2 * MARGIN
    size = fitting(chart.title, TITLE.size, 40, width)
    sheet.words(MARGIN, TITLE_BASE, shortened(chart.title, size, width), Style(size, INK, strong=True))
    sheet.words(MARGIN, SUBTITLE_BASE, say(Line("turnout-subtitle", weeks=len(chart.weeks)), reader), SUBTITLE)
    shown: date | None = None
    for centre, week in zip(centres, chart.weeks, strict=True):
        newest = week == chart.weeks[-1]
        if shown is None or shown.month != week.month:
            sheet.words(centre, HEAD - 58, say(Line("turnout-month", month=week.month), reader), MONTH, "ms")
        sheet.words(centre, HEAD - 18, str(week.day), Style(DAY.size, RED, strong=True) if newest else DAY, "ms")
        shown = week


def _row(sheet: Sheet, top: int, row: BranchTurnout, centres: list[float]) -> None:
    sheet.box((MARGIN, top, WIDTH - MARGIN, top + 2), LINE)
    width = WIDTH - 2 * MARGIN
    sheet.words(MARGIN, top + NAME_BASE, shortened(row.name, NAME.size, width), NAME)
    for centre, cell in zip(centres, row.cells, strict=True):
        _cell(sheet, centre, top, cell, newest=centre == centres[-1])


def _cell(sheet: Sheet, centre: float, top: int, cell: Count | None, *, newest: bool) -> None:
    if cell is None:
        _dash(sheet, centre, top + COUNT_BASE - 12)
        return
    left, right, base = centre - BAR / 2, centre + BAR / 2, top + BAR_BASE
    height = BAR_BASE - BAR_TOP
    sheet.box((left, base - height, right, base), TRACK, 8)
    share = min(cell.came / cell.expected, 1) if cell.expected else 0
    if share:
        sheet.box((left, base - max(height * share, 6), right, base), RED if newest else SLATE, 8)
    text = f"{cell.came}/{cell.expected}"
    size = fitting(text, 32, 20, 102)
    sheet.words(centre, top + COUNT_BASE, text, Style(size, RED if newest else INK, strong=newest), "ms")


def _dash(sheet: Sheet, centre: float, middle: float) -> None:
    """Draw the sign for a week in which nothing was held."""
    sheet.box((centre - 11, middle - 2, centre + 11, middle + 2), PALE, 2)
