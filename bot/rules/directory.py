"""Which department of a corporation's directory is meant, and why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.names import LONGEST_NAME, key, tidy
from bot.rules.refusals import Refusal


@dataclass(eq=False)
class NoDirectory(Refusal):
    """No directory is connected."""


@dataclass(eq=False)
class DirectoryAway(Refusal):
    """The directory does not answer; it may later."""


@dataclass(eq=False)
class DirectoryShut(Refusal):
    """The directory may not be read before the operator has mended something."""


@dataclass(eq=False)
class DepartmentUnknown(Refusal):
    """No department is called so, or has that number."""

    word: str


@dataclass(eq=False)
class DepartmentUnclear(Refusal):
    """Several departments may be meant: their names, each with its number."""

    word: str
    names: tuple[str, ...]


def matching(names: Mapping[int, str], word: str) -> list[int]:
    """Return the numbers of the departments a word may stand for, the likeliest first.

    A number or a whole name stands for nothing else; else all whose name holds the word, or is held by it: a branch is
    often called like its department, and a little more.
    """
    said = key(word)
    if not said:
        return []
    if said.isascii() and said.isdigit() and len(said) < 19 and int(said) in names:
        return [int(said)]
    same = [number for number, name in names.items() if key(name) == said]
    if same:
        return same
    return [number for number, name in names.items() if key(name) and (said in key(name) or key(name) in said)]


def the_one(names: Mapping[int, str], word: str) -> int:
    """Return the department a word stands for. Raises DepartmentUnknown or DepartmentUnclear."""
    found, shown = matching(names, word), tidy(word)[:LONGEST_NAME]
    if not found:
        raise DepartmentUnknown(shown)
    if len(found) > 1:
        raise DepartmentUnclear(shown, tuple(f"{names[number]}（{number}）" for number in found))
    return found[0]
