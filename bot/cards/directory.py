"""The corporation's directory: which of its departments is a branch."""

from collections.abc import Sequence

from bot.cards import asking
from bot.chat import Card, Department, Line, Verbatim, tap

SHOWN = 8
"""Departments offered at a time; more of them ask for a longer name."""


def which(branch_id: int, branch: str, found: Sequence[Department]) -> Card:
    """Ask which department is the branch: one of those `found`, or the words for another."""
    rows = [(tap(_named(one), "department", branch_id, one.id),) for one in found[:SHOWN]]
    parts = [Line("directory-ask", branch=Verbatim(branch))]
    if len(found) > SHOWN:
        parts.append(Line("directory-more", count=len(found) - SHOWN))
    return Card(parts=tuple(parts), buttons=(*rows, (asking.never_mind(),)))


def _named(one: Department) -> Line:
    return Line("directory-department", name=Verbatim(one.name), number=str(one.id))
