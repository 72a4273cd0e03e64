"""Puts the demo's partnership into an empty database: branches, people, eight weeks of history."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.chat import Sender
from bot.demo import cast
from bot.models.deliveries import Became, Digest, Rung, Seeks
from bot.models.events import Answer, CheckIn, Event, Invited, Kind, Phase, Reason, Rsvp, Turnout
from bot.models.people import Branch, Category, Group, Member, Partner, Partnership, PartnershipKind, Role
from bot.rules import kinds
from bot.services import accounts

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is on the stage: member ids by name, web users by phone, the group page's chat id."""

    members: dict[str, int]
    users: dict[str, str]
    group: str


def seed(ledger: Session, now: datetime) -> Cast:
    """Fill the tables as of `now`."""
    branches = [
        Branch(name=name, organisation=organisation, level=level, created_at=now - timedelta(days=400))
        for name, organisation, level in cast.BRANCHES
    ]
    ledger.add_all(branches)
    ledger.flush()
    partnership = Partnership(
        kind=PartnershipKind.COOPERATIVE,
        name=cast.PARTNERSHIP,
        agreed_on=(now - timedelta(days=400)).date(),
        zone=ZONE.key,
        language="zh",
        lead_branch_id=branches[0].id,
        quiet_from=time(22),
        quiet_to=time(7),
        daily_cap=4,
        digest_weekday=4,
        digest_at=time(17),
        created_at=now - timedelta(days=400),
    )
    ledger.add(partnership)
    ledger.flush()
    frame = partnership.id or 0
    ledger.add_all(
        Partner(partnership_id=frame, branch_id=branch.id or 0, joined_at=partnership.created_at) for branch in branches
    )
    ladder = ((2880, Seeks.SILENT), (1440, Seeks.COMING), (1440, Seeks.SILENT), (60, Seeks.COMING))
    ledger.add_all(Rung(partnership_id=frame, minutes_before=minutes, seeks=seeks) for minutes, seeks in ladder)
    friday = (now.astimezone(ZONE) - timedelta(days=3)).replace(hour=17, minute=0)
    told = Digest(
        partnership_id=frame,
        week=friday.date() - timedelta(days=4),
        due_at=friday,
        closed_at=friday,
        outcome=Became.POSTED,
    )
    ledger.add(told)
    group = Group(partnership_id=frame, channel="web", chat="g-stage", title=cast.PARTNERSHIP, bound_at=now)
    ledger.add(group)
    members = _people(ledger, branches, now)
    for days, hour, host, kind, title in cast.HISTORY:
        day = (now.astimezone(ZONE) - timedelta(days=days)).replace(hour=hour, minute=0)
        _held(ledger, frame, branches, members, host=host, kind=Kind(kind), title=title, starts_at=day)
    ids = {member.name: member.id or 0 for member in members}
    return Cast(ids, {phone: _user(name) for phone, name in cast.PHONES}, group.chat)


def _user(name: str) -> str:
    """Return the web user of a member: the phones' are named for their place on the stage."""
    return next((f"u-{phone}" for phone, other in cast.PHONES if other == name), f"u-{name}")


def _people(ledger: Session, branches: list[Branch], now: datetime) -> list[Member]:
    members = [
        Member(
            name=name,
            branch_id=branch.id,
            category=cast.CATEGORIES.get(name, Category.FULL),
            role=cast.ROLES.get(name, Role.MEMBER),
            joined_at=now - timedelta(days=300),
        )
        for branch, names in zip(branches, cast.MEMBERS, strict=True)
        for name in names
    ]
    ledger.add_all(members)
    ledger.flush()
    for member in members:
        if member.name not in cast.WITHOUT_ACCOUNT:
            user = _user(member.name)
            accounts.link(ledger, member, Sender("web", user, member.name), user, now)
    return members


def _held(
    ledger: Session,
    frame: int,
    branches: list[Branch],
    members: list[Member],
    *,
    host: int,
    kind: Kind,
    title: str,
    starts_at: datetime,
) -> None:
    """Add an event that was held and recorded. Who came is a fixed pattern that looks like life."""
    announced = starts_at - timedelta(days=5)
    event = Event(
        uid=f"{starts_at:%Y%m%d}@demo.jiedui",
        partnership_id=frame,
        host_id=branches[host].id or 0,
        kind=kind,
        title=title,
        place=("友谊渠党性教育基地", "希勤村文化广场", "农学院报告厅")[host % 3],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1, minutes=30),
        reply_by=starts_at - timedelta(hours=21),
        phase=Phase.PUBLISHED,
        made_at=announced,
        changed_at=announced,
        published_at=announced,
        confirmed_at=starts_at + timedelta(hours=2),
    )
    ledger.add(event)
    ledger.flush()
    event_id = event.id or 0
    ledger.add_all(Invited(event_id=event_id, branch_id=branch.id or 0) for branch in branches)
    counts = {
        branch.id or 0: Turnout(event_id=event_id, branch_id=branch.id or 0, expected=0, came=0, excused=0, guests=0)
        for branch in branches
    }
    for member in members:
        turnout, counted = counts[member.branch_id or 0], kinds.counts(member.category)
        chance = (event_id * 7 + (member.id or 0) * 5 + starts_at.day) % 12
        turnout.expected += counted
        came, excused = chance < 9, chance == 9
        if came:
            turnout.came += counted
            turnout.guests += not counted
            ledger.add(
                CheckIn(
                    event_id=event_id,
                    member_id=member.id,
                    branch_id=member.branch_id,
                    name=member.name,
                    guest=not counted,
                    at=starts_at,
                )
            )
        turnout.excused += excused and counted
        if came or excused:
            ledger.add(
                Rsvp(
                    event_id=event_id,
                    member_id=member.id or 0,
                    answer=Answer.YES if came else Answer.NO,
                    reason=None if came else Reason.TRAVEL,
                    answered_at=announced + timedelta(hours=1),
                )
            )
    ledger.add_all(counts.values())
