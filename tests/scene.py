"""A partnership that is already there, put straight into the tables, for tests about something else."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from bot.chat import Sender
from bot.models.deliveries import Rung, Seeks
from bot.models.events import Event, Invited, Kind, Phase
from bot.models.people import Branch, Category, Group, Member, Partner, Partnership, PartnershipKind, Role
from bot.services import accounts
from tests.world import Person, World

OFFICE, VILLAGE = "综合办公室党支部", "希勤村党支部"


@dataclass
class Scene:
    """Ids and people of a small red pair with its group page."""

    world: World
    partnership: int
    office: int
    village: int
    group: int
    chen: Person  # coordinator, of the office branch
    li: Person  # secretary of the office branch
    wang: Person  # secretary of the village branch
    mei: Person  # member, office
    lan: Person  # member, village
    ids: dict[str, int]

    GROUP = "red-pair"

    def join(self, name: str, branch_id: int, category: Category = Category.FULL, role: Role = Role.MEMBER) -> Person:
        """Add a member with a web account and return the person."""
        person = self.world.person(name)
        self.ids[name] = self.world.do(lambda ledger: _member(ledger, self.world, person, branch_id, category, role))
        return person

    def row(self, title: str, starts_at: datetime, **more: object) -> Event:
        """Return a published event, not yet kept; hosted by the office unless `more` says otherwise."""
        now = self.world.clock.now()
        values: dict[str, Any] = {
            "uid": f"{title}@test",
            "partnership_id": self.partnership,
            "host_id": self.office,
            "kind": Kind.STUDY,
            "title": title,
            "place": "友谊渠党性教育基地",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=1, minutes=30),
            "reply_by": starts_at - timedelta(hours=21),
            "phase": Phase.PUBLISHED,
            "made_at": now,
            "changed_at": now,
            "published_at": now,
        }
        return Event(**{**values, **more})

    def event(self, title: str, starts_at: datetime, **more: object) -> int:
        """Put a published event straight into the tables (nobody is told) and return its id."""

        def add(ledger: Session) -> int:
            event = self.row(title, starts_at, **more)
            ledger.add(event)
            ledger.flush()
            for branch in (self.office, self.village):
                ledger.add(Invited(event_id=event.id or 0, branch_id=branch))
            return event.id or 0

        return self.world.do(add)


def _member(ledger: Session, world: World, person: Person, branch: int, category: Category, role: Role) -> int:

    now = world.clock.now()
    member = Member(name=person.name, branch_id=branch, category=category, role=role, joined_at=now)
    ledger.add(member)
    ledger.flush()
    accounts.link(ledger, member, Sender(world.channel, person.user, person.name), person.user, now)
    return member.id or 0


def red_pair(world: World) -> Scene:
    """Build the pair: two branches, five people, one group, the default ladder."""
    chat = world.group_of(Scene.GROUP, "红色对子")
    channel = world.channel if world.hears_groups else "web"

    def build(ledger: Session) -> tuple[int, int, int, int]:

        now = world.clock.now()
        pair = Partnership(
            kind=PartnershipKind.PAIR,
            name="红色对子",
            zone="Asia/Shanghai",
            language="zh",
            quiet_from=time(22),
            quiet_to=time(7),
            daily_cap=4,
            digest_weekday=4,
            digest_at=time(17),
            created_at=now,
        )
        office, village = Branch(name=OFFICE, created_at=now), Branch(name=VILLAGE, created_at=now)
        ledger.add_all([pair, office, village])
        ledger.flush()
        pair.lead_branch_id = office.id
        group = Group(partnership_id=pair.id or 0, channel=channel, chat=chat, title="红色对子", bound_at=now)
        ledger.add(group)
        for branch in (office, village):
            ledger.add(Partner(partnership_id=pair.id or 0, branch_id=branch.id or 0, joined_at=now))
        for minutes, seeks in (
            (2880, Seeks.SILENT),
            (1440, Seeks.COMING),
            (1440, Seeks.SILENT),
            (60, Seeks.COMING),
        ):
            ledger.add(Rung(partnership_id=pair.id or 0, minutes_before=minutes, seeks=seeks))
        ledger.flush()
        return pair.id or 0, office.id or 0, village.id or 0, group.id or 0

    pair, office, village, group = world.do(build)
    nobody = world.person("")
    scene = Scene(world, pair, office, village, group, nobody, nobody, nobody, nobody, nobody, {})
    scene.chen = scene.join("陈联络", office, role=Role.COORDINATOR)
    scene.li = scene.join("李书记", office, role=Role.SECRETARY)
    scene.wang = scene.join("王书记", village, role=Role.SECRETARY)
    scene.mei = scene.join("梅老师", office)
    scene.lan = scene.join("兰婶", village)
    return scene
