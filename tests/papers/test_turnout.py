"""The digest's picture, looked at pixel by pixel where that says something."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.chat import Reader
from bot.papers.pen import RED, SLATE, TRACK, length, plain, shortened, wrapped
from bot.papers.turnout import FOOT, HEAD, ROW, draw_turnout
from bot.rules.turnout import BranchTurnout, Count, TurnoutChart

ZH, EN = (Reader(code, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, 9, tzinfo=UTC)) for code in ("zh", "en"))
WEEKS = tuple(date(2026, 11, 16) - timedelta(weeks=back) for back in reversed(range(8)))


def picture(*cells: Count | None, rows: int = 1, title: str = "红色对子", reader: Reader = ZH) -> Image.Image:
    """Draw branches that all have these cells in their last weeks."""
    padded = (None,) * (8 - len(cells)) + cells
    chart = TurnoutChart(title, WEEKS, tuple(BranchTurnout(f"第{n}党支部", padded) for n in range(rows)))
    image = Image.open(io.BytesIO(draw_turnout(chart, reader)))
    assert image.format == "PNG"
    return image.convert("RGB")


def pixels(image: Image.Image, colour: str) -> int:
    """Count the pixels that have exactly this colour."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    return sum(amount for amount, found in image.getcolors(image.width * image.height) or () if found == wanted)


def test_it_is_as_wide_as_a_phone_is_sharp_and_as_high_as_its_branches() -> None:
    assert picture(rows=1).size == (1080, HEAD + ROW + FOOT)
    assert picture(rows=8).size == (1080, HEAD + 8 * ROW + FOOT)


def test_only_the_newest_week_is_red() -> None:
    assert pixels(picture(Count(9, 10), None), RED) < 500  # the date, no bar
    assert pixels(picture(Count(9, 10), None), SLATE) > 2000
    assert pixels(picture(None, Count(9, 10)), RED) > 2000
    assert pixels(picture(None, Count(9, 10)), SLATE) == 0


def test_a_week_in_which_nobody_came_differs_from_one_with_nothing_held() -> None:
    assert pixels(picture(Count(0, 10), None), TRACK) > 2000
    assert pixels(picture(None, None), TRACK) == 0


@pytest.mark.parametrize(("few", "many"), [(Count(1, 10), Count(5, 10)), (Count(5, 10), Count(10, 10))])
def test_more_people_make_a_higher_bar(few: Count, many: Count) -> None:
    assert pixels(picture(few, None), SLATE) < pixels(picture(many, None), SLATE)


def test_more_than_expected_is_a_full_bar() -> None:
    assert pixels(picture(Count(14, 12), None), SLATE) == pixels(picture(Count(12, 12), None), SLATE)


def test_nobody_expected_is_no_bar_and_no_mistake() -> None:
    assert pixels(picture(Count(3, 0), None), SLATE) == 0


def test_both_languages_are_drawn_and_differ() -> None:
    assert picture(Count(9, 10), reader=ZH).tobytes() != picture(Count(9, 10), reader=EN).tobytes()


def test_the_same_values_give_the_same_bytes() -> None:
    chart = TurnoutChart("红色对子", WEEKS, (BranchTurnout("村", (Count(1, 2),) * 8),))
    assert draw_turnout(chart, ZH) == draw_turnout(chart, ZH)


def test_an_endless_title_with_signs_nobody_can_draw_is_drawn() -> None:
    assert picture(Count(1, 2), title="\U0001f389\u202e红" * 80 + "\n").width == 1080


def test_words_are_shortened_and_wrapped_to_what_fits() -> None:
    name = "生命科学与技术学院教工联合党总支第一党支部"
    assert shortened(name, 40, 2000) == name
    short = shortened(name, 40, 300)
    assert short.endswith("…")
    assert length(short, 40) <= 300
    lines = wrapped(name, 40, 500, most=2)
    assert "".join(lines) == name
    assert all(length(line, 40) <= 500 for line in lines)
    assert wrapped("Village Branch of Xiqin", 40, 300, most=2) == ["Village Branch", "of Xiqin"]


def test_what_the_font_cannot_draw_is_left_out() -> None:
    assert plain("红\U0001f600色\u200b对\n子 ★") == "红色对 子 ★"
