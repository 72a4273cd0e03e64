"""Answers to typed words that are still on their way: one that is lost is told of, so that nobody waits in silence."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col

from bot.chat import Reply, Request
from bot.models.deliveries import Delivery, Lane, State
from bot.services import outbox
from bot.store import Quick

_PATIENCE = timedelta(minutes=3)
"""After which an answer counts as lost: longer than a channel tries to give it."""

_GIVEN = Quick(
    delete(Delivery).where(
        col(Delivery.key) == bindparam("owed"),
        col(Delivery.state) == State.PLANNED,
        col(Delivery.attempts) == 0,
    )
)


def owe(ledger: Session, request: Request, reply: Reply, now: datetime) -> bool:
    """Keep that a member is owed this answer; say whether it is. What they see where others read along is not kept."""
    if not request.owed or request.in_group or request.member is None or not (reply.line or reply.card):
        return False
    return outbox.plan(
        ledger, key=_key(request), what="answer-lost", member_id=request.member.id, now=now, due_at=now + _PATIENCE,
        lane=Lane.INTERACTIVE,
    )  # fmt: skip


def given(ledger: Session, request: Request) -> None:
    """Forget it: the answer was given."""
    _GIVEN.write(ledger, owed=_key(request))


def _key(request: Request) -> str:
    return f"answer:{request.sender.channel}:{request.update}"
