"""What is needed to found a partnership: the line it is typed in, how many branches, and the ladder it begins with."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.models.deliveries import Seeks
from bot.models.people import PartnershipKind
from bot.rules.names import key, tidy
from bot.rules.refusals import Refusal

DEFAULT_LADDER = ((2880, Seeks.SILENT), (1440, Seeks.COMING), (1440, Seeks.SILENT), (60, Seeks.COMING))
"""Minutes before the start, and to whom: what a new partnership begins with."""

_LATIN = re.compile(r"[A-Za-z]")
_BETWEEN = re.compile(r"[,，、;；\n]+")


class Term(StrEnum):
    """What of a partnership is changed by typing it."""

    NAME = "name"
    AGREED = "agreed"
    ENDS = "ends"
    ZONE = "zone"


@dataclass(eq=False)
class PairTakesTwo(Refusal):
    """A pair joins two branches; `given` were named."""

    given: int


@dataclass(eq=False)
class TooFewBranches(Refusal):
    """A cooperative gathers at least two branches; `given` were named."""

    given: int


@dataclass(eq=False)
class AgreementBackwards(Refusal):
    """The agreement would end before it was made."""

    agreed_on: date
    ends_on: date


@dataclass(eq=False)
class ZoneUnknown(Refusal):
    """There is no time zone called `word`."""

    word: str


@dataclass(frozen=True, slots=True)
class Founding:
    """A partnership as it was typed: its name (empty where none was given) and its branches, the lead first."""

    name: str
    branches: tuple[str, ...]


def read_founding(text: str) -> Founding:
    """Read `name: branch, branch` (any width of punctuation); without a colon all words are branches.

    Chinese names may be parted by white space where no other sign parts them. A branch named twice counts once.
    """
    name, colon, rest = text.replace("：", ":").partition(":")
    if not colon:
        name, rest = "", text
    parts = [part for part in _BETWEEN.split(rest) if part.strip()]
    if len(parts) == 1 and not _LATIN.search(rest):
        parts = rest.split()
    branches = {key(part): tidy(part) for part in parts if tidy(part)}
    return Founding(tidy(name), tuple(branches.values()))


def check_founding(kind: PartnershipKind, branches: int) -> None:
    """Raise PairTakesTwo or TooFewBranches unless this kind of partnership takes so many branches."""
    if kind is PartnershipKind.PAIR and branches != 2:
        raise PairTakesTwo(branches)
    if branches < 2:
        raise TooFewBranches(branches)


def check_agreement(agreed_on: date | None, ends_on: date | None) -> None:
    """Raise AgreementBackwards when the end is before the beginning; either may be unsaid."""
    if agreed_on and ends_on and ends_on < agreed_on:
        raise AgreementBackwards(agreed_on, ends_on)
