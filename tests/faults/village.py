"""A partnership of two branches with many members on Telegram, put straight into the tables before a process starts."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.chat import Sender
from bot.models.deliveries import Lane, Rung, Seeks
from bot.models.events import Event, Invited, Kind, Phase
from bot.models.people import Branch, Group, Member, Partner, Partnership, PartnershipKind, Role
from bot.services import accounts, boards, digests, inviting, outbox
from bot.store import Gate, open_engine
from tests.telegram_server import groups
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer

T = TypeVar("T")
_LONG_AGO = timedelta(days=3)


def noon_zone(now: datetime) -> str:
    """Return a zone where it is about noon, so that no test meets midnight, quiet hours or a week's end."""
    return f"Etc/GMT{now.hour - 12:+d}"


@dataclass(frozen=True)
class Villager:
    """A member, and the user who is them."""

    id: int
    user: User


class Village:
    """`Village(file, template, server, members=200)`: everybody has met the bot; the group is bound."""

    def __init__(self, file: Path, template: Path, server: TelegramServer, *, members: int = 3) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, file)
        self.file, self.server = file, server
        self.now = datetime.now(UTC)
        self.zone = ZoneInfo(noon_zone(self.now))
        self.partnership, self.branches, self.group_id = 0, (0, 0), 0
        self.people: list[Villager] = []
        self.chen = self.li = Villager(0, server.user(""))
        self.group = groups.Group.made(server.world, "红色对子", (server.user("群主"),), kind="supergroup", forum=False)
        self.group.chat.ranks[server.world.bot.id] = "member"  # long since: nobody is told
        self.do(lambda ledger: self._found(ledger, members))

    def do(self, unit: Callable[[Session], T]) -> T:
        """Run one transaction of ours, beside or before the process."""
        engine = open_engine(f"sqlite:///{self.file}")
        try:
            return Gate(engine).run_here(unit)
        finally:
            engine.dispose()

    def event(self, title: str, starts_in: timedelta = timedelta(days=5), *, board: bool = False) -> int:
        """Put an event into the tables that was published long ago (nobody is told) and return its id."""
        starts = self.now + starts_in

        def add(ledger: Session) -> int:
            event = Event(
                uid=f"{title}@test", partnership_id=self.partnership, host_id=self.branches[0], kind=Kind.STUDY,
                title=title, place="友谊渠", starts_at=starts, ends_at=starts + timedelta(hours=1),
                reply_by=starts - timedelta(hours=1), phase=Phase.PUBLISHED,
                made_at=self.now - _LONG_AGO, changed_at=self.now - _LONG_AGO, published_at=self.now - _LONG_AGO,
            )  # fmt: skip
            ledger.add(event)
            ledger.flush()
            ledger.add_all(Invited(event_id=event.id or 0, branch_id=branch) for branch in self.branches)
            if board:
                boards.open_boards(ledger, event.id or 0, (self.group_id,), self.now)
            return event.id or 0

        return self.do(add)

    def invite(
        self, title: str, people: Sequence[Villager], *, lane: Lane = Lane.BULK, after: float = 0, board: bool = False
    ) -> int:
        """Plan the cards of a new event and return its id; they are due `after` seconds."""
        event_id = self.event(title, board=board)
        now = datetime.now(UTC)

        def plan(ledger: Session) -> None:
            event = ledger.get_one(Event, event_id)
            for one in people:
                inviting.invite(ledger, event, one.id, now, lane=lane, due_at=now + timedelta(seconds=after))

        self.do(plan)
        return event_id

    def remind(self, title: str, people: Sequence[Villager]) -> int:
        """Plan a reminder of a new event, due at once, and return its id."""
        event_id = self.event(title)
        now = datetime.now(UTC)

        def plan(ledger: Session) -> None:
            for one in people:
                outbox.plan(
                    ledger, key=f"reminder:{event_id}:{one.id}", what="reminder", now=now, member_id=one.id,
                    event_id=event_id, seeks=Seeks.SILENT, last=True, revision=0,
                )  # fmt: skip

        self.do(plan)
        return event_id

    def rung(self, before: timedelta, seeks: Seeks = Seeks.SILENT) -> None:
        """Add a rung to the partnership's ladder."""
        minutes = int(before.total_seconds() // 60)
        self.do(lambda ledger: ledger.add(Rung(partnership_id=self.partnership, minutes_before=minutes, seeks=seeks)))

    def digest_in(self, seconds: float) -> None:
        """Let the weekly digest be due so many seconds from now."""
        at = (datetime.now(UTC) + timedelta(seconds=seconds)).astimezone(self.zone)

        def change(ledger: Session) -> None:
            pair = ledger.get_one(Partnership, self.partnership)
            pair.digest_weekday, pair.digest_at = at.weekday(), at.time().replace(microsecond=0)

        self.do(change)

    def post_digest(self) -> None:
        """Put the group's digest on the ledger, due at once."""
        self.digest_in(-1)
        assert self.do(lambda ledger: digests.close_one(ledger, datetime.now(UTC)))

    def _found(self, ledger: Session, members: int) -> None:
        now = self.now
        pair = Partnership(
            kind=PartnershipKind.PAIR, name="红色对子", zone=str(self.zone), language="zh", quiet_from=time(0),
            quiet_to=time(0), daily_cap=10_000, digest_weekday=(now.weekday() + 3) % 7, digest_at=time(9),
            created_at=now - _LONG_AGO,
        )  # fmt: skip
        office, village = Branch(name="办公室支部", created_at=now), Branch(name="希勤村支部", created_at=now)
        ledger.add_all([pair, office, village])
        ledger.flush()
        self.partnership, self.branches = pair.id or 0, (office.id or 0, village.id or 0)
        pair.lead_branch_id = office.id
        group = Group(
            partnership_id=self.partnership, channel="telegram", chat=str(self.group.id), title="红色对子",
            bound_at=now,
        )  # fmt: skip
        ledger.add(group)
        ledger.add_all(
            Partner(partnership_id=self.partnership, branch_id=b, joined_at=now - _LONG_AGO) for b in self.branches
        )
        ledger.flush()
        self.group_id = group.id or 0
        self.chen = self._join(ledger, "陈联络", None, Role.COORDINATOR)
        self.li = self._join(ledger, "李书记", self.branches[0], Role.SECRETARY)
        self.people = [self._join(ledger, f"党员{n:03d}", self.branches[n % 2], Role.MEMBER) for n in range(members)]

    def _join(self, ledger: Session, name: str, branch: int | None, role: Role) -> Villager:
        member = Member(name=name, branch_id=branch, role=role, joined_at=self.now - _LONG_AGO)
        ledger.add(member)
        ledger.flush()
        user = self.server.user(name)
        user.person.started = user.person.known = True
        accounts.link(ledger, member, Sender("telegram", str(user.id), name), str(user.id), self.now - _LONG_AGO)
        return Villager(member.id or 0, user)
