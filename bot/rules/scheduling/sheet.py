"""What is known of an activity while it is put together, and what is asked next. Kept as JSON in a Draft."""

from datetime import date, timedelta
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from bot.models.events import Kind
from bot.rules import kinds


class Question(StrEnum):
    """What the card of a draft asks. The first ten may be asked for again when something is to be changed."""

    KIND = "kind"
    DAY = "day"
    HOUR = "hour"
    TITLE = "title"
    PLACE = "place"
    SPEAKER = "speaker"
    DEADLINE = "deadline"
    SEATS = "seats"
    WHOM = "whom"
    HOST = "host"
    MOMENT = "moment"  # which of several moments was meant
    BRANCH = "branch"  # which of several branches was meant
    PARTNERSHIP = "partnership"


class Option(BaseModel):
    """One way to read a time; `rest` is what else the line said: its title."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    rest: str = ""
    whole_day: bool = False


class Sheet(BaseModel):
    """The facts of a draft.

    `host_asked`: the author named a host that fits several, so their own branch is not assumed.
    None and empty are "not said". `place` None is not even asked; `invited` None leaves it to the kind.
    `lasts` is how long it took before its day was changed, to be taken over.
    `deadline` are the words a deadline was given in, read anew when the start moves.
    `doubt` are words of which `options` are the readings: `past` ones, or words `about_deadline`.
    `unclear` are names that fit several branches. `follows`: the deadline is the default of the start.
    `sequence` is the published event's when a change to it was begun, None for a new activity.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    guided: bool = False
    host_id: int | None = None
    host_asked: bool = False
    partnership_id: int | None = None
    kind: Kind | None = None
    day: date | None = None
    lasts: timedelta | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    title: str = ""
    place: str | None = None
    speaker: str = ""
    deadline: str = ""
    reply_by: AwareDatetime | None = None
    seats: int | None = None
    invited: tuple[int, ...] | None = None
    whom_asked: bool = False
    unclear: tuple[str, ...] = ()
    doubt: str = ""
    options: tuple[Option, ...] = ()
    past: bool = False
    about_deadline: bool = False
    follows: bool = False
    sequence: int | None = None

    def having(self, **changes: object) -> "Sheet":
        """Return the sheet with some facts changed."""
        return self.model_validate({**self.model_dump(), **changes})

    def undoubted(self) -> "Sheet":
        """Return the sheet with no time in doubt any more."""
        return self.having(doubt="", options=(), past=False, about_deadline=False)

    @property
    def length(self) -> timedelta | None:
        """How long it takes, as far as that was ever said."""
        return self.ends_at - self.starts_at if self.starts_at and self.ends_at else self.lasts


def next_question(sheet: Sheet, *, joint: bool, partnership_known: bool) -> Question | None:  # noqa: PLR0911
    """Return what must be asked next of a draft with a host and no doubts; None when it can be read back.

    `joint`: other branches could be invited. `partnership_known`: there is one partnership it can belong to, or none.
    A guided draft also asks what may be left out.
    """
    if sheet.guided and sheet.kind is None:
        return Question.KIND
    if sheet.starts_at is None:
        return Question.DAY if sheet.day is None else Question.HOUR
    if not sheet.title:
        return Question.TITLE
    if sheet.guided and sheet.place is None:
        return Question.PLACE
    if sheet.unclear:
        return Question.BRANCH
    if not partnership_known:
        return Question.PARTNERSHIP
    if sheet.guided and joint and not sheet.whom_asked and kinds.is_joint_by_nature(sheet.kind or Kind.OTHER):
        return Question.WHOM
    return None
