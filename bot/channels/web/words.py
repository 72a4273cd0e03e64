"""What the pages say, put into words for templates; and which language a browser asks for."""

from datetime import date, datetime, time

from bot.chat import Fact, House, Line, Reader, Verbatim
from bot.texts import LANGUAGES, say

Plain = str | int | datetime | date | time


class Words:
    """Says sentences to one reader, for templates: `say("web-send")`, `say("web-group", title=...)`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, key: str, **facts: Plain) -> str:
        """Say a sentence; words among the facts are said as they are."""
        return say(Line(key, **{name: _fact(value) for name, value in facts.items()}), self.reader)

    def line(self, line: Line) -> str:
        """Say a sentence that is one already."""
        return say(line, self.reader)

    @property
    def tag(self) -> str:
        """The language as pages declare it."""
        return "en" if self.reader.language == "en" else "zh-Hans"


def _fact(value: Plain) -> Fact:
    return Verbatim(value) if isinstance(value, str) else value


def asked_for(accepts: str, house: House) -> str:
    """Return the first of our languages that an Accept-Language header asks for, else the house's."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepts.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        language = tag.split("-")[0].lower()
        if language in LANGUAGES:
            wishes.append((-_number(weight), place, language))
    return min(wishes)[2] if wishes else house.language


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
