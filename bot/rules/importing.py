"""What a roster would change: whom it adds, whom it updates, who comes back, and who is there already."""

from collections.abc import Sequence
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
    """The branch has several members of this name; which one is meant cannot be told from the file.

    Or the only one is somebody else: a directory knows them by another user.
    """


@dataclass(eq=False)
class WaitsToComeIn(Refusal):
    """They have asked to join by themselves and wait for a yes."""


@dataclass(eq=False)
class InAnotherBranch(Refusal):
    """They are in another branch; a roster moves nobody."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the person a row names.

    `called` are those of the row's branch who are called so. A directory knows more: whose account the row's user is
    (`behind`), who can be written to by it (`reached`, an id), and who of `called` is another user (`others`, ids).
    """

    called: Sequence[Member]
    behind: Member | None = None
    reached: int | None = None
    others: frozenset[int] = frozenset()


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


def judge(row: RosterRow, seen: Seen, branch_id: int | None) -> tuple[Effect, Member | None]:
    """Say what a row of a branch does, and to whom.

    A file raises a role and never takes one away; a category nobody wrote changes nothing. Who is known by their user
    is the same person whatever they are called, and keeps that name. Raises SeveralCalled, WaitsToComeIn or
    InAnotherBranch.
    """
    known = _meant(seen, branch_id)
    active = [member for member in known if member.standing is Standing.ACTIVE]
    gone = [member for member in known if member.standing is Standing.LEFT]
    if len(active) > 1 or (not active and len(gone) > 1):
        raise SeveralCalled
    if active:
        changes = differs(row, active[0]) or (bool(row.user) and seen.reached != active[0].id)
        return (Effect.UPDATED if changes else Effect.SAME), active[0]
    if gone:
        return Effect.RETURNED, gone[0]
    return Effect.ADDED, None


def _meant(seen: Seen, branch_id: int | None) -> Sequence[Member]:
    behind = seen.behind
    if behind is not None and behind.standing is Standing.WAITING:
        raise WaitsToComeIn
    if behind is not None and behind.branch_id != branch_id and behind.standing is Standing.ACTIVE:
        raise InAnotherBranch
    if behind is not None and behind.branch_id == branch_id and behind.standing in {Standing.ACTIVE, Standing.LEFT}:
        return [behind]
    known = [member for member in seen.called if member.id not in seen.others]
    if seen.called and not known:
        raise SeveralCalled
    return known


def differs(row: RosterRow, member: Member) -> bool:
    """Say whether a row would change a member."""
    return bool(raised(row, member)) or (not row.assumed and row.category is not member.category)


def raised(row: RosterRow, member: Member) -> Role | None:
    """Return the role a row raises a member to; None where it does not."""
    order = list(Role)
    return row.role if order.index(row.role) > order.index(member.role) else None
