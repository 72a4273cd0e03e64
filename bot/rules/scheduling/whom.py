"""Finding branches by what people call them."""

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.refusals import Refusal

_OWN = {"本支部", "我们支部", "自己", "us", "own", "own branch"}
_ALL = {"全部", "所有", "所有支部", "全部支部", "全体", "都", "all", "everyone", "all branches"}


class NoSuchPartner(Refusal):
    """No partner is called as was said."""


@dataclass(eq=False)
class PartnerUnknown(NoSuchPartner):
    """No partner is called `name`, nor anything like it."""

    name: str


@dataclass(eq=False)
class PartnerMisspelt(NoSuchPartner):
    """No partner is called `name`; `closest` is the one written most like it."""

    name: str
    closest: str


@dataclass(frozen=True, slots=True)
class Called:
    """Branches that were called by name: those found, and names that fit several."""

    found: tuple[int, ...]
    unclear: tuple[str, ...] = ()


def find(names: tuple[str, ...], branches: Mapping[int, str], own: int | None) -> Called:
    """Return which of `branches` (names by id) are meant. 全部 is all of them, 本支部 is `own`.

    Raises NoSuchPartner.
    """
    found: dict[int, None] = {}
    unclear: list[str] = []
    for name in names:
        if name.casefold() in _ALL:
            found.update(dict.fromkeys(branches))
        elif name.casefold() in _OWN and own is not None:
            found[own] = None
        elif len(fitting := fits(name, branches)) == 1:
            found[fitting[0]] = None
        else:
            unclear.append(name)
    return Called(tuple(found), tuple(unclear))


def calls_all(names: tuple[str, ...]) -> bool:
    """Say whether everybody is called: 全部."""
    return any(name.casefold() in _ALL for name in names)


def fits(name: str, branches: Mapping[int, str]) -> tuple[int, ...]:
    """Return the branches that may be called `name`: by their whole name, else its beginning, a part, or its signs.

    (希勤支部 is 希勤村党支部.) Raises PartnerUnknown or PartnerMisspelt when there is none.
    """
    wanted = _plain(name)
    plain = {branch: _plain(called) for branch, called in branches.items()}
    if wanted:
        for fit in (str.__eq__, str.startswith, str.__contains__, _skips_to):
            if found := tuple(branch for branch, called in plain.items() if fit(called, wanted)):
                return found
    if close := difflib.get_close_matches(wanted, plain.values(), n=1, cutoff=0.3):
        raise PartnerMisspelt(name[:60], next(branches[b] for b, called in plain.items() if called in close))
    raise PartnerUnknown(name[:60])


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _skips_to(called: str, wanted: str) -> bool:
    """Say whether the signs of `wanted`, at least two, stand in `called` in this order."""
    signs = iter(called)
    return len(wanted) > 1 and all(sign in signs for sign in wanted)
