"""What pictures are drawn with: the house's font, its colours, and words that fit."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent / "fonts" / "JieduiSans-Regular.otf"

PAPER = "#FFFFFF"
INK = "#22262B"
GREY = "#6B727B"
PALE = "#B4BCC5"
SLATE = "#8493A3"
TRACK = "#E4E8EC"
LINE = "#E6E8EB"
RED = "#B3252B"
BLUSH = "#FBF1F0"

FINENESS = 2  # everything is drawn this many times larger, then made smaller, for smooth edges


_MOST_SIGNS = 1000
"""More than fit into any line; measuring a hundred thousand takes minutes."""

_LATIN_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def plain(text: str) -> str:
    """Return the text on one line without what the font cannot draw: emoji, marks, invisible signs.

    Of longer texts no more than any line has room for.
    """
    text = " ".join(text.split())[:_MOST_SIGNS]
    text = _LATIN_APOSTROPHE.sub("'", text.replace(" · ", "·"))  # the font's own are as wide as a Chinese character
    kept = (sign for sign in text if unicodedata.category(sign)[0] not in "CM")
    return "".join(sign for sign in kept if unicodedata.category(sign) != "So" or _in_font(sign)).strip()


@lru_cache(1024)
def _in_font(sign: str) -> bool:
    return bytes(_font(20).getmask(sign)) != bytes(_font(20).getmask("\uffff"))


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: size in pixels of the finished picture, colour, and a touch more weight or not."""

    size: int
    colour: str = INK
    strong: bool = False


class Sheet:
    """A picture in the making, measured in the pixels it will have when finished."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * FINENESS, height * FINENESS), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, edges: tuple[float, float, float, float], colour: str, radius: float = 0) -> None:
        """Fill a rectangle (left, top, right, bottom), its corners rounded by `radius`."""
        left, top, right, bottom = (round(edge * FINENESS) for edge in edges)
        corners = (left, top, right - 1, bottom - 1)
        self._draw.rounded_rectangle(corners, radius * FINENESS, fill=colour)

    def words(self, x: float, y: float, text: str, style: Style, anchor: str = "ls") -> None:
        """Write text on its baseline `y`; `anchor` as Pillow's (`ls` from x on, `ms` centred, `rs` up to x)."""
        self._draw.text(
            (x * FINENESS, y * FINENESS),
            plain(text),
            fill=style.colour,
            font=_font(style.size * FINENESS),
            anchor=anchor,
            stroke_width=style.size / 100 * FINENESS if style.strong else 0,
        )

    def paste(self, picture: Image.Image, left: int, top: int, side: int) -> None:
        """Put in a square picture, its pixels kept sharp."""
        large = picture.resize((side * FINENESS, side * FINENESS), Image.Resampling.NEAREST)
        self._image.paste(large, (left * FINENESS, top * FINENESS))

    def png(self) -> bytes:
        """Return the finished picture."""
        out = BytesIO()
        self._image.resize((self.width, self.height), Image.Resampling.BOX).save(out, "PNG", optimize=True)
        return out.getvalue()


def length(text: str, size: int) -> float:
    """Return how wide the text would be, in pixels."""
    return _font(size * FINENESS).getlength(plain(text)) / FINENESS


def shortened(text: str, size: int, width: float) -> str:
    """Return the text, or as much of its beginning as fits `width`, with … for the rest."""
    text = plain(text)
    if length(text, size) <= width:
        return text
    return text[: _fits(text, size, width - length("…", size))].rstrip() + "…"


def _fits(text: str, size: int, width: float) -> int:
    """Return how many of the text's first signs have room in `width`."""
    return bisect_right(range(1, len(text) + 1), False, key=lambda end: length(text[:end], size) > width)


def wrapped(text: str, size: int, width: float, most: int) -> list[str]:
    """Cut the text into at most `most` lines of `width`, the last one shortened."""
    text, lines = plain(text), list[str]()
    while text and len(lines) < most - 1 and length(text, size) > width:
        fits = max(_fits(text, size, width), 1)
        space = text.rfind(" ", 0, fits + 1)
        fits = space if space > 0 else fits
        lines.append(text[:fits].strip())
        text = text[fits:].strip()
    return [*lines, shortened(text, size, width)]


def fitting(text: str, largest: int, smallest: int, width: float) -> int:
    """Return the largest size at which the text fits `width`, and no less than `smallest`."""
    return next((size for size in range(largest, smallest, -1) if length(text, size) <= width), smallest)
