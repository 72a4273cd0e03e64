"""An invitation as a picture: a QR code with the branch's name, to send on or to print on A4 for the notice board."""

import segno
from PIL import Image

from bot.chat import Line, Reader
from bot.papers.pen import GREY, INK, LINE, RED, Sheet, Style, fitting, shortened, wrapped
from bot.rules.posters import JoinPoster
from bot.texts import say

WIDTH, HEIGHT = 1240, 1754  # A4 at 150 dots an inch
MIDDLE = WIDTH // 2
MARGIN = 130
CODE_TOP, CODE_SIDE = 420, 880
TITLE = Style(64, RED, strong=True)
STEPS = ("poster-step-1", "poster-step-2", "poster-step-3")
STEP = Style(40, INK)
SMALL = Style(30, GREY)


def draw_poster(poster: JoinPoster, reader: Reader) -> bytes:
    """Return the poster as PNG."""
    sheet = Sheet(WIDTH, HEIGHT)
    sheet.words(MIDDLE, 200, say(Line("poster-title"), reader), TITLE, "ms")
    width = WIDTH - 2 * MARGIN
    size = fitting(poster.branch, 80, 60, width)
    lines = wrapped(poster.branch, size, width, most=2)
    for place, line in enumerate(lines):
        base = 330 + 84 * place - 24 * (len(lines) - 1)
        sheet.words(MIDDLE, base, line, Style(size, INK, strong=True), "ms")
    sheet.paste(code(poster.link), MIDDLE - CODE_SIDE // 2, CODE_TOP, CODE_SIDE)
    _foot(sheet, poster, reader)
    return sheet.png()


def _foot(sheet: Sheet, poster: JoinPoster, reader: Reader) -> None:
    width, top = WIDTH - 2 * MARGIN, CODE_TOP + CODE_SIDE + 70
    steps = [say(Line(step), reader) for step in STEPS]
    size = min(fitting(step, STEP.size, 24, width - 64) for step in steps)
    left = MIDDLE - 360
    for place, step in enumerate(steps):
        base = top + 68 * place
        sheet.words(left, base, str(place + 1), Style(size, RED, strong=True))
        sheet.words(left + 48, base, step, Style(size, INK))
    sheet.box((MARGIN, HEIGHT - 186, WIDTH - MARGIN, HEIGHT - 184), LINE)
    sheet.words(MIDDLE, HEIGHT - 130, shortened(poster.link, SMALL.size, width), SMALL, "ms")
    if poster.last_day:
        sheet.words(MIDDLE, HEIGHT - 80, say(Line("poster-last-day", day=poster.last_day), reader), SMALL, "ms")


def code(link: str) -> Image.Image:
    """Return the QR code of a link, one pixel a module, with the four modules of white around it that scanners need.

    Raises segno.DataOverflowError for more than about two thousand characters.
    """
    rows = [bytes(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=4)]
    picture = Image.new("1", (len(rows[0]), len(rows)))
    picture.putdata([0 if dark else 255 for row in rows for dark in row])
    return picture.convert("RGB")
