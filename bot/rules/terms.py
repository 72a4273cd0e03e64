"""Days of an agreement, as they are typed: long past ones too."""

import re
from dataclasses import dataclass
from datetime import date

from bot.rules.names import key
from bot.rules.refusals import Refusal

_WRITTEN = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_NONE = frozenset({"无", "没有", "不定", "长期", "none", "no", "-"})


@dataclass(eq=False)
class TermNotRead(Refusal):
    """The words are no day with its year."""

    word: str


def says_none(text: str) -> bool:
    """Say whether the words mean that there is none."""
    return key(text) in _NONE


def read_term(text: str) -> date | None:
    """Read a day written with its year (2018-07-01, 2018年7月1日); 无 means none. Raises TermNotRead."""
    word = key(text)
    if says_none(text):
        return None
    written = _WRITTEN.fullmatch(word)
    try:
        if written:
            return date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError:
        pass
    raise TermNotRead(text.strip()[:40])
