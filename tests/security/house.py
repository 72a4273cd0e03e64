"""A house with everything in it that can be asked for, the ten who ask, and a way back to how it was."""

import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from sqlmodel import Session, select
from starlette.applications import Starlette

from bot import app
from bot.channels.web import sessions
from bot.chat import Colleague
from bot.config import Database, Settings, Watching
from bot.models.deliveries import Board, Delivery, Digest, State
from bot.models.events import CheckIn, Invited
from bot.models.people import (
    Admits,
    Branch,
    Category,
    Group,
    Invitation,
    Member,
    Partner,
    Partnership,
    PartnershipKind,
    Role,
    Standing,
)
from bot.models.web import WebFile
from bot.rules.codes import hash_code
from bot.services import attendance, feeds, invitations, joining
from tests.announced import FRIDAY
from tests.directory import PaperDirectory
from tests.scene import Scene, red_pair
from tests.world import Person, World

NOBODY = ("stranger", "waiting", "left")
ASKERS = (
    *NOBODY,
    *(f"{role} {where}" for where in ("own", "partner", "elsewhere") for role in ("member", "secretary")),
)
COLUMNS = (*ASKERS, "coordinator")
"""Who asks, as may.txt has them from left to right."""

SECRET = ("孙保密", "候保密", "去保密", "保密学习", "保密工作", "保密室", "客保密")
"""Names, titles and places of the branch that is asked about. Nobody from elsewhere ever reads one of them."""

PERSONAL = ("孙保密", "候保密", "去保密", "客保密")
"""Of these, what nobody outside the branch reads: its people."""

WATCH_TOKEN = "the-operators-word"
"""What opens the address of figures and health."""

Dump = dict[str, list[tuple[Any, ...]]]


