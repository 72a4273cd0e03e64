"""What is kept of a member: counted, exported whole, and erased on their word."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel, col, delete, or_, select, update

from bot.models.deliveries import Delivery, State
from bot.models.events import CheckIn, Draft, Event, Rsvp
from bot.models.people import Account, Admits, Branch, Invitation, Member, Role, Standing, Trail
from bot.models.web import WebFile, WebMessage, WebSession
from bot.rules.keeping import Kept
from bot.rules.people import NotFound
from bot.services import headcount, members, roles, trail

GONE = "—"
"""What stands where a name stood, in every language."""


def kept(ledger: Session, member: Member) -> Kept:
    """Count what is kept of a member."""
    whole = export(ledger, member)
    return Kept(*(len(whole[part]) for part in ("accounts", "answers", "check_ins", "messages", "trail")))


def export(ledger: Session, member: Member) -> dict[str, Any]:
    """Return everything that is kept of a member, as plain JSON values; moments in UTC, ISO 8601."""
    mine = member.id
    branch = ledger.get(Branch, member.branch_id) if member.branch_id else None
    events = {event.id: event.title for event in ledger.exec(select(Event).join(Rsvp).where(Rsvp.member_id == mine))}
    return {
        "member": _plain(member) | {"branch": branch.name if branch else None},
        "accounts": [_plain(row) for row in ledger.exec(select(Account).where(Account.member_id == mine))],
        "answers": [
            _plain(row) | {"event": events.get(row.event_id)}
            for row in ledger.exec(select(Rsvp).where(Rsvp.member_id == mine))
        ],
        "check_ins": [_plain(row) for row in ledger.exec(select(CheckIn).where(CheckIn.member_id == mine))],
        "messages": [_plain(row) for row in ledger.exec(select(Delivery).where(Delivery.member_id == mine))],
        "drafts": [_plain(row) for row in ledger.exec(select(Draft).where(Draft.made_by == mine))],
        "links": [
            _plain(row, without=("code_hash",))
            for row in ledger.exec(select(Invitation).where(Invitation.member_id == mine))
        ],
        "trail": [
            _plain(row) for row in ledger.exec(select(Trail).where(or_(Trail.member_id == mine, Trail.by_id == mine)))
        ],
        "web_chat": [
            _plain(row)
            for user in _web_users(ledger, member)
            for row in ledger.exec(select(WebMessage).where(_web_words(user)).order_by(col(WebMessage.id)))
        ],
    }


def erase_former(ledger: Session, *, by: Member, member_id: int, now: datetime) -> None:
    """Erase somebody who has left and asks for it in person. Raises NotFound or NotAllowed."""
    member = members.to_change(ledger, by, member_id)
    if member.standing is not Standing.LEFT:
        raise NotFound
    trail.note(ledger, by=by, what="former-erased", now=now, branch_id=member.branch_id, member_id=member_id)
    _erase(ledger, member, now)


def erase(ledger: Session, *, member: Member, now: datetime) -> None:
    """Erase a member on their own word: name, accounts, sessions, threads and words are gone.

    The counts in past sheets stay. Raises LastCoordinator.
    """
    roles.require_another(ledger, member)
    trail.note(ledger, by=member, what="member-erased", now=now, branch_id=member.branch_id, member_id=member.id)
    _erase(ledger, member, now)


def _erase(ledger: Session, member: Member, now: datetime) -> None:
    members.close_links(ledger, member, now)
    for user in _web_users(ledger, member):
        ledger.exec(delete(WebSession).where(col(WebSession.user) == user))
        ledger.exec(delete(WebMessage).where(_web_words(user)))
        ledger.exec(delete(WebFile).where(col(WebFile.chat) == user))
    ledger.exec(delete(Account).where(col(Account.member_id) == member.id))
    ledger.exec(delete(Draft).where(col(Draft.made_by) == member.id))
    personal = col(Invitation.admits).in_([Admits.MEMBER, Admits.FEED])
    ledger.exec(delete(Invitation).where(col(Invitation.member_id) == member.id, personal))
    ledger.exec(update(Rsvp).where(col(Rsvp.member_id) == member.id).values(words="", reason=None))
    ledger.exec(update(CheckIn).where(col(CheckIn.member_id) == member.id).values(name=""))
    addressed = update(Delivery).where(col(Delivery.member_id) == member.id)
    ledger.exec(addressed.where(col(Delivery.state) == State.PLANNED).values(state=State.DROPPED, done_at=now))
    ledger.exec(addressed.values(channel="", chat="", thread="", message="", facts={}))
    member.name, member.standing, member.role, member.left_at = GONE, Standing.ERASED, Role.MEMBER, now
    member.language, member.quiet_from, member.quiet_to = "", None, None
    ledger.add(member)
    headcount.changed(ledger, member.branch_id, now)


def _web_users(ledger: Session, member: Member) -> list[str]:
    accounts = select(Account.user).where(Account.member_id == member.id, Account.channel == "web")
    return list(ledger.exec(accounts))


def _web_words(user: str) -> ColumnElement[bool]:
    """Match a web user's own thread, and what they said on group pages."""
    return or_(col(WebMessage.chat) == user, col(WebMessage.body)["by"].as_string() == user)


def _plain(row: SQLModel, without: tuple[str, ...] = ()) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude=set(without))
