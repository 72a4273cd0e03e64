"""What people say when they introduce themselves: 我是梅老师，综合办公室党支部."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.branches import meant, spoken_of
from bot.rules.names import check_name, tidy
from bot.rules.refusals import Refusal

_BEFORE = re.compile(
    r"^(?:您好|你好|hello|hi|我的名字是|我的名字叫|我是|我叫|姓名|名字|来自|在|的|my name is|i am|i'm|from)[\s,:]*",
    re.I,
)
_AFTER = re.compile(r"[\s,.。:]*(?:的|来自|在|from|of|in|at)?[\s,.。:]*$", re.I)
_LONGEST = 200
"""Characters looked at for a name: the patterns here go over them again and again."""
_SIGNS = re.compile(r"[\s,，、;；。:：/]+")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name and the branch it was said with, spelt as the branch is."""

    name: str
    branch: str


@dataclass(eq=False)
class NotIntroduced(Refusal):
    """The words hold no name together with a branch we know."""


def said_name(text: str) -> str:
    """Return the name in 我叫张三. Raises what `check_name` raises."""
    return check_name(_bare(text))


def introduced(text: str, branches: Iterable[str]) -> Introduction:
    """Read a name and a branch in either order, the branch by its whole name or a part that fits no other.

    Raises NotIntroduced.
    """
    names = tuple(branches)
    whole = spoken_of(text, names)
    if whole:
        return Introduction(_name(whole[1]), whole[0])
    parts = [part for part in _SIGNS.split(text) if tidy(part)]
    for part in parts:
        found = meant(_bare(part), names) if len(_bare(part)) > 1 else ()
        if len(found) == 1:
            return Introduction(_name(" ".join(other for other in parts if other is not part)), found[0])
    raise NotIntroduced


def _name(text: str) -> str:
    try:
        return said_name(text)
    except Refusal as refusal:
        raise NotIntroduced from refusal


def _bare(text: str) -> str:
    """Return the words without what people say around a name."""
    bare, before = tidy(text)[:_LONGEST], ""
    while bare != before:
        before = bare
        bare = _AFTER.sub("", _BEFORE.sub("", bare.strip(" ,，、.。:"))).strip(" ,，、.。:")
    return bare
