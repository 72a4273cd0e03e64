"""What cards said last, and what is said beside one that changes.

WeCom never tells what a card says, and a card can be changed as a whole only.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.channels.wecom.cards import Advised, Laid, TemplateCard, Words
from bot.channels.wecom.wording import shorten
from bot.chat import Line, Reader
from bot.texts import Spoken, SpokenButton, say

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


def tappable(spoken: Spoken, reader: Reader) -> Spoken:
    """Return a card that has something to tap, as every template card must: at least the way to what is next."""
    if any(b.data for row in spoken.buttons for b in row):
        return spoken
    next_thing = SpokenButton(say(Line("button-agenda-open"), reader), "agenda")
    return replace(spoken, buttons=(*spoken.buttons, (next_thing,)))


def beside(laid: Laid, kept: Kept | None, advised: Advised, *, quietly: bool = False) -> tuple[TemplateCard, Words]:
    """Return a changed card, and the words to say beside it: what is new stands in the card where there is room.

    `quietly`: nothing is said beside it. In a group, a message for every answer is too many.
    """
    card = laid.cards[0]
    said = kept.lines if kept else frozenset[str]()
    title = laid.words.title if len(laid.words.title) > advised.title else ""  # which the card shows cut
    new = "\n".join(line for line in (title, *laid.words.lines) if line and line not in said)
    is_vote = "checkbox" in card
    room = advised.desc if is_vote else advised.sub
    if not laid.words or not (quietly or (kept and len(new) <= room)):
        return card, laid.words
    heading, new = card.get("main_title"), shorten(new, room)
    if not is_vote:
        return ({**card, "sub_title_text": new} if new else card), Words()
    return {**card, "main_title": {**(heading if isinstance(heading, dict) else {}), "desc": new}}, Words()
