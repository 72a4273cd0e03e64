"""The rhythm of a partnership as it is typed: the digest's day and hour, quiet hours, the daily cap."""

import re
from dataclasses import dataclass
from datetime import time

from bot.rules.names import tidy
from bot.rules.refusals import Refusal
from bot.rules.when import NoTime, read_clock, read_clock_range, read_weekday

LEAST_CAP, MOST_CAP = 1, 20
_LONGEST_DAY = 40
"""Characters in which a weekday is looked for: every beginning of them is tried."""

_CAP = re.compile(r"(?:每人)?(?:每天)?(?:最多)? ?(?:at most |max )?(\d{1,2})(?: ?条| messages?)(?: a day)?")
_NO_QUIET = frozenset({"不要免打扰", "没有免打扰", "取消免打扰", "no quiet hours"})
_LEADS = ("每周小结", "周报", "小结", "免打扰时间", "免打扰", "weekly digest", "digest", "quiet hours", "quiet")


@dataclass(frozen=True, slots=True)
class DigestAt:
    """The digest's weekday (0 is Monday) and local hour."""

    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local quiet hours; the same time twice means none."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Cap:
    """How many messages a person gets in a day."""

    most: int


@dataclass(eq=False)
class RhythmUnclear(Refusal):
    """What was typed is no day and hour, no quiet hours and no cap."""

    text: str


@dataclass(eq=False)
class CapOutOfReach(Refusal):
    """A cap lies between `least` and `most`."""

    least: int
    most: int


def read_rhythm(text: str) -> DigestAt | Quiet | Cap:
    """Read "周四 16:30", "22:00-7:00", "不要免打扰" or "每天最多3条".

    Raises RhythmUnclear, CapOutOfReach, and what reading a time raises: ImpossibleTime, AmbiguousClock.
    """
    words = tidy(text).casefold()
    for lead in _LEADS:
        if words.startswith(lead) and words not in _NO_QUIET:
            words = words[len(lead) :].strip(" :,")
            break
    if words in _NO_QUIET or words in {"无", "没有", "none", "off"}:
        return Quiet(time(0), time(0))
    if cap := _CAP.fullmatch(words):
        return Cap(check_cap(int(cap[1])))
    try:
        return Quiet(*read_clock_range(words))
    except NoTime:
        return _digest_at(words, text)


def check_cap(most: int) -> int:
    """Return the cap. Raises CapOutOfReach."""
    if not LEAST_CAP <= most <= MOST_CAP:
        raise CapOutOfReach(LEAST_CAP, MOST_CAP)
    return most


def _digest_at(words: str, text: str) -> DigestAt:
    """Read a weekday and then an hour, with or without a space between them."""
    for cut in range(min(len(words), _LONGEST_DAY), 0, -1):
        try:
            return DigestAt(read_weekday(words[:cut].strip()), read_clock(words[cut:].strip()))
        except NoTime:
            continue
    raise RhythmUnclear(text.strip()[:40])
