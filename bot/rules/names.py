"""Names of people and branches as they are written: tidied the same way wherever they come in."""

import re
import unicodedata
from dataclasses import dataclass

from bot.rules.refusals import Refusal
from bot.rules.words import one_line

LONGEST_NAME = 40

_NO_SIGNS = {"Co", "Cn"}
_DOTS = re.compile("[•‧∙・･⋅᛫]")
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff〇"
_GAP_IN_HAN = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_AROUND_DOT = re.compile(r" ?· ?")
_ALLOWED_SIGNS = frozenset(" ·-'’.()（）")


@dataclass(eq=False)
class NameMissing(Refusal):
    """There is no name."""


@dataclass(eq=False)
class NameTooLong(Refusal):
    """The name has more than `longest` characters."""

    longest: int = LONGEST_NAME


@dataclass(eq=False)
class NameOdd(Refusal):
    """The name holds a sign that names do not have, or no letter at all."""

    sign: str


def tidy(text: str) -> str:
    """Return `text` as one clean line.

    NFC; full-width letters, digits and signs made half-width (brackets stay); invisible characters gone; white
    space joined to single spaces, and none at the ends or inside a Chinese name (张　三 is 张三); every kind of
    middle dot made ·.
    """
    text = "".join(_narrow(sign) for sign in one_line(text) if unicodedata.category(sign) not in _NO_SIGNS)
    text = _AROUND_DOT.sub("·", _DOTS.sub("·", one_line(text)))
    return _GAP_IN_HAN.sub("", text)


def key(text: str) -> str:
    """Return what two spellings of one name have in common, for comparing and looking up.

    Letters in fancy dress (𝐋𝐢, ⼀) are what they stand for: no two people differ by them.
    """
    return (
        tidy(unicodedata.normalize("NFKC", tidy(text)))
        .casefold()
        .replace(" ", "")
        .replace("（", "(")
        .replace("）", ")")
    )


def check_name(text: str) -> str:
    """Return a person's name, tidied.

    Raises NameMissing, NameTooLong, or NameOdd when a sign is in it that names do not have (`=`, `@`, `<` ...).
    """
    name = tidy(text)
    if not name:
        raise NameMissing
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    odd = next((s for s in name if not (s in _ALLOWED_SIGNS or unicodedata.category(s)[0] in "LMN")), None)
    if odd is None and not any(unicodedata.category(sign)[0] == "L" for sign in name):
        odd = name
    if odd is not None:
        raise NameOdd(odd)
    return name


def _narrow(sign: str) -> str:
    if sign in "（）":
        return sign
    return chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign
