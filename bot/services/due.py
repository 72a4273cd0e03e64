"""Finding what is due on the ledger to somebody who can be written to, in order, without reading past thousands."""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, exists, func, or_
from sqlmodel import Session, col, select

from bot.chat import Address, House
from bot.models.deliveries import Delivery, Lane, State
from bot.models.people import Account, Group
from bot.rules import retries
from bot.store import Quick, columns, loaded

_PAGE = 5
"""Rows looked at together once the first could not be taken: those who rest are left out beforehand."""

Recipient = tuple[int | None, int | None]
"""To whom: the ids of a member or of a group. Order is kept for each of them."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the courier can do at this moment.

    `channels` can take a message now. `busy` are those who are being written to or rest. `free` says whether a chat may
    be written to.
    """

    channels: Collection[str]
    known_channels: Collection[str]
    busy: Collection[Recipient]
    house: House
    free: Callable[[Address], bool]
    resting: set[Recipient] = field(default_factory=set)


def recipient_of(delivery: Delivery) -> Recipient:
    """Return to whom a delivery goes."""
    return delivery.member_id, delivery.group_id


def due(ledger: Session, post: Post, now: datetime) -> Iterator[Delivery]:
    """Yield what is due to whoever can be written to, a page at a time: those found resting are left out of the next.

    What is already too late, or has no address, is yielded as well.
    """
    post.resting.update(post.busy, _HELD.all(ledger, after=now, latest=now + retries.LONGEST_HOLD))
    page = _page(tuple(sorted(channel for channel in post.known_channels if channel not in post.channels)))
    for lane in (Lane.INTERACTIVE, Lane.BULK):
        most = 1
        while True:
            rows = page.all(
                ledger, lane=lane, now=now, most=most,
                members=json.dumps([member for member, _ in post.resting if member is not None]),
                groups=json.dumps([group for _, group in post.resting if group is not None]),
            )  # fmt: skip
            before = len(post.resting)
            for row in rows:
                delivery = loaded(ledger, Delivery, row)
                if recipient_of(delivery) not in post.resting:
                    yield delivery
            if len(rows) < most or len(post.resting) == before:
                break
            most = _PAGE


_HELD = Quick(
    select(Delivery.member_id, Delivery.group_id).where(
        col(Delivery.retry_at) > bindparam("after"),
        col(Delivery.retry_at) <= bindparam("latest"),
        col(Delivery.state) == State.PLANNED,
    )
)
"""To whom nothing may be sent yet: something due to them earlier is held."""


@lru_cache(32)
def _page(waits: tuple[str, ...]) -> Quick:
    """Return the question for the next rows while some channels wait."""
    wanted = (
        select(*columns(Delivery))
        .where(
            col(Delivery.state) == State.PLANNED,
            col(Delivery.lane) == bindparam("lane"),
            col(Delivery.due_at) <= bindparam("now"),
            or_(col(Delivery.member_id).is_(None), col(Delivery.member_id).not_in(_listed("members"))),
            or_(col(Delivery.group_id).is_(None), col(Delivery.group_id).not_in(_listed("groups"))),
        )
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(bindparam("most"))
    )
    if waits:
        wanted = wanted.where(or_(~_only_on(waits), col(Delivery.too_late_at) <= bindparam("now")))
    return Quick(wanted)


def _listed(name: str) -> Any:
    """Return the ids in a JSON list: a list of any length in a statement that is made once."""
    return select(func.json_each(bindparam(name, type_=String)).table_valued("value").c.value)


def _only_on(waits: Collection[str]) -> ColumnElement[bool]:
    """Match deliveries that can go only over channels that wait: the line does not read past thousands of them."""
    mine = and_(col(Account.member_id) == col(Delivery.member_id), col(Account.closed_at).is_(None))
    waiting = or_(*(col(Account.channel) == channel for channel in waits))
    there, elsewhere = exists().where(mine, waiting), exists().where(mine, ~waiting)
    theirs = or_(*(col(Group.channel) == channel for channel in waits))
    return or_(and_(there, ~elsewhere), exists().where(col(Group.id) == col(Delivery.group_id), theirs))