@dataclass
class House:
    """The world, who is in it, and the ids of what is asked for, by name."""

    world: World
    people: dict[str, Person] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    _kept: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    _seen: int = -1

    def __post_init__(self) -> None:
        url = self.world.app.gate.engine.url
        self._live = sqlite3.connect(str(url.database), isolation_level=None)
        watch = Watching(on=True, port=0, token=WATCH_TOKEN)
        self._watched = app.build(Settings(database=Database(url=str(url)), watch=watch), self.world.clock)

    @property
    def figures(self) -> Starlette:
        """The pages of the operator's own address."""
        assert self._watched.figures
        return self._watched.figures.asgi

    def keep(self) -> None:
        """Remember all tables as they are now."""
        self._live.backup(self._kept)
        self._seen = self.writes()

    def put_back(self) -> None:
        """Let all tables be again as they were kept."""
        if self.writes() != self._seen:
            self._kept.backup(self._live)
            self._seen = self.writes()

    def writes(self) -> int:
        """Return a number that changes whenever the house has written anything at all."""
        return int(self._live.execute("PRAGMA data_version").fetchone()[0])

    def dump(self) -> Dump:
        """Return every row of every table."""
        tables = [name for (name,) in self._live.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(self._live.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}  # noqa: S608

    def close(self) -> None:
        """Let go of the tables."""
        self._live.close()
        self._kept.close()
        self._watched.gate.close()
        self.world.close()

    def fill(self, text: str, missing: str = "") -> str:
        """Put the ids into `{names}`; with `missing`, that instead of every one of them."""
        ids = dict.fromkeys(self.ids, missing) if missing else self.ids
        return text.format(**ids)


def changed(before: Dump, after: Dump) -> set[str]:
    """Return the tables that are not the same."""
    return {table for table in before | after if before.get(table) != after.get(table)}


def build(world: World) -> House:
    """Fill a world: a cooperative of office and village, another one elsewhere, what they do and have."""
    scene = red_pair(world)
    house = House(world)
    college, lake = world.do(lambda ledger: _elsewhere(ledger, scene))
    who = {
        "member own": scene.mei,
        "secretary own": scene.li,
        "member partner": scene.lan,
        "secretary partner": scene.wang,
        "member elsewhere": scene.join("钱同学", college),
        "secretary elsewhere": scene.join("赵书记", college, role=Role.SECRETARY),
        "coordinator": scene.chen,
        "waiting": scene.join("候保密", scene.office),
        "left": scene.join("去保密", scene.office),
    }
    house.people = {"stranger": world.person("路人"), **who}
    scene.join("郑联络", lake, role=Role.COORDINATOR)
    house.members = {column: scene.ids[person.name] for column, person in who.items()}
    house.ids = {
        name: str(value) for name, value in world.do(lambda ledger: _fill(ledger, scene, college, lake)).items()
    }
    house.ids |= {"mei_user": scene.mei.user}
    for person in house.people.values():
        world.do(
            partial(sessions.begin, token=token_of(person), user=person.user, language="zh", now=world.clock.now())
        )
    world.app.house.directory = PaperDirectory({2: "希勤村"}, {2: [Colleague("quiet", "不说话")]})
    house.keep()
    return house


def token_of(person: Person) -> str:
    """Return the cookie of somebody's browser."""
    return person.user.rjust(43, "0")


def _elsewhere(ledger: Session, scene: Scene) -> tuple[int, int]:
    now = scene.world.clock.now()
    red = ledger.get_one(Partnership, scene.partnership)
    red.kind = PartnershipKind.COOPERATIVE
    green = Partnership(**{**red.model_dump(exclude={"id"}), "name": "绿色合作社"})
    college, lake = Branch(name="农学院党总支", created_at=now), Branch(name="东湖党支部", created_at=now)
    ledger.add_all([red, green, college, lake])
    ledger.flush()
    green.lead_branch_id = college.id
    ledger.add(Group(partnership_id=green.id or 0, channel="web", chat="green", title="绿色合作社", bound_at=now))
    for branch in (college, lake):
        ledger.add(Partner(partnership_id=green.id or 0, branch_id=branch.id or 0, joined_at=now))
    return college.id or 0, lake.id or 0


def _fill(ledger: Session, scene: Scene, college: int, lake: int) -> dict[str, object]:
    """Put in what is asked for, and return its ids. Past events are over by the clock's hand."""
    now = scene.world.clock.now()
    ids: dict[str, object] = {
        "pair": scene.partnership, "office": scene.office, "village": scene.village, "group": scene.group,
        "college": college, "lake": lake, "mei": scene.ids["梅老师"], "chen": scene.ids["陈联络"],
    }  # fmt: skip
    ids |= _people(ledger, scene)
    ids |= _links(ledger, scene)
    ids["coming"] = _event(ledger, scene, "保密学习", FRIDAY)
    ids["held"] = _event(ledger, scene, "保密工作", now - timedelta(days=2))
    ids["recorded"] = _event(ledger, scene, "保密工作二", now - timedelta(days=4))
    _event(ledger, scene, "学院读书会", FRIDAY, host_id=college, partnership_id=None, place="学院")
    li = ledger.get_one(Member, scene.ids["李书记"])
    for name in ("held", "recorded"):
        event = attendance.event_held(ledger, li, int(str(ids[name])), now)
        attendance.add_guest(ledger, event=event, name="客保密", by=li, now=now)
    attendance.confirm(ledger, event=event, by=li, now=now)
    ledger.add(Board(event_id=int(str(ids["coming"])), group_id=scene.group, drawn_at=now))
    ledger.add(Digest(partnership_id=scene.partnership, week=now.date(), due_at=FRIDAY))
    guest = next(one for one in ledger.exec(select(CheckIn)) if one.event_id == ids["held"] and one.member_id is None)
    doubtful = Delivery(
        key="doubtful", what="digest", group_id=scene.group, state=State.UNKNOWN, due_at=now, planned_at=now, doubts=1,
        facts={"partnership": scene.partnership, "week": "2026-11-16"},
    )  # fmt: skip
    ledger.add(doubtful)
    ledger.flush()
    files = {"group_file": Scene.GROUP, "mei_file": scene.mei.user}
    for token, chat in files.items():
        ledger.add(WebFile(token=token, chat=chat, name="图.png", media_type="image/png", content=b"x", at=now))
    return ids | {
        "doubtful": doubtful.id or 0,
        "guest": guest.id or 0,
        "group_file": "group_file",
        "mei_file": "mei_file",
    }


def _people(ledger: Session, scene: Scene) -> dict[str, object]:
    now = scene.world.clock.now()
    for name, standing in (("候保密", Standing.WAITING), ("去保密", Standing.LEFT)):
        row = ledger.get_one(Member, scene.ids[name])
        row.standing, row.left_at = standing, now if standing is Standing.LEFT else None
        ledger.add(row)
    others = {
        "sun": Member(name="孙保密", branch_id=scene.office, category=Category.FULL, joined_at=now),
        "asking": Member(name="候保密", branch_id=scene.office, standing=Standing.WAITING, joined_at=now),
        "gone": Member(name="去保密", branch_id=scene.office, standing=Standing.LEFT, joined_at=now, left_at=now),
        "unclaimed": Member(name="周联络", branch_id=scene.office, role=Role.COORDINATOR, joined_at=now),
    }
    ledger.add_all(others.values())
    ledger.flush()
    return {name: member.id or 0 for name, member in others.items()}


def _links(ledger: Session, scene: Scene) -> dict[str, object]:
    now = scene.world.clock.now()
    chen, mei = ledger.get_one(Member, scene.ids["陈联络"]), ledger.get_one(Member, scene.ids["梅老师"])
    sun = next(one for one in ledger.exec(select(Member)) if one.name == "孙保密")
    branch = invitations.for_branch(ledger, by=chen, branch_id=scene.office, role=Role.MEMBER, now=now)
    secretary = invitations.for_branch(ledger, by=chen, branch_id=scene.office, role=Role.SECRETARY, now=now)
    personal = invitations.for_member(ledger, by=chen, member_id=sun.id or 0, now=now)
    revoked = Invitation(
        code_hash=hash_code("revoked-long-ago"),
        admits=Admits.BRANCH,
        branch_id=scene.office,
        made_at=now,
        revoked_at=now,
    )
    ledger.add(revoked)
    return {
        "claim": joining.new_claim(ledger, now), "feed": feeds.renew(ledger, mei, now),
        "branch_code": branch.code, "link": branch.invitation.id, "secretary_link": secretary.invitation.id,
        "personal_code": personal.code,
    }  # fmt: skip


def _event(ledger: Session, scene: Scene, title: str, starts_at: Any, **more: object) -> int:
    event = scene.row(title, starts_at, **{"place": "保密室", **more})
    ledger.add(event)
    ledger.flush()
    invited = (scene.office, scene.village) if event.host_id == scene.office else (event.host_id,)
    ledger.add_all(Invited(event_id=event.id or 0, branch_id=branch) for branch in invited)
    ledger.flush()
    return event.id or 0
