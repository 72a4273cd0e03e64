"""The one line an activity is asked for with, taken apart; its time is read by bot/rules/when."""

from dataclasses import dataclass

from bot.models.events import Kind
from bot.rules.refusals import Refusal
from bot.rules.scheduling import kind_words
from bot.rules.scheduling.segments import Field, take_apart, tidy

LONGEST = {Field.TITLE: 120, Field.PLACE: 80, Field.SPEAKER: 60}
MOST_SEATS = 9999


@dataclass(eq=False)
class WordsTooLong(Refusal):
    """The title, place or speaker has `length` characters; at most `longest` fit."""

    what: Field
    longest: int
    length: int


@dataclass(eq=False)
class SaidTwice(Refusal):
    """The line has the same kind of piece twice."""

    what: Field


@dataclass(eq=False)
class SeatsUnclear(Refusal):
    """What was said about seats is not a number from 1 to `most`."""

    words: str
    most: int = MOST_SEATS


@dataclass(eq=False)
class KindUnknown(Refusal):
    """No kind of activity is called so."""

    words: str


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """The pieces of a line; what was not said is empty. `rest` is the time and the title."""

    rest: str
    place: str = ""
    speaker: str = ""
    deadline: str = ""
    seats: int | None = None
    whom: tuple[str, ...] = ()
    kind: Kind | None = None
    host: str = ""


def read_line(text: str) -> ScheduleLine:
    """Take a line apart. Raises SaidTwice, WordsTooLong, SeatsUnclear or KindUnknown."""
    rest, segments = take_apart(text)
    said: dict[Field, str] = {}
    for segment in segments:
        if segment.field in said:
            raise SaidTwice(segment.field)
        said[segment.field] = segment.words
    return ScheduleLine(
        rest=rest,
        place=fitting(Field.PLACE, said.get(Field.PLACE, "")),
        speaker=fitting(Field.SPEAKER, said.get(Field.SPEAKER, "")),
        deadline=said.get(Field.DEADLINE, ""),
        seats=read_seats(said[Field.SEATS]) if Field.SEATS in said else None,
        whom=read_names(said.get(Field.WHOM, "")),
        kind=read_kind(said[Field.KIND]) if Field.KIND in said else None,
        host=said.get(Field.HOST, ""),
    )


def fitting(what: Field, words: str) -> str:
    """Return the words on one line, tidied. Raises WordsTooLong."""
    words = tidy(words).replace("\n", " ")
    if len(words) > LONGEST[what]:
        raise WordsTooLong(what, LONGEST[what], len(words))
    return words


def read_title(words: str) -> str:
    """Return a title: one line, without the quotes around it. Raises WordsTooLong."""
    title = fitting(Field.TITLE, words).strip(" ,，;；:：。")
    if title[:1] in {"“", '"'} and title[-1:] in {"”", '"'} and len(title) > 2:
        title = title[1:-1].strip()
    return title


def read_kind(words: str) -> Kind:
    """Return the kind that words name. Raises KindUnknown."""
    found = kind_words.recognise(words)
    if found is None:
        if tidy(words).casefold() in {"其他", "其他活动", "其它", "other", "activity"}:
            return Kind.OTHER
        raise KindUnknown(tidy(words)[:40])
    return found


def read_names(words: str) -> tuple[str, ...]:
    """Return the names of a list, each once, in the order they were written."""
    for joiner in ("，", "、", ";", "；", " 和 ", " and ", " & ", "\n"):
        words = words.replace(joiner, ",")
    names = (" ".join(name.split()) for name in words.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def read_seats(words: str) -> int:
    """Return a number of seats: digits, or Chinese up to 999. Raises SeatsUnclear."""
    digits = words.strip()
    for unit in ("people", "persons", "seats", "人", "名", "位", "个"):
        digits = digits.removesuffix(unit).strip()
    number = int(digits) if digits.isdecimal() and len(digits) < 6 else _chinese(digits)
    if number is None or not 1 <= number <= MOST_SEATS:
        raise SeatsUnclear(tidy(words)[:40])
    return number


def _chinese(words: str) -> int | None:
    """Return a Chinese number below a thousand (三十, 一百二十), or None."""
    total, digit = 0, None
    for sign in words:
        if sign in "十百":
            total += (1 if digit is None else digit) * (10 if sign == "十" else 100)
            digit = None
        elif (value := "零一二三四五六七八九".find(sign.replace("两", "二"))) >= 0:
            digit = value
        else:
            return None
    return total + (digit or 0) if words else None
