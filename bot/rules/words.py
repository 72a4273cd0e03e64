"""What people write, as it is taken in: whole, and without signs that hide, steer the line or break a file.

This is the one place that says what may stand in somebody's words; names, titles and papers build on it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.refusals import Refusal

MOST_LETTERS = 4096
"""Of one message: as much as fits into one on Telegram."""

MOST_MARKS = 4
"""Accents one letter may carry: no script needs more, and piled higher they cover the lines above."""

_BLANKS = dict.fromkeys(map(ord, "\t\u2800\u3164\uffa0\u115f\u1160"), " ")  # the last five: letters that show nothing
_BREAKS = {**dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n"), ord("\r"): "\n"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_HIDDEN_MARKS = frozenset(
    map(chr, (0x34F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
_EVERYDAY = re.compile("[ -~\u3001\u3002\u300a\u300b\u4e00-\u9fff\uff01-\uff5e]*")
"""What nearly everybody writes: ASCII, Han, and their full stops; none of it is changed."""

_IN_EMOJI = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Hidden signs that join or dress what stands beside them: kept in sentences, not in names and titles."""


@dataclass(eq=False)
class TooManyWords(Refusal):
    """One message has more than `most` characters."""

    most: int = MOST_LETTERS


def clean(text: str) -> str:
    """Return `text` in NFC with its lines and without what cannot be seen: controls, turns of direction, fillers.

    Half characters (lone surrogates) become �, accents piled higher than MOST_MARKS are left out.
    """
    if _EVERYDAY.fullmatch(text):
        return text
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")
    text = text.translate(_BLANKS).translate(_BREAKS)
    shown = "".join(sign for sign in text if sign == "\n" or sign in _IN_EMOJI or not is_hidden(sign))
    return "".join(_low(unicodedata.normalize("NFC", shown)))


def one_line(text: str) -> str:
    """Return `text` clean and on one line, every hidden sign gone, its white space joined to single spaces."""
    if _EVERYDAY.fullmatch(text):
        return " ".join(text.split())
    shown = "".join(sign for sign in clean(text) if sign.isspace() or not is_hidden(sign))
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def is_hidden(sign: str) -> bool:
    """Say whether a sign shows nothing by itself, or is none: U+FFFE and its like, which no document may hold."""
    code = ord(sign)
    return (
        unicodedata.category(sign) in _HIDDEN
        or sign in _HIDDEN_MARKS
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or 0xE0000 <= code <= 0xE0FFF
    )


def _low(signs: str) -> Iterator[str]:
    marks = 0
    for sign in signs:
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            yield sign
