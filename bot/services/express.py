"""The short way of an answer tapped on a group's board: one look, and one statement for each thing that changes.

It takes what nearly every tap is: an answer to an event that is open and has room for everybody, by somebody who is
invited. Whatever else it may be is left to bot/services/rsvp.py, which decides and refuses; nothing is decided here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, String, and_, bindparam, case, exists, func, literal, or_
from sqlalchemy import cast as as_type
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from bot.chat import Address, Sender
from bot.models.deliveries import Board, Delivery, State
from bot.models.events import Answer, Event, Invited, Phase, Rsvp
from bot.models.people import Account, Group, Member, Partnership, Role, Standing
from bot.rules import kinds
from bot.rules.rsvp import over_at
from bot.services import boards, outbox, rsvp, updates
from bot.services.following import LIVES
from bot.store import Quick


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap that was taken: by whom, how their group reads, and what it was.

    `changed` is None where this update had been taken in before.
    """

    member_id: int
    role: Role
    language: str
    zone: str
    changed: bool | None


def answer(
    ledger: Connection, *, sender: Sender, where: Address, event_id: int, wanted: Answer, revision: int, update: str,
    now: datetime,
) -> Tapped | None:  # fmt: skip
    """Take an answer; None, with nothing done, where it has to go the long way."""
    asked = {
        "channel": sender.channel, "user": sender.user, "event": event_id, "chat": where.chat, "thread": where.thread,
    }  # fmt: skip
    row = _LOOK.first(ledger, **asked)
    seen = _LOOK.read(row) if row else None
    if seen is None or not _is_plain(seen, wanted, revision, now):
        return None
    if not updates.is_new(ledger, sender.channel, update, now):
        return Tapped(seen.member_id, seen.role, seen.language, seen.zone, changed=None)
    changed = not (seen.held == revision and seen.answer is wanted)
    if changed:
        rsvp.keep(
            ledger, event_id=event_id, member_id=seen.member_id, answer=wanted, reason=None, words="",
            revision=revision, waits_since=None, answered_at=now, by_id=None,
        )  # fmt: skip
        if seen.clean_boards:
            boards.mark_dirty(ledger, event_id, now)
    if seen.cards:
        _follow(ledger, event_id, seen.member_id, now)
    return Tapped(seen.member_id, seen.role, seen.language, seen.zone, changed)


def _is_plain(seen: Any, wanted: Answer, revision: int, now: datetime) -> bool:
    """Say whether nothing about this tap needs a decision."""
    return (
        seen.standing is Standing.ACTIVE
        and seen.phase is Phase.PUBLISHED
        and seen.revision == revision
        and seen.seats is None
        and seen.category in kinds.called(seen.kind)
        and seen.reply_by > now
        and over_at(cast("Event", seen)) > now
        and seen.waits_since is None
        # A card of their own follows; where none was ever planned, it has to be.
        and (seen.cards > 0 or seen.asked)
        # On leave they are asked why in private.
        and wanted is not Answer.NO
    )


def _follow(ledger: Connection, event_id: int, member_id: int, now: datetime) -> None:
    for card in _CARDS.all(ledger, event=event_id, member=member_id):
        if not card.planned:
            outbox.plan_rewrite(ledger, cast("outbox.Rewritten", card), now, what=card.what, made=card.made)


_LIVE = (
    or_(and_(col(Delivery.state) == State.SENT, col(Delivery.message) != ""), col(Delivery.state) == State.ATTEMPTING),
    col(Delivery.edits_id).is_(None),
    or_(*(col(Delivery.what) == kind for kind in sorted(LIVES))),
)
_SECOND = aliased(Delivery)
_REWRITES = and_(col(_SECOND.edits_id) == col(Delivery.id), col(_SECOND.what) == col(Delivery.what))


def _text(number: Any) -> Any:
    return as_type(number, String)


_INVITATION = literal("invitation:") + _text(Event.id) + ":" + _text(Event.revision) + ":" + _text(Member.id)
"""The key of bot/services/inviting.py."""

_LOOK = Quick(
    select(  # type: ignore[call-overload]
        col(Member.id).label("member_id"), Member.role, Member.standing, Member.category,
        Event.phase, Event.revision, Event.seats, Event.kind, Event.reply_by, Event.starts_at, Event.ends_at,
        Partnership.language, Partnership.zone,
        Rsvp.answer, col(Rsvp.revision).label("held"), Rsvp.waits_since,
        select(func.count())
        .where(col(Delivery.event_id) == col(Event.id), col(Delivery.member_id) == col(Member.id), *_LIVE)
        .scalar_subquery()
        .label("cards"),
        exists().where(col(Delivery.key) == _INVITATION).label("asked"),
        exists().where(col(Board.event_id) == col(Event.id), col(Board.dirty_at).is_(None)).label("clean_boards"),
    )
    .select_from(Account)
    .join(Member, col(Member.id) == col(Account.member_id))
    .join(Event, col(Event.id) == bindparam("event"))
    .join(Invited, and_(col(Invited.event_id) == col(Event.id), col(Invited.branch_id) == col(Member.branch_id)))
    .join(
        Group,
        and_(
            col(Group.channel) == bindparam("channel"),
            col(Group.chat) == bindparam("chat"),
            col(Group.thread) == bindparam("thread"),
            col(Group.closed_at).is_(None),
        ),
    )
    .join(Partnership, col(Partnership.id) == col(Group.partnership_id))
    .join(Rsvp, and_(col(Rsvp.event_id) == col(Event.id), col(Rsvp.member_id) == col(Member.id)), isouter=True)
    .where(Account.channel == bindparam("channel"), Account.user == bindparam("user"))
)  # fmt: skip

_PLANNED = case((col(_SECOND.state) == State.PLANNED, 1))

_CARDS = Quick(select(  # type: ignore[call-overload]
    Delivery.id, Delivery.what, Delivery.member_id, Delivery.group_id, Delivery.event_id, Delivery.facts,
    select(func.count()).where(_REWRITES).scalar_subquery().label("made"),
    select(func.count(_PLANNED)).where(_REWRITES).scalar_subquery().label("planned"),
).where(
    col(Delivery.event_id) == bindparam("event"), col(Delivery.member_id) == bindparam("member"), *_LIVE
))  # fmt: skip
