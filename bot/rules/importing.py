"""What a roster would change: whom it adds, whom it updates, who comes back, and who is there already."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.models.people import Member, Role, Standing
from bot.rules.refusals import Refusal
from bot.rules.roster import BadRow, RosterRow


class Effect(StrEnum):
    """What one row does."""

    ADDED = "added"
    UPDATED = "updated"
    RETURNED = "returned"
    SAME = "same"


@dataclass(eq=False)
class SeveralCalled(Refusal):
    """The branch has several members of this name; which one is meant cannot be told from the file."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows of a roster by what they do, and those that are left out."""

    rows: dict[Effect, tuple[RosterRow, ...]] = field(default_factory=dict)
    doubtful: tuple[BadRow, ...] = ()

    def count(self, effect: Effect) -> int:
        """Return how many rows do this."""
        return len(self.rows.get(effect, ()))

    @property
    def changes(self) -> int:
        """How many rows change anything."""
        return sum(self.count(effect) for effect in Effect if effect is not Effect.SAME)


def judge(row: RosterRow, known: list[Member]) -> tuple[Effect, Member | None]:
    """Say what a row does, given the members of its branch who are called so, and to whom.

    A file raises a role and never takes one away; a category nobody wrote changes nothing. Raises SeveralCalled.
    """
    active = [member for member in known if member.standing is Standing.ACTIVE]
    gone = [member for member in known if member.standing is Standing.LEFT]
    if len(active) > 1 or (not active and len(gone) > 1):
        raise SeveralCalled
    if active:
        return (Effect.UPDATED if differs(row, active[0]) else Effect.SAME), active[0]
    if gone:
        return Effect.RETURNED, gone[0]
    return Effect.ADDED, None


def differs(row: RosterRow, member: Member) -> bool:
    """Say whether a row would change a member."""
    return bool(raised(row, member)) or (not row.assumed and row.category is not member.category)


def raised(row: RosterRow, member: Member) -> Role | None:
    """Return the role a row raises a member to; None where it does not."""
    order = list(Role)
    return row.role if order.index(row.role) > order.index(member.role) else None
