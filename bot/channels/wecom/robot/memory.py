"""What the robot's cards said last: WeCom never tells, and a card can be changed as a whole only."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.channels.wecom.cards import TemplateCard

_MOST = 512
"""Cards that are remembered. Of one that is not, nothing is lost: its words are said once more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A template card, and the lines that were last said in words before it."""

    card: TemplateCard
    lines: frozenset[str] = frozenset()


class Memory:
    """Cards by their `task_id`, the oldest forgotten first. Lost with the process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def of(self, task: str) -> Kept | None:
        """Return what is known of a card."""
        return self._kept.get(task)

    def keep(self, task: str, card: TemplateCard, lines: Iterable[str]) -> None:
        """Note what a card says now, and the lines beside it."""
        self._kept.pop(task, None)
        self._kept[task] = Kept(card, frozenset(lines))
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
