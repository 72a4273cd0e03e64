"""The reminder ladder as it is edited: what a rung may be, and how one is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.models.deliveries import Seeks
from bot.rules.names import tidy
from bot.rules.refusals import Refusal
from bot.rules.when import WhenRefusal, read_duration

MOST_RUNGS = 8
NEAREST, FURTHEST = 5, 30 * 1440
"""Minutes before the start."""

USUAL = (10080, 4320, 2880, 1440, 180, 120, 60, 30)
"""The distances that can be tapped, in minutes."""

_WORDS = {
    Seeks.SILENT: (
        "还没回复的",
        "没有回复的",
        "没回复的",
        "未回复的",
        "没回复",
        "未回复",
        "没回的",
        "silent",
        "unanswered",
    ),
    Seeks.COMING: ("要参加的", "参加的", "要来的", "参加", "coming", "attending"),
}


@dataclass(eq=False)
class RungUnclear(Refusal):
    """What was typed is no rung: a length of time and whom it speaks to."""

    text: str


@dataclass(eq=False)
class RungOutOfReach(Refusal):
    """A rung so close to the start, or so far from it, is of no use."""

    nearest: int
    furthest_days: int


@dataclass(eq=False)
class LadderFull(Refusal):
    """There are `most` rungs already."""

    most: int


def read_rung(text: str) -> tuple[int, Seeks]:
    """Read "提前3天 没回复的", "1 hour before, coming": minutes before the start, and whom it speaks to.

    Raises RungUnclear; whether it is within reach is for `check_rung`.
    """
    words = tidy(text).casefold()
    for seeks, names in _WORDS.items():
        for name in names:
            before, found, after = words.partition(name)
            if found:
                return _minutes(f"{before} {after}", text), seeks
    raise RungUnclear(text.strip()[:40])


def check_rung(minutes: int, there: Sequence[tuple[int, Seeks]]) -> None:
    """Raise RungOutOfReach or LadderFull if a rung may not be added to those that are `there`."""
    if not NEAREST <= minutes <= FURTHEST:
        raise RungOutOfReach(NEAREST, FURTHEST // 1440)
    if len(there) >= MOST_RUNGS:
        raise LadderFull(MOST_RUNGS)


def _minutes(words: str, text: str) -> int:
    try:
        return read_duration(words.strip(" ,，:：;；。.、")) // timedelta(minutes=1)
    except WhenRefusal as refusal:
        raise RungUnclear(text.strip()[:40]) from refusal
