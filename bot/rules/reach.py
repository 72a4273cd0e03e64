"""Whether a member can be written to."""

from dataclasses import dataclass
from enum import StrEnum

from bot.models.people import Member


class Reach(StrEnum):
    """Whether somebody can be written to."""

    JOINED = "joined"
    NOT_YET = "not_yet"  # never had an account
    LOST = "lost"  # every account they had is closed


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as their roster shows them."""

    member: Member
    reach: Reach


def reach(accounts: int, still_open: int) -> Reach:
    """Judge by how many accounts somebody has had and how many of them are open."""
    if still_open:
        return Reach.JOINED
    return Reach.LOST if accounts else Reach.NOT_YET
