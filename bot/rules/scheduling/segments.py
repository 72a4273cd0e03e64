"""The marked pieces of a line: `@place`, `主讲:某某`, `max 30`. Found by a table of marks, in any order."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.words import clean, one_line


class Field(StrEnum):
    """What there is to say of an activity. All but the time and the title have marks."""

    TIME = "time"
    TITLE = "title"
    PLACE = "place"
    SPEAKER = "speaker"
    DEADLINE = "deadline"
    SEATS = "seats"
    WHOM = "whom"
    KIND = "kind"
    HOST = "host"


_COUNT = r"(?:\d{1,9}|[零一二两三四五六七八九十百]{1,7})"
MARKS: dict[Field, tuple[str, ...]] = {
    Field.PLACE: (r"(?:活动)?地点 ?[:：]", r"地址 ?[:：]", r"\b(?:at|place|venue|where) ?[:：]", r"(?<![\w.%+-])[@＠]"),
    Field.SPEAKER: (r"(?:主讲|讲课|授课)人? ?[:：]", r"\b(?:speaker|lecturer) ?[:：]"),
    Field.DEADLINE: (
        r"(?:回复)?截止(?:时间)?[到至]? ?[:：]",
        r"截止[到至]? ?(?=[\d今明后前周星礼上下])",
        r"\b(?:reply|answer|respond) by ?[:：]?",
        r"\b(?:by|deadline) ?[:：]",
    ),
    Field.SEATS: (
        r"(?:限额|名额|人数) ?[:：]",
        rf"(?:(?<![期权有无])限|名额) ?(?={_COUNT} ?[人名位]?(?:$|[\s,，;；]))",
        rf"\b(?:max\.?|limit(?:ed to)?|seats) ?[:：]? ?(?={_COUNT}\b)",
    ),
    Field.WHOM: (r"邀请(?:支部)? ?[:：]", r"\b(?:invite|invited|with) ?[:：]"),
    Field.KIND: (r"(?:活动)?类型 ?[:：]", r"\b(?:kind|type) ?[:：]"),
    Field.HOST: (r"(?:承办|主办)(?:支部)? ?[:：]", r"\bhosts? ?[:：]"),
}
"""How each piece begins; the words follow."""

_MARK = re.compile("|".join(f"(?P<{f.value}>{'|'.join(marks)})" for f, marks in MARKS.items()), re.IGNORECASE)
_TIME_LIKE = re.compile(
    r"[\d:：.\-–~点时分半刻前后天日号月年周星期礼拜一二三四五六七八九十廿两整上下中午晚早傍晨凌今明]+"
    r"|[ap]\.?m\.?|noon|midnight|at|on|the|day|before|o'clock|today|tomorrow"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|[\d:]+(?:am|pm|st|nd|rd|th)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:：]\d|[点时]|\d ?[ap]\.?m|noon|midnight|o'clock", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"[ap]\.?m\.?", re.IGNORECASE)
_QUOTES = {"“": "”", '"': '"', "「": "」"}
_BREAKS = re.compile(r"[,，;；\n]")
_LIST_BREAKS = re.compile(r"[;；\n]")
_JOINERS = (",", "，", "、", "和", "&", "and")


@dataclass(frozen=True, slots=True)
class Segment:
    """One marked piece: what it is about and the words given for it."""

    field: Field
    words: str


def tidy(text: str) -> str:
    """Return `text` in NFC without hidden signs, its spaces joined; its lines stay apart."""
    lines = (one_line(line) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def take_apart(text: str) -> tuple[str, tuple[Segment, ...]]:
    """Return the tidied text without its marked pieces, and these in the order they were written.

    A piece ends at the next mark, at a comma, a semicolon or the line's end, and in Chinese at a space. In Latin script
    a name may hold spaces ("@Old Hall"), unless nothing would be left of the line but marked pieces.
    """
    text = tidy(text)
    rest, segments = _take(text, spaced=True)
    if segments and not rest:
        rest, segments = _take(text, spaced=False)
    return rest, segments


def _take(text: str, *, spaced: bool) -> tuple[str, tuple[Segment, ...]]:
    left: list[str] = []
    segments: list[Segment] = []
    at = 0
    while found := _MARK.search(text, at):
        left.append(text[at : found.start()])
        field = Field(found.lastgroup or "")
        words, at = _value(text, found.end(), field, spaced=spaced)
        segments.append(Segment(field, words))
    left.append(text[at:])
    pieces = (" ".join(piece.split()).strip(",，;； ") for piece in left)
    return " ".join(piece for piece in pieces if piece), tuple(segments)


def _value(text: str, start: int, field: Field, *, spaced: bool) -> tuple[str, int]:
    """Return the words of a piece that begins at `start`, and where it ends."""
    start += len(text[start:]) - len(text[start:].lstrip(" "))
    closing = _QUOTES.get(text[start : start + 1])
    if closing and (end := text.find(closing, start + 1)) > 0:
        return text[start + 1 : end].strip(), end + 1
    stop = following.start() if (following := _MARK.search(text, start)) else len(text)
    if found := (_LIST_BREAKS if field is Field.WHOM else _BREAKS).search(text, start, stop):
        stop = found.start()
    words = text[start:stop].split(" ")
    many = 1
    while many < len(words) and _goes_on(words[:many], words[many], field, spaced=spaced):
        many += 1
    taken = " ".join(words[:many])
    return taken.strip(" ,，、"), start + len(taken)


def _goes_on(words: list[str], following: str, field: Field, *, spaced: bool) -> bool:
    """Say whether a piece goes on over the space behind `words`. A deadline is complete with its first clock."""
    word = words[-1]
    match field:
        case Field.DEADLINE:
            complete = _CLOCK.search(" ".join(words)) and not _HALF_OF_DAY.fullmatch(following)
            return not complete and _TIME_LIKE.fullmatch(following) is not None
        case Field.SEATS:
            return following in {"人", "名", "位", "people", "persons", "seats"}
        case Field.WHOM if word.endswith(_JOINERS) or following.startswith(_JOINERS):
            return True
        case _:
            return spaced and word.isascii() and following.isascii()
