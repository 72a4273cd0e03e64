"""Branch names as people write them: tidied, found again, and told apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from bot.rules.names import NameMissing, NameTooLong, key, tidy
from bot.rules.refusals import Refusal
from bot.rules.roster import BranchMisspelt, BranchUnknown

LONGEST_TITLE = 60
"""Of a branch or a partnership."""

LONGEST_ORGANISATION = 80


class Trait(StrEnum):
    """What of a branch is changed by typing it."""

    NAME = "name"
    ORGANISATION = "organisation"


@dataclass(eq=False)
class BranchUnclear(Refusal):
    """Several branches may be meant by `word`."""

    word: str
    names: tuple[str, ...]


def check_title(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return a branch's or partnership's name, tidied. Raises NameMissing or NameTooLong."""
    title = tidy(text)
    if not title:
        raise NameMissing
    if len(title) > longest:
        raise NameTooLong(longest)
    return title


def meant(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names `word` may stand for: the one spelt the same, else those it begins, else those it is in."""
    sought, known = key(word), [(key(name), name) for name in names]
    if not sought:
        return ()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = tuple(name for spelt, name in known if fits(spelt, sought))
        if found:
            return found
    return ()


def find(word: str, names: Sequence[str]) -> str:
    """Return the one name `word` stands for. Raises BranchUnclear, BranchMisspelt or BranchUnknown."""
    found = meant(word, names)
    if len(found) == 1:
        return found[0]
    shown = tidy(word)[:LONGEST_TITLE]
    if found:
        raise BranchUnclear(shown, found)
    spelt = {key(name): name for name in names}
    closest = get_close_matches(key(word), spelt, n=1, cutoff=0.4)
    raise BranchMisspelt(shown, spelt[closest[0]]) if closest else BranchUnknown(shown)


def spoken_of(text: str, names: Iterable[str]) -> tuple[str, str] | None:
    """Find a branch's whole name inside a sentence; return the name and the words around it. The longest name wins."""
    said = tidy(text)
    for name in sorted(names, key=len, reverse=True):
        start = said.casefold().find(name.casefold())
        if start >= 0:
            return name, f"{said[:start]} {said[start + len(name) :]}".strip()
    return None
