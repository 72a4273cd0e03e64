"""Walking through a text: the one thing all rules of the grammar stand on.

A rule is a function from a Scan to what it found, or None. `attempt` puts the Scan back where it was
when the rule found nothing, so that rules can be tried one after the other.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")

_DASHES = dict.fromkeys("‐‑‒–—―−－", "-")
_TRADITIONAL = dict(
    zip(
        "點週禮後時號兩鐘個這農曆臘國慶節當間從開陰閏勞動婦兒軍師陽過憲樹續長為離會",
        "点周礼后时号两钟个这农历腊国庆节当间从开阴闰劳动妇儿军师阳过宪树续长为离会",
        strict=True,
    )
)
_SAME = str.maketrans({**_DASHES, **_TRADITIONAL, "’": "'", "‘": "'", "〜": "~"})


def _plain(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def plain(text: str) -> str:
    """Return `text` in half-width, small, simplified characters, one for one: positions stay true."""
    return "".join(map(_plain, text)).translate(_SAME)


def is_latin(char: str) -> bool:
    """Tell whether `char` is a letter of an alphabet whose words are parted by spaces."""
    return char.isalpha() and char < "\u2e80"


class Words(Generic[T]):
    """A table of words, several spellings a meaning ("周|星期": ...); the longest that fits is taken."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._meaning = {word: meaning for spellings, meaning in table.items() for word in spellings.split("|")}
        self._sizes = sorted({len(word) for word in self._meaning}, reverse=True)

    def at(self, text: str, at: int) -> tuple[T, int] | None:
        """Return the meaning of the longest word at `at` and where it ends; a Latin word is never cut."""
        for size in self._sizes:
            word = text[at : at + size]
            if word in self._meaning and not (cuts(text, at) or cuts(text, at + len(word))):
                return self._meaning[word], at + len(word)
        return None


def cuts(text: str, at: int) -> bool:
    """Tell whether `at` lies inside a Latin word."""
    return 0 < at < len(text) and is_latin(text[at - 1]) and is_latin(text[at])


class Scan:
    """A plain text and a place in it."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at

    def char(self, ahead: int = 0) -> str:
        """Return the character `ahead` of here, empty beyond the end."""
        place = self.at + ahead
        return self.text[place] if 0 <= place < len(self.text) else ""

    def done(self) -> bool:
        """Tell whether nothing is left."""
        return self.at >= len(self.text)

    def edge(self) -> bool:
        """Tell whether here, no word or number goes on."""
        return not self.char().isalnum()

    def gap(self) -> bool:
        """Pass over spaces. Always true, so that it can stand in a chain of `and`."""
        while self.char().isspace():
            self.at += 1
        return True

    def take(self, words: Words[T]) -> T | None:
        """Read the longest of `words` standing here."""
        found = words.at(self.text, self.at)
        if found is None:
            return None
        meaning, self.at = found
        return meaning

    def lit(self, *words: str) -> bool:
        """Read one of `words`, tried in the order given; say whether there was one."""
        for word in words:
            end = self.at + len(word)
            if self.text.startswith(word, self.at) and not (cuts(self.text, self.at) or cuts(self.text, end)):
                self.at = end
                return True
        return False

    def attempt(self, rule: "Rule[T]") -> T | None:
        """Apply a rule; stay here when it finds nothing."""
        start = self.at
        found = rule(self)
        if found is None:
            self.at = start
        return found

    def first(self, *rules: "Rule[T]") -> T | None:
        """Apply the rules until one finds something."""
        for rule in rules:
            found = self.attempt(rule)
            if found is not None:
                return found
        return None

    def longest(self, *rules: "Rule[T]") -> T | None:
        """Apply all rules here and keep what the one that read furthest found (the earlier of equals)."""
        start = furthest = self.at
        kept: T | None = None
        for rule in rules:
            self.at = start
            found = rule(self)
            if found is not None and self.at > furthest:
                kept, furthest = found, self.at
        self.at = start if kept is None else furthest
        return kept


Rule = Callable[[Scan], T | None]
