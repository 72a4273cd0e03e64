"""The poster, and that its code says what it should."""

import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import segno
from PIL import Image

from bot.chat import Reader
from bot.papers.qr import CODE_SIDE, CODE_TOP, HEIGHT, WIDTH, code, draw_poster
from bot.rules.posters import JoinPoster

ZH = Reader("zh", ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, 9, tzinfo=UTC))
LINK = "https://t.me/jiedui_bot?start=AbCdEfGhIjKlMnOpQrSt"


def drawn(poster: JoinPoster) -> Image.Image:
    return Image.open(io.BytesIO(draw_poster(poster, ZH))).convert("L")


def test_the_code_on_the_poster_is_that_of_the_link_module_by_module() -> None:
    image = drawn(JoinPoster("希勤村党支部", LINK, date(2026, 12, 20)))
    assert image.size == (WIDTH, HEIGHT)
    modules = [list(row) for row in segno.make(LINK, error="m", micro=False).matrix_iter(border=4)]
    step, left = CODE_SIDE / len(modules), (WIDTH - CODE_SIDE) / 2
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            seen = image.getpixel((int(left + (x + 0.5) * step), int(CODE_TOP + (y + 0.5) * step)))
            assert seen == (0 if dark else 255)


def test_the_code_has_the_white_margin_scanners_need() -> None:
    image = code(LINK).convert("L")
    edge = [image.getpixel((x, y)) for x in range(image.width) for y in range(4)]
    assert set(edge) == {255}


def test_a_long_name_and_no_last_day_are_drawn_too() -> None:
    one = drawn(JoinPoster("生命科学与技术学院（含实验中心）教工联合党总支第一党支部", LINK))
    other = drawn(JoinPoster("生命科学与技术学院（含实验中心）教工联合党总支第一党支部", LINK, date(2026, 12, 20)))
    assert one.tobytes() != other.tobytes()
