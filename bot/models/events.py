"""Events, who is invited, what they answered and who came. Moments are aware and in UTC."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.models.base import Json, Row, enum_type, json_field


class Kind(StrEnum):
    """What sort of activity it is, in branch life's terms."""

    LECTURE = "lecture"  # 党课
    THEMED_DAY = "themed_day"  # 主题党日
    GENERAL_MEETING = "general_meeting"  # 支部党员大会
    COMMITTEE = "committee"  # 支委会
    GROUP_MEETING = "group_meeting"  # 党小组会
    STUDY = "study"  # 理论学习
    SCIENCE = "science"  # 科技下乡
    VOLUNTEERING = "volunteering"  # 志愿服务
    VISIT = "visit"  # 参观
    FORUM = "forum"  # 座谈
    OTHER = "other"


class Phase(StrEnum):
    """Where an event stands. What is not published yet is no event but a Draft."""

    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """参加, 请假, 待定."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Reason(StrEnum):
    """Why someone asks leave."""

    TRAVEL = "travel"  # 出差
    ILL = "ill"  # 生病
    WORK = "work"  # 工作冲突
    OTHER = "other"


class Event(Row, table=True):
    """An activity. `uid` and `sequence` are iCalendar's; `sequence` grows with every published change.

    `revision` counts changes of time: an answer given for an older one is asked for again. From `sheet_at` on the
    check-ins are being noted; they count from `confirmed_at` on.
    """

    __table_args__ = (Index("ix_event_beginning", "partnership_id", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    sequence: int = 0
    revision: int = 0
    partnership_id: int | None = Field(default=None, foreign_key="partnership.id")
    host_id: int = Field(foreign_key="branch.id", index=True)
    kind: Kind = Field(sa_type=enum_type(Kind))
    title: str = Field(max_length=120)
    place: str = Field(default="", max_length=80)
    speaker: str = Field(default="", max_length=60)
    starts_at: datetime = Field(index=True)
    ends_at: datetime | None = None
    reply_by: datetime
    seats: int | None = None
    phase: Phase = Field(default=Phase.PUBLISHED, sa_type=enum_type(Phase))
    made_by: int | None = Field(default=None, foreign_key="member.id")
    made_at: datetime
    changed_at: datetime
    published_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = Field(default="", max_length=200)
    sheet_at: datetime | None = None
    confirmed_at: datetime | None = None
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")


class Draft(Row, table=True):
    """An activity being put together, or a change to a published one; seen by its author only.

    `facts` is a bot.rules.scheduling.sheet.Sheet, `asks` the question its card asks, empty when all is known.
    `event_id` is the event it changes, or the one it became. `done_at`: published or dropped, nothing left to do.
    """

    id: int | None = Field(default=None, primary_key=True)
    made_by: int = Field(foreign_key="member.id", index=True)
    event_id: int | None = Field(default=None, foreign_key="event.id")
    facts: Json = json_field()
    asks: str = ""
    made_at: datetime
    changed_at: datetime
    done_at: datetime | None = None


class Invited(Row, table=True):
    """A branch invited to an event; the host is one of them."""

    event_id: int = Field(foreign_key="event.id", primary_key=True)
    branch_id: int = Field(foreign_key="branch.id", primary_key=True, index=True)


class Rsvp(Row, table=True):
    """One member's answer, kept once by (event, member).

    `waits_since` is set while a "yes" has no seat. `revision` is the event's at the time of answering.
    `by_id` is the secretary who answered for the member, else None.
    """

    __table_args__ = (UniqueConstraint("event_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    answer: Answer = Field(sa_type=enum_type(Answer))
    reason: Reason | None = Field(default=None, sa_type=enum_type(Reason))
    words: str = Field(default="", max_length=100)
    revision: int = 0
    waits_since: datetime | None = None
    answered_at: datetime
    by_id: int | None = Field(default=None, foreign_key="member.id")


class CheckIn(Row, table=True):
    """Somebody who came. `branch_id`, `category` and `name` are as they were that day; erasing a member clears `name`.

    A walk-in from outside the rosters has no member.
    """

    __table_args__ = (UniqueConstraint("event_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    branch_id: int | None = Field(default=None, foreign_key="branch.id")
    name: str = Field(default="", max_length=40)
    guest: bool = False
    walk_in: bool = False
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="member.id")


class Turnout(Row, table=True):
    """One branch's figures of one event, frozen when its attendance is confirmed: 应到, 实到, 请假, 列席."""

    event_id: int = Field(foreign_key="event.id", primary_key=True)
    branch_id: int = Field(foreign_key="branch.id", primary_key=True, index=True)
    expected: int
    came: int
    excused: int
    guests: int


class Dialogue(Row, table=True):
    """A conversation that waits for somebody's next words, one a chat and person; survives a restart."""

    __table_args__ = (Index("ix_dialogue_old", "at"),)

    channel: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    topic: str
    facts: Json = json_field()
    message: str = ""
    at: datetime
