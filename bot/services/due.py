"""Finding what is due on the ledger to somebody who can be written to, in order, without reading past thousands."""

import json
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot.chat import Address, Audience, House
from bot.models.base import Unreadable
from bot.models.deliveries import Delivery, Lane, State
from bot.models.people import Account, Group
from bot.rules import retries
from bot.services import accounts
from bot.store import Quick, columns, loaded

_log = logging.getLogger(__name__)
_PAGE = 5
"""Rows looked at together once the first could not be taken: those who rest are left out beforehand."""

Recipient = tuple[int | None, int | None]
"""To whom: the ids of a member or of a group. Order is kept for each of them."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the courier can do at this moment.

    `channels` can take a message now. `busy` are those who are being written to or rest. `free` says whether a chat may
    be written to. Where it is `unwritable`, by channel and audience, no message can be rewritten. While they are gone
    through, `resting` and `unwritten` grow: to whom nothing is sent, and the ids of messages that are not rewritten.
    """

    channels: Collection[str]
    known_channels: Collection[str]
    busy: Collection[Recipient]
    house: House
    free: Callable[[Address], bool]
    unwritable: Collection[tuple[str, Audience]] = ()
    resting: set[Recipient] = field(default_factory=set)
    unwritten: set[int] = field(default_factory=set)

    def leave(self, delivery: Delivery) -> None:
        """Leave a delivery, and what is due to the same recipient after it, for later.

        What is sent anew does not wait for the rewriting of a message that may stand elsewhere.
        """
        if delivery.edits_id is None:
            self.resting.add(recipient_of(delivery))
        else:
            self.unwritten.add(delivery.edits_id)

    def lets_stand(self, delivery: Delivery, to: Address) -> bool:
        """Say whether a delivery would rewrite a message where none can be."""
        return delivery.edits_id is not None and (to.channel, to.audience) in self.unwritable

    def leaves(self, delivery: Delivery) -> bool:
        """Say whether a delivery is left for later."""
        return recipient_of(delivery) in self.resting or delivery.edits_id in self.unwritten


def recipient_of(delivery: Delivery) -> Recipient:
    """Return to whom a delivery goes."""
    return delivery.member_id, delivery.group_id


def due(ledger: Session, post: Post, now: datetime) -> Iterator[Delivery]:
    """Yield what is due to whoever can be written to, a page at a time: those found resting are left out of the next.

    What is already too late, or has no address, is yielded as well. What cannot be read is set aside.
    """
    post.resting.update(post.busy)
    for member, group, message, doubts in _HELD.all(ledger, after=now, latest=now + retries.LONGEST_HOLD):
        if message is not None and doubts:
            post.unwritten.add(message)
        else:
            post.resting.add((member, group))
    for lane in (Lane.INTERACTIVE, Lane.BULK):
        page, most = _FIRST, 1  # mostly it can be taken
        while True:
            rows = page.unread(
                ledger, lane=lane, now=now, most=most,
                members=json.dumps([member for member, _ in post.resting if member is not None]),
                groups=json.dumps([group for _, group in post.resting if group is not None]),
                messages=json.dumps(list(post.unwritten)),
            )  # fmt: skip
            before, aside = len(post.resting) + len(post.unwritten), False
            for row in rows:
                delivery = _read(ledger, page, row, now)
                if delivery is None:
                    aside = True
                elif not post.leaves(delivery):
                    yield delivery
            if len(rows) < most or (len(post.resting) + len(post.unwritten) == before and not aside):
                break
            page, most = _next(tuple(sorted(post.known_channels)), tuple(sorted(post.channels))), _PAGE


def _read(ledger: Session, page: Quick, row: tuple[Any, ...], now: datetime) -> Delivery | None:
    """Return a row as a delivery; one that nobody can read is set aside: its line goes on."""
    try:
        delivery = loaded(ledger, Delivery, page.read(row))
        if not isinstance(delivery.facts, Unreadable):
            return delivery
        _log.error("delivery %s is set aside: its facts cannot be read", row[0])
        ledger.expunge(delivery)
    except Exception:  # noqa: BLE001 - one poison row never stops the line
        _log.exception("delivery %s is set aside: it cannot be read", row[0])
    _ASIDE.write(ledger, broken=row[0], since=now, due=now, made=now)
    return None


_ASIDE = Quick(
    update(Delivery)
    .where(col(Delivery.id) == bindparam("broken"))
    .values(
        state=State.FAILED, error="it cannot be read", done_at=bindparam("since"), due_at=bindparam("due"),
        planned_at=bindparam("made"), too_late_at=None, retry_at=None,
    )
)  # fmt: skip
"""All moments are written anew: whoever reads the ledger later reads this one, too."""

_HELD = Quick(
    select(Delivery.member_id, Delivery.group_id, Delivery.edits_id, Delivery.doubts).where(
        col(Delivery.retry_at) > bindparam("after"),
        col(Delivery.retry_at) <= bindparam("latest"),
        func.coalesce(col(Delivery.state), "") == State.PLANNED.value,  # bare, its index reads all that is planned
    )
)
"""To whom nothing may be sent yet, since something due to them earlier is held. A rewriting in doubt holds its message
only: it may be in doubt for hours."""


def _listed(name: str) -> Any:
    """Return the ids in a JSON list: a list of any length in a statement that is made once."""
    return select(func.json_each(bindparam(name, type_=String)).table_valued("value").c.value)


_WANTED = (
    select(*columns(Delivery))
    .where(
        col(Delivery.state) == State.PLANNED,
        col(Delivery.lane) == bindparam("lane"),
        col(Delivery.due_at) <= bindparam("now"),
        or_(col(Delivery.member_id).is_(None), col(Delivery.member_id).not_in(_listed("members"))),
        or_(col(Delivery.group_id).is_(None), col(Delivery.group_id).not_in(_listed("groups"))),
        or_(col(Delivery.edits_id).is_(None), col(Delivery.edits_id).not_in(_listed("messages"))),
    )
    .order_by(col(Delivery.due_at), col(Delivery.id))
    .limit(bindparam("most"))
)
_FIRST = Quick(_WANTED)


@lru_cache(64)
def _next(known: tuple[str, ...], ready: tuple[str, ...]) -> Quick:
    """Return the question for the next rows that go over a channel that is ready, or nowhere, or are too late."""
    over = _channel(known)
    here = or_(over.is_(None), *(over == channel for channel in ready))
    return Quick(_WANTED.where(or_(here, col(Delivery.too_late_at) <= bindparam("now"))))


def _channel(known: tuple[str, ...]) -> ColumnElement[str]:
    """Return over which channel a delivery goes, as services/posting finds its address; NULL: over none."""
    old = aliased(Delivery)
    where_it_stands = select(old.channel).where(col(old.id) == col(Delivery.edits_id), col(old.channel) != "")
    of_group = select(Group.channel).where(col(Group.id) == col(Delivery.group_id), col(Group.closed_at).is_(None))
    of_member = (
        select(Account.channel)
        .where(col(Account.member_id) == col(Delivery.member_id), col(Account.closed_at).is_(None))
        .order_by(*accounts.nearest(known))
        .limit(1)
    )
    return func.coalesce(*(one.scalar_subquery() for one in (where_it_stands, of_group, of_member)))
