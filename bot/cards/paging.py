"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.chat import Button, Buttons, Line, tap

Item = TypeVar("Item")

PAGE = 8


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of a list. Pages count from 0; `pages` is at least 1."""

    items: Sequence[Item]
    number: int
    pages: int


def cut(items: Sequence[Item], number: int, size: int = PAGE) -> Page[Item]:
    """Return page `number` of a list; one past the end is the last page."""
    pages = max(1, -(-len(items) // size))
    number = min(number, pages - 1)
    return Page(items[number * size : (number + 1) * size], number, pages)


def turns(page: Page[Item], verb: str, *arguments: object) -> Buttons:
    """Return the row of buttons that turn the page; the page's number is the verb's last argument."""
    row: list[Button] = []
    if page.number > 0:
        row.append(tap(Line("button-page-before"), verb, *arguments, page.number - 1))
    if page.number < page.pages - 1:
        row.append(tap(Line("button-page-after"), verb, *arguments, page.number + 1))
    return (tuple(row),) if row else ()


def in_rows(buttons: Sequence[Button], width: int = 2) -> Buttons:
    """Set buttons in rows of `width`."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
