"""A partnership with a crowd, put straight into the tables, and the same people and their group on the test server."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot.clock import SystemClock
from bot.models.deliveries import Board, Delivery, Rung, Seeks, State
from bot.models.events import Answer, Event, Invited, Kind, Phase, Rsvp
from bot.models.people import Account, Branch, Group, Member, Partner, Partnership, PartnershipKind, Role
from bot.store import Gate, migrate, open_engine
from tests.telegram_server.groups import Group as Chat
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Content

ANSWERS = (("参加", "yes"), ("请假", "no"), ("待定", "maybe"))


class Cards(StrEnum):
    """What the members have in their private chats."""

    NONE = "none"  # they are still to be asked
    SENT = "sent"
    NEVER = "never"  # the card could not be sent and is not tried again: these people read the group only


@dataclass(frozen=True)
class Stage:
    """What a measurement plays with. `event` is the id in the tables."""

    server: TelegramServer
    file: Path
    crowd: Sequence[User]
    group: Chat
    event: int

    def count(self, query: str) -> int:
        """Count in the bot's own tables, beside it."""
        engine = open_engine(f"sqlite:///{self.file}")
        try:
            with closing(engine.raw_connection()) as connection:
                return int(connection.execute(query).fetchone()[0])
        finally:
            engine.dispose()

    def shown(self) -> bool:
        """Whether the group's board shows all that is known."""
        return self.count("SELECT count(*) FROM board WHERE dirty_at IS NOT NULL") == 0

    def waiting(self) -> int:
        """Count what the ledger still has to send."""
        return self.count("SELECT count(*) FROM delivery WHERE state IN ('planned', 'attempting')")


def build(
    server: TelegramServer, folder: Path, members: int, cards: Cards = Cards.NEVER, *,
    due_reminder: bool = False, board: bool = True, answered: int = 0,
) -> Stage:  # fmt: skip
    """Set the stage. The first member leads the first branch.

    `due_reminder`: everybody is to be reminded now. `board`: the event's board is to be posted to the group.
    `answered`: so many of the first have said that they come.
    """
    crowd = [server.user(f"党员{number}") for number in range(1, members + 1)]
    for user in crowd:
        user.person.started = user.person.known = True
    group = server.group("结对群", *crowd, bot="")
    group.chat.ranks[server.world.bot.id] = "member"
    file = Path(mkdtemp(dir=folder)) / "bench.db"
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    gate = Gate(engine)

    def fill(ledger: Session) -> int:
        now = SystemClock().now()
        event = _partnership(ledger, crowd, group, now, due_reminder=due_reminder)
        ledger.add_all(
            Rsvp(event_id=event, member_id=n, answer=Answer.YES, answered_at=now) for n in range(1, answered + 1)
        )
        if board:
            ledger.add(Board(event_id=event, group_id=1, dirty_at=now))
        rows = list(_cards(server, crowd, event, cards, now))
        for at in range(0, len(rows), 1000):
            ledger.execute(insert(Delivery), rows[at : at + 1000])
        return event

    event = gate.run_here(fill)
    gate.close()
    return Stage(server, file, crowd, group, event)


def _partnership(
    ledger: Session, crowd: Sequence[User], group: Chat, now: datetime, *, due_reminder: bool
) -> int:  # fmt: skip
    begun = now - timedelta(days=300)
    # No quiet hours and no digest today: the figures must not hang on the hour of the day.
    pair = Partnership(
        kind=PartnershipKind.PAIR, name="红色对子", zone="Asia/Shanghai", language="zh", quiet_from=time(0),
        quiet_to=time(0), daily_cap=20, digest_weekday=(now.weekday() + 3) % 7, digest_at=time(17), created_at=now,
    )  # fmt: skip
    branches = [Branch(name=name, created_at=begun) for name in ("综合办公室党支部", "希勤村党支部")]
    ledger.add_all([pair, *branches])
    ledger.flush()
    pair.lead_branch_id = branches[0].id
    ledger.add_all(Partner(partnership_id=1, branch_id=branch.id or 0, joined_at=begun) for branch in branches)
    ledger.add(Group(partnership_id=1, channel="telegram", chat=str(group.id), title="结对群", bound_at=begun))
    if due_reminder:
        ledger.add(Rung(partnership_id=1, minutes_before=2880, seeks=Seeks.SILENT))
    ledger.flush()
    people: list[dict[str, Any]] = [
        {"id": n, "branch_id": 1 + n % 2, "name": user.name, "joined_at": begun, "role": Role.MEMBER}
        for n, user in enumerate(crowd, start=1)
    ]
    people[0]["role"], people[0]["branch_id"] = Role.SECRETARY, 1
    ledger.execute(insert(Member), people)
    accounts: list[dict[str, Any]] = [
        {"member_id": n, "channel": "telegram", "user": str(user.id), "chat": str(user.id), "opened_at": begun,
         "used_at": begun}
        for n, user in enumerate(crowd, start=1)
    ]  # fmt: skip
    ledger.execute(insert(Account), accounts)
    starts_at = now + (timedelta(days=2, seconds=-30) if due_reminder else timedelta(days=10))
    asked = now - timedelta(days=2)
    event = Event(
        uid="bench@jiedui", partnership_id=1, host_id=1, kind=Kind.STUDY, title="学习二十届四中全会精神",
        place="友谊渠党性教育基地", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1, minutes=30),
        reply_by=starts_at - timedelta(hours=21), phase=Phase.PUBLISHED, made_at=asked, changed_at=asked,
        published_at=asked,
    )  # fmt: skip
    ledger.add(event)
    ledger.flush()
    ledger.add_all(Invited(event_id=event.id or 0, branch_id=branch.id or 0) for branch in branches)
    return event.id or 0


def _cards(
    server: TelegramServer, crowd: Sequence[User], event: int, cards: Cards, now: datetime
) -> Iterator[dict[str, Any]]:  # fmt: skip
    if cards is Cards.NONE:
        return
    keys = (tuple({"text": label, "callback_data": f"rsvp:{event}:{answer}:0"} for label, answer in ANSWERS),)
    for number, user in enumerate(crowd, start=1):
        row: dict[str, Any] = {
            "key": f"invitation:{event}:0:{number}", "what": "invitation", "member_id": number, "event_id": event,
            "facts": {}, "due_at": now, "planned_at": now, "done_at": now, "attempts": 1, "channel": "telegram",
            "chat": str(user.id), "state": State.FAILED,
        }  # fmt: skip
        if cards is Cards.SENT:
            message = server.world.post(user.chat, server.world.bot, Content("学习二十届四中全会精神", keyboard=keys))
            row |= {"state": State.SENT, "message": f"{user.id}/{message.id}"}
        yield row


__all__ = ["ANSWERS", "Cards", "Stage", "build"]
