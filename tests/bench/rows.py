"""Very many rows, made in the database itself. Nothing is durable meanwhile: a broken file is made anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot.models.events import Event, Invited, Kind, Phase, Turnout

PEOPLE = 100
"""Members of a partnership, and so answers to one event, where answers are many."""
PARTNERSHIPS = 30
A_WEEK = 5
"""Events a week in one partnership: 10^7 answers are thirteen years."""


@contextmanager
def quickly(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for filling, in one transaction."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-1000000")
        with connection:
            yield connection


def many_partnerships(file: Path) -> None:
    """Add partnerships of two branches and a hundred people beside the first, each like it."""
    with quickly(file) as rows:
        rows.execute("UPDATE partnership SET created_at = (SELECT created_at FROM branch WHERE id = 1)")
        columns = _columns(rows, "partnership", "id", "name", "lead_branch_id")
        rows.execute(
            f"INSERT INTO partnership (id, name, {columns}) SELECT n, '对子' || n, {columns} FROM partnership, "
            f"({_numbers(2, PARTNERSHIPS)}) WHERE id = 1"
        )
        _copy(rows, "branch", _numbers(3, 2 * PARTNERSHIPS), name="'支部' || n")
        rows.execute(
            "INSERT INTO partner (partnership_id, branch_id, joined_at) SELECT (branch.id + 1) / 2, branch.id, "
            "branch.created_at FROM branch WHERE branch.id > 2"
        )
        first, last = PEOPLE + 1, PEOPLE * PARTNERSHIPS
        _copy(rows, "member", _numbers(first, last), name="'党员' || n", branch_id=f"1 + (n - 1) * 2 / {PEOPLE}")


def many_members(file: Path, members: int) -> None:
    """Grow to so many members, in branches of a hundred, each with an account and a message sent some time ago."""
    with quickly(file) as rows:
        have = int(rows.execute("SELECT max(id) FROM member").fetchone()[0])
        numbers = _numbers(have + 1, members)
        _copy(rows, "branch", _numbers(3, 2 + (members - have) // 100), name="'支部' || n")
        branches = 3 if members > have + 100 else 1
        branch = f"{branches} + (n - {have + 1}) / 100 % max(1, {(members - have) // 100})"
        _copy(rows, "member", numbers, name="'党员' || n", branch_id=branch, role="'member'")
        _copy(rows, "account", numbers, member_id="n", user="'u' || n", chat="'u' || n")
        _copy(
            rows, "delivery", numbers, member_id="n", key="'old:' || n", event_id="NULL", chat="'u' || n",
            message="'u' || n || '/1'", state="'sent'",
        )  # fmt: skip


def answers(file: Path) -> None:
    """Give every event without answers one from everybody of its partnership."""
    with quickly(file) as rows:
        index = rows.execute("SELECT sql FROM sqlite_master WHERE name = 'ix_rsvp_member_id'").fetchone()[0]
        rows.execute("DROP INDEX ix_rsvp_member_id")  # growing it in the order of events would take most of the time
        rows.execute(
            "INSERT INTO rsvp (event_id, member_id, answer, words, revision, answered_at) "
            "SELECT event.id, member.id, CASE WHEN member.id % 10 THEN 'yes' ELSE 'no' END, '', 0, event.made_at "
            "FROM event JOIN partner USING (partnership_id) JOIN member USING (branch_id) "
            "WHERE event.id > (SELECT coalesce(max(event_id), 0) FROM rsvp) ORDER BY event.id, member.id"
        )
        rows.execute(index)


def events(ledger: Session, first: int, last: int, now: datetime) -> None:
    """Add the events from number `first` to `last`: of the first partnership ten around now, then of all in turn."""
    made = [_event(number, now) for number in range(first, last + 1)]
    for at in range(0, len(made), 5000):
        some = made[at : at + 5000]
        ledger.execute(insert(Event), some)
        branches = [(e["id"], 2 * e["partnership_id"] - one, e["confirmed_at"]) for e in some for one in (1, 0)]
        ledger.execute(insert(Invited), [{"event_id": event, "branch_id": branch} for event, branch, _ in branches])
        held = [
            {"event_id": event, "branch_id": branch, "expected": 50, "came": 45, "excused": 5, "guests": 0}
            for event, branch, confirmed in branches
            if confirmed
        ]
        if held:
            ledger.execute(insert(Turnout), held)


def _event(number: int, now: datetime) -> dict[str, Any]:
    around = 2 * A_WEEK
    if number <= around:
        partnership, starts_at = 1, now + timedelta(days=(A_WEEK + 0.5 - number) * 7 / A_WEEK)
    else:
        partnership = 1 + number % PARTNERSHIPS
        starts_at = now - timedelta(days=8 + (number - around) // PARTNERSHIPS * 7 / A_WEEK)
    asked = starts_at - timedelta(days=8)
    over = starts_at < now
    return {
        "id": number, "uid": f"{number}@bench", "partnership_id": partnership, "host_id": 2 * partnership - 1,
        "kind": Kind.STUDY, "title": f"学习 {number}",
        "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1),
        "reply_by": starts_at - timedelta(hours=21), "phase": Phase.PUBLISHED, "made_at": asked, "changed_at": asked,
        "published_at": asked, "confirmed_at": starts_at + timedelta(hours=3) if over else None,
    }  # fmt: skip


def _numbers(first: int, last: int) -> str:
    every = f"SELECT {first} UNION ALL SELECT n + 1 FROM one WHERE n < {last}"
    return f"WITH RECURSIVE one(n) AS ({every}) SELECT n FROM one"


def _columns(rows: sqlite3.Connection, table: str, *but: str) -> str:
    return ", ".join(f'"{row[1]}"' for row in rows.execute(f"PRAGMA table_info({table})") if row[1] not in but)


def _copy(rows: sqlite3.Connection, table: str, numbers: str, **changed: str) -> None:
    """Add rows like the last one under the ids `numbers` gives, with some columns made from `n`."""
    rest = _columns(rows, table, "id", *changed)
    rows.execute(
        f"INSERT INTO {table} (id, {', '.join(changed)}, {rest}) "
        f"SELECT n, {', '.join(changed.values())}, {rest} FROM ({numbers}), "
        f"(SELECT * FROM {table} ORDER BY id DESC LIMIT 1)"
    )
