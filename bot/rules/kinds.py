"""What each kind of activity means: whom it calls and who counts (三会一课, 主题党日 and the rest)."""

from bot.models.events import Kind
from bot.models.people import Category

PARTY = frozenset({Category.FULL, Category.PROBATIONARY})
"""Party members: those who count in 应到."""

ALL = frozenset(Category)

MEETINGS = frozenset({Kind.GENERAL_MEETING, Kind.COMMITTEE, Kind.GROUP_MEETING})
"""Meetings of one branch, for its party members only; the other kinds are open to guests (列席)."""

_MADE_UP = MEETINGS - {Kind.COMMITTEE} | {Kind.LECTURE, Kind.THEMED_DAY, Kind.STUDY}


def called(kind: Kind) -> frozenset[Category]:
    """Return the categories that are invited."""
    return PARTY if kind in MEETINGS else ALL


def counts(category: Category) -> bool:
    """Say whether a member of this category is in 应到; the others come as guests and are counted apart."""
    return category in PARTY


def is_joint_by_nature(kind: Kind) -> bool:
    """Say whether all branches of the partnership are invited when nobody says whom."""
    return kind not in MEETINGS


def is_made_up(kind: Kind) -> bool:
    """Say whether somebody on leave makes it up later (补课): what is studied is, what is done together is not."""
    return kind in _MADE_UP
