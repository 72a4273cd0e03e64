"""What a branch's own papers of an activity say. Never anybody of another branch: each keeps its own binder."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.models.events import Kind
from bot.models.people import Category


class Outcome(StrEnum):
    """What became of somebody who was expected."""

    CAME = "came"
    EXCUSED = "excused"
    ABSENT = "absent"


class Way(StrEnum):
    """How it is known that somebody came."""

    SELF = "self"  # checked in themself
    CONFIRMED = "confirmed"  # from the answers, confirmed by a secretary
    WALK_IN = "walk_in"  # came without an answer, named by a secretary


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of a sheet. `outcome` is None before the activity; `remark` is a reason for leave, or anything else."""

    name: str
    category: Category | None = None
    outcome: Outcome | None = None
    way: Way | None = None
    at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """应到, 实到, 请假 and 列席 as they were frozen when attendance was confirmed."""

    expected: int
    came: int
    excused: int
    guests: int

    @property
    def absent(self) -> int:
        """缺席: neither came nor asked leave."""
        return max(self.expected - self.came - self.excused, 0)


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """签到表: one activity, one branch. Moments are aware.

    `attendees` are those expected, `guests` those of the branch who sat in (列席). Without `figures` it is a sheet to
    sign by hand.
    """

    branch: str
    title: str
    kind: Kind
    starts_at: datetime
    ends_at: datetime | None
    place: str
    speaker: str
    host: str
    attendees: tuple[Attendee, ...]
    guests: tuple[Attendee, ...] = ()
    figures: Figures | None = None

    def named(self, outcome: Outcome) -> tuple[Attendee, ...]:
        """Return those expected of whom this became."""
        return tuple(one for one in self.attendees if one.outcome is outcome)


@dataclass(frozen=True, slots=True)
class Notice:
    """活动通知: what is sent round before. Moments are aware, `issued_on` is a local day."""

    host: str
    title: str
    kind: Kind
    starts_at: datetime
    ends_at: datetime | None
    place: str
    speaker: str
    invited: tuple[str, ...]
    reply_by: datetime
    issued_on: date
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """活动记录: the minutes' form with what is known filled in. What is empty is left as lines to write on.

    `late` marks a record made after the fact (补录).
    """

    sheet: SignInSheet
    nth: int | None = None
    chair: str = ""
    recorder: str = ""
    topics: str = ""
    late: bool = False
