"""The ledger of what the bot says unasked, the group boards, the digests, and the updates already taken in.

Moments are aware and in UTC.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from bot.models.base import Json, Row, enum_type, json_field


class State(StrEnum):
    """Where a delivery stands (design, rule 3)."""

    PLANNED = "planned"
    ATTEMPTING = "attempting"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    MISSED = "missed"
    DROPPED = "dropped"  # what it would have said no longer holds


class Lane(StrEnum):
    """Interactive messages answer a person; bulk ones can wait behind them."""

    INTERACTIVE = "interactive"
    BULK = "bulk"


_EDITS = text("edits_id IS NOT NULL")
"""Most messages edit none: an index that held them too would be taken for `edits_id IS NULL`, which finds them all."""


class Delivery(Row, table=True):
    """One message to one member or one group, as facts: it is put into words when it is sent.

    `key` makes it unique: losing the insert means it was planned already. `channel`, `chat`, `thread` and `message`
    are filled in when it is sent, so that the message can be edited later. `edits_id` names the delivery whose message
    this one rewrites instead of sending a new one.

    `doubts` counts how often nobody could say whether it had been sent. Until `retry_at` it, and all that is due to
    the same member or group after it, is held; `due_at` stays what it was, and with it the order.
    """

    __table_args__ = (
        Index("ix_delivery_due", "state", "lane", "due_at"),
        Index("ix_delivery_message", "channel", "chat", "message"),
        Index("ix_delivery_edits", "edits_id", sqlite_where=_EDITS),  # on PostgreSQL the migration says so
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    what: str
    lane: Lane = Field(default=Lane.BULK, sa_type=enum_type(Lane))
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="chat_group.id")
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    edits_id: int | None = Field(default=None, foreign_key="delivery.id")
    facts: Json = json_field()
    due_at: datetime
    too_late_at: datetime | None = None
    state: State = Field(default=State.PLANNED, sa_type=enum_type(State))
    attempts: int = 0
    doubts: int = 0
    retry_at: datetime | None = Field(default=None, index=True)
    error: str = ""
    planned_at: datetime
    done_at: datetime | None = None
    channel: str = ""
    chat: str = ""
    thread: str = ""
    message: str = ""


class Board(Row, table=True):
    """The live card of one event in one group. `dirty_at` is set while it shows less than is known.

    Its message is that of the delivery `board` of the same event and group.
    """

    __table_args__ = (UniqueConstraint("event_id", "group_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    group_id: int = Field(foreign_key="chat_group.id", index=True)
    dirty_at: datetime | None = Field(default=None, index=True)
    drawn_at: datetime | None = None


class Seeks(StrEnum):
    """Whom a rung of the reminder ladder speaks to."""

    SILENT = "silent"
    COMING = "coming"


class Rung(Row, table=True):
    """One step of a partnership's reminder ladder: so many minutes before the start, to whom."""

    partnership_id: int = Field(foreign_key="partnership.id", primary_key=True)
    minutes_before: int = Field(primary_key=True)
    seeks: Seeks = Field(primary_key=True, sa_type=enum_type(Seeks))


class Climbed(Row, table=True):
    """A rung that has had its turn for one time (`revision`) of one event. Whom it reminded is on the ledger."""

    event_id: int = Field(foreign_key="event.id", primary_key=True)
    revision: int = Field(primary_key=True)
    minutes_before: int = Field(primary_key=True)
    seeks: Seeks = Field(primary_key=True, sa_type=enum_type(Seeks))
    at: datetime


class Became(StrEnum):
    """What became of a weekly digest."""

    POSTED = "posted"
    EMPTY = "empty"  # nothing held, nothing planned, nothing to do: nothing was sent
    SKIPPED = "skipped"  # by the coordinator
    MISSED = "missed"  # the bot was down for too long


class Digest(Row, table=True):
    """The weekly digest of one partnership: one an ISO week, `week` is the local date of its Monday.

    `due_at` is where its stretch of time ends and the next one's begins. Open until `closed_at`.
    """

    partnership_id: int = Field(foreign_key="partnership.id", primary_key=True)
    week: date = Field(primary_key=True)
    due_at: datetime
    note: str = Field(default="", max_length=300)
    skipped_by: int | None = Field(default=None, foreign_key="member.id")
    closed_at: datetime | None = None
    outcome: Became | None = Field(default=None, sa_type=enum_type(Became))


class Update(Row, table=True):
    """An update of a platform whose effects are committed."""

    __tablename__ = "taken_update"

    channel: str = Field(primary_key=True)
    update: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class Bookmark(Row, table=True):
    """A small value the house remembers by name (a polling offset, the claim's state)."""

    name: str = Field(primary_key=True)
    value: str
