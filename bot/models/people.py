"""Partnerships, branches, members and the accounts they speak from.

All moments are aware and in UTC. Names follow branch life (支部, 党员类别).
"""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.models.base import Json, Row, enum_type, json_field


class PartnershipKind(StrEnum):
    """红色对子 joins two branches under an agreement; 党建合作社 gathers many around a lead."""

    PAIR = "pair"
    COOPERATIVE = "cooperative"


class Level(StrEnum):
    """支部 or 总支 (a general branch with branches of its own)."""

    BRANCH = "branch"
    GENERAL = "general"


class Category(StrEnum):
    """正式党员, 预备党员, 发展对象, 入党积极分子, 群众."""

    FULL = "full"
    PROBATIONARY = "probationary"
    PROSPECT = "prospect"
    ACTIVIST = "activist"
    PUBLIC = "public"


class Role(StrEnum):
    """What someone may do: answer; run their branch's activities; run the partnerships."""

    MEMBER = "member"
    SECRETARY = "secretary"
    COORDINATOR = "coordinator"


class Standing(StrEnum):
    """Where a person stands with their branch."""

    WAITING = "waiting"  # asked to join, a secretary has not decided yet
    ACTIVE = "active"
    LEFT = "left"
    REFUSED = "refused"
    ERASED = "erased"


class Partnership(Row, table=True):
    """Branches that work as partners, and the rhythm they agreed on. Times of day are local to `zone`.

    `rhythm_since` is when day or hour of the digest were last changed: what was due before is not made up for.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: PartnershipKind = Field(sa_type=enum_type(PartnershipKind))
    name: str = Field(max_length=60)
    agreed_on: date | None = None
    ends_on: date | None = None
    zone: str
    language: str
    lead_branch_id: int | None = Field(default=None, foreign_key="branch.id")
    quiet_from: time
    quiet_to: time
    daily_cap: int
    digest_weekday: int = Field(description="0 is Monday")
    digest_at: time
    rhythm_since: datetime | None = None
    created_at: datetime
    closed_at: datetime | None = None


class Branch(Row, table=True):
    """A party branch. `name` is unique among those in use."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60, index=True)
    organisation: str = Field(default="", max_length=80)
    level: Level = Field(default=Level.BRANCH, sa_type=enum_type(Level))
    created_at: datetime
    closed_at: datetime | None = None


class Partner(Row, table=True):
    """A branch taking part in a partnership."""

    partnership_id: int = Field(foreign_key="partnership.id", primary_key=True)
    branch_id: int = Field(foreign_key="branch.id", primary_key=True, index=True)
    joined_at: datetime


class Group(Row, table=True):
    """A group chat bound to a partnership. `thread` is a Telegram topic or empty."""

    __tablename__ = "chat_group"
    __table_args__ = (UniqueConstraint("channel", "chat", "thread"),)

    id: int | None = Field(default=None, primary_key=True)
    partnership_id: int = Field(foreign_key="partnership.id", index=True)
    channel: str
    chat: str
    thread: str = ""
    title: str = ""
    bound_at: datetime
    closed_at: datetime | None = None


class Member(Row, table=True):
    """A person of a branch (a coordinator may have none yet). Quiet hours override the partnership's."""

    id: int | None = Field(default=None, primary_key=True)
    branch_id: int | None = Field(default=None, foreign_key="branch.id", index=True)
    name: str = Field(max_length=40, index=True)
    category: Category = Field(default=Category.FULL, sa_type=enum_type(Category))
    role: Role = Field(default=Role.MEMBER, sa_type=enum_type(Role))
    standing: Standing = Field(default=Standing.ACTIVE, sa_type=enum_type(Standing))
    language: str = ""
    quiet_from: time | None = None
    quiet_to: time | None = None
    joined_at: datetime
    left_at: datetime | None = None
    unreachable_told_at: datetime | None = None


class Account(Row, table=True):
    """A member as one channel knows them. `chat` is where they read in private; closed when they blocked us."""

    __table_args__ = (UniqueConstraint("channel", "user"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    channel: str
    user: str
    chat: str
    opened_at: datetime
    used_at: datetime
    closed_at: datetime | None = None


class Admits(StrEnum):
    """What an invitation lets its bearer do."""

    COORDINATE = "coordinate"  # claim the installation
    BRANCH = "branch"  # join a branch
    MEMBER = "member"  # speak as one member of the roster
    FEED = "feed"  # read one member's calendar
    GROUP = "group"  # read one group's page


class Invitation(Row, table=True):
    """A random code, stored as its SHA-256 only."""

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    admits: Admits = Field(sa_type=enum_type(Admits))
    branch_id: int | None = Field(default=None, foreign_key="branch.id")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    partnership_id: int | None = Field(default=None, foreign_key="partnership.id")
    group_id: int | None = Field(default=None, foreign_key="chat_group.id")
    role: Role = Field(default=Role.MEMBER, sa_type=enum_type(Role))
    made_by: int | None = Field(default=None, foreign_key="member.id")
    made_at: datetime
    expires_at: datetime | None = None
    most_uses: int | None = None
    uses: int = 0
    revoked_at: datetime | None = None


class Trail(Row, table=True):
    """Who changed what and when. `what` is a text key, `facts` its plain values; members by id, never by name."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    by_id: int | None = Field(default=None, foreign_key="member.id")
    branch_id: int | None = Field(default=None, foreign_key="branch.id")
    member_id: int | None = Field(default=None, foreign_key="member.id")
    event_id: int | None = Field(default=None, foreign_key="event.id")
    what: str
    facts: Json = json_field()
