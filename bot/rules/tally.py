"""How an event's answers stand, in counts: what a group may know of a branch."""

from dataclasses import dataclass

from bot.models.events import Answer, Rsvp
from bot.models.people import Member


@dataclass(frozen=True, slots=True)
class Tally:
    """One branch's invited members by what they answered; `waiting` are those without a seat yet."""

    branch_id: int
    branch: str
    yes: int = 0
    no: int = 0
    maybe: int = 0
    waiting: int = 0
    silent: int = 0

    @property
    def answered(self) -> int:
        """How many said something."""
        return self.yes + self.no + self.maybe + self.waiting

    @property
    def invited(self) -> int:
        """How many were asked."""
        return self.answered + self.silent


def tally(branch_id: int, branch: str, answers: dict[tuple[Answer | None, bool], int]) -> Tally:
    """Sum up a branch from its members' answers, each with whether it waits for a seat."""
    return Tally(
        branch_id,
        branch,
        yes=answers.get((Answer.YES, False), 0),
        no=answers.get((Answer.NO, False), 0),
        maybe=answers.get((Answer.MAYBE, False), 0),
        waiting=answers.get((Answer.YES, True), 0),
        silent=answers.get((None, False), 0),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One invited member and the answer that holds, if any. `reachable`: whether messages arrive.

    For the eyes of the member's own secretary only.
    """

    member: Member
    rsvp: Rsvp | None
    reachable: bool

    @property
    def answer(self) -> Answer | None:
        """What they answered."""
        return self.rsvp.answer if self.rsvp else None

    @property
    def waits(self) -> bool:
        """Whether they want to come and have no seat yet."""
        return self.rsvp is not None and self.rsvp.waits_since is not None


@dataclass(frozen=True, slots=True)
class Came:
    """One branch's attendance of an event, frozen when it was confirmed: 实到, 应到, 请假, 列席."""

    branch_id: int
    branch: str
    came: int
    expected: int
    excused: int
    guests: int
