"""The cards of one event that a member has: each shows the answer, by whichever way it came."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select

from bot.chat import Request
from bot.models.deliveries import Delivery, State
from bot.services import outbox
from bot.store import Quick, columns, loaded

LIVES = frozenset({"invitation", "moved", "promoted", "reminder"})
"""The kinds of delivery that show a member's own answer and go on showing it."""


def delivery_at(ledger: Session, request: Request) -> Delivery | None:
    """Return the delivery whose message was tapped or replied to."""
    if not request.message:
        return None
    return ledger.exec(
        select(Delivery)
        .where(
            Delivery.channel == request.address.channel,
            Delivery.chat == request.address.chat,
            Delivery.message == request.message,
            col(Delivery.edits_id).is_(None),
        )
        .order_by(col(Delivery.id).desc())
    ).first()


def redraw(ledger: Session, request: Request, now: datetime) -> None:
    """Plan that the card which was tapped is drawn as things stand."""
    delivery = delivery_at(ledger, request)
    if delivery is not None and delivery.what in LIVES:
        outbox.rewrite(ledger, delivery, now)


def newest_at(ledger: Session, request: Request) -> Delivery | None:
    """Return what was sent last to where the request was made."""
    return ledger.exec(
        select(Delivery)
        .where(
            Delivery.channel == request.address.channel,
            Delivery.chat == request.address.chat,
            Delivery.state == State.SENT,
            col(Delivery.edits_id).is_(None),
        )
        .order_by(col(Delivery.id).desc())
    ).first()


def follow(ledger: Session, event_id: int, member_id: int, now: datetime, but: Request | None = None) -> bool:
    """Let the member's cards of the event be drawn again, but not the one `but` came from; say if there are any."""
    cards = _cards(ledger, event_id, member_id)
    for card in cards:
        if not (but and _is_at(card, but)):
            outbox.rewrite(ledger, card, now)
    return bool(cards)


def make_sure(ledger: Session, event_id: int, member_id: int, since: datetime, now: datetime) -> None:
    """Let those of the member's cards be drawn again that nobody has planned to draw since `since`."""
    for card in _cards(ledger, event_id, member_id):
        drawn = select(Delivery.id).where(Delivery.edits_id == card.id, Delivery.planned_at >= since)
        if ledger.exec(drawn).first() is None:
            outbox.rewrite(ledger, card, now)


_DELIVERY = columns(Delivery)
_CARDS = Quick(
    select(*_DELIVERY).where(
        col(Delivery.event_id) == bindparam("event"),
        col(Delivery.member_id) == bindparam("member"),
        or_(col(Delivery.state) == State.SENT, col(Delivery.state) == State.ATTEMPTING),
        col(Delivery.edits_id).is_(None),
    )
)
_WHAT = list(Delivery.__table__.c.keys()).index("what")  # type: ignore[attr-defined]


def _cards(ledger: Session, event_id: int, member_id: int) -> Sequence[Delivery]:
    rows = _CARDS.all(ledger, event=event_id, member=member_id)
    return [loaded(ledger, Delivery, row) for row in rows if row[_WHAT] in LIVES]


def _is_at(card: Delivery, request: Request) -> bool:
    return (card.channel, card.chat, card.message) == (request.address.channel, request.address.chat, request.message)
