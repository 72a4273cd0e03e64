"""Numbers as people write them: 15, １５, 十五, 廿七, 两, three, 1.5, 二〇二六."""

from dataclasses import dataclass
from fractions import Fraction

from bot.rules.when.scan import Scan, Words

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "廿": 20, "卅": 30}
NUMERALS = frozenset("0123456789百") | DIGITS.keys() | _TENS.keys()
# What follows a number that counts, and so ends no date (11月27人), weekday (周3次) or minute (15点30人).
AFTER_COUNT = frozenset("人名位个届次条项件家户场期年月周天小大级本页元万亿余多几分点部篇首支组所岁时")

_ENGLISH = Words(
    {
        "a|an|one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five|twenty five": 25,
        "thirty": 30, "forty": 40, "forty-five|forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; `padded` when written with a leading zero, `chinese` when in Chinese numerals."""

    value: int
    padded: bool = False
    chinese: bool = False


def figures(scan: Scan, most: int = 2) -> Number | None:
    """Read a whole run of at most `most` Arabic figures."""
    start = scan.at
    while scan.char() in NUMERALS and scan.char().isascii() and scan.char():
        scan.at += 1
    written = scan.text[start : scan.at]
    if not 0 < len(written) <= most or (start and scan.text[start - 1].isdigit()):
        return None
    return Number(int(written), padded=len(written) > 1 and written[0] == "0")


def _digit(scan: Scan) -> int | None:
    found = DIGITS.get(scan.char())
    if found is not None:
        scan.at += 1
    return found


def chinese(scan: Scan) -> Number | None:
    """Read a Chinese number below a thousand."""
    start = scan.at
    value = _digit(scan)
    if value is not None and scan.lit("百"):
        if scan.lit("零"):
            return Number(value * 100 + (_digit(scan) or 0), chinese=True)
        rest = scan.attempt(_below_hundred)
        return Number(value * 100 + (rest or 0), chinese=True)
    scan.at = start
    value = scan.attempt(_below_hundred)
    if value is None:
        return None
    return Number(value, padded=scan.text[start] in "〇零" and scan.at - start > 1, chinese=True)


def _below_hundred(scan: Scan) -> int | None:
    lead = _digit(scan)
    if scan.char() in _TENS and scan.char():
        ten = _TENS[scan.char()]
        if lead == 0 or (lead is not None and ten > 10):
            return None
        scan.at += 1
        return (lead or 1) * ten + (_digit(scan) or 0) if ten == 10 else ten + (_digit(scan) or 0)
    if lead == 0:
        return _digit(scan) or 0
    return lead


def number(scan: Scan) -> Number | None:
    """Read a number of one or two figures, or a Chinese one below a thousand."""
    return scan.first(figures, chinese)


def count(scan: Scan) -> Number | None:
    """Read how many: as `number`, up to three figures, or an English number word."""
    return scan.first(lambda s: figures(s, 3), chinese, _english)


def _english(scan: Scan) -> Number | None:
    found = scan.take(_ENGLISH)
    return None if found is None else Number(found)


def amount(scan: Scan) -> Fraction | None:
    """Read how much: as `count`, or with decimals (1.5)."""
    whole = count(scan)
    if whole is None:
        return None
    start = scan.at
    if scan.lit("."):
        tail = figures(scan)
        if tail is not None and not whole.chinese:
            return whole.value + Fraction(int(scan.text[start + 1 : scan.at]), 10 ** (scan.at - start - 1))
        scan.at = start
    return Fraction(whole.value)


def year(scan: Scan) -> int | None:
    """Read a year in four figures or four Chinese digits (二〇二六), or two figures of this century."""
    found = figures(scan, 4)
    if found is not None:
        return found.value + 2000 if found.value < 100 else found.value
    value = 0
    for _ in range(4):
        digit = _digit(scan)
        if digit is None:
            return None
        value = value * 10 + digit
    return value
