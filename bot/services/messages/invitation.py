"""A member's own card of an event, put together as things stand when it is sent or drawn again."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.cards import invitation as cards
from bot.chat import Card, Line, Span
from bot.models.deliveries import Delivery
from bot.models.events import Event, Phase
from bot.models.people import Member
from bot.rules.refusals import Refusal
from bot.rules.rsvp import Mine, is_closed
from bot.rules.scheduling.segments import Field
from bot.services import rsvp
from bot.services.messages.composing import Composing


def invitation(ledger: Session, composing: Composing) -> Card | None:
    """Ask, or show the answer. Nobody is invited to what is cancelled or has begun; a card that is there says so."""
    mine = _mine(ledger, composing)
    if mine is None or _comes_too_late(mine.event, composing):
        return None
    if _newer_card(ledger, composing.delivery):
        return Card(cards.title(mine.event), (Line("invitation-see-newer"),))
    return _card(mine, composing)


def moved(ledger: Session, composing: Composing) -> Card | None:
    """Ask again after the time was changed.

    The delivery's facts say from when: `was` and, if there was an end, `was_end` (ISO, with offset); `also` names what
    else changed with it, `sequence` is the event's right after. Told once, the card lives on as the member's own.
    """
    mine = _mine(ledger, composing)
    if mine is None or _comes_too_late(mine.event, composing):
        return None
    if _newer_card(ledger, composing.delivery):
        return Card(cards.title(mine.event), (Line("invitation-see-newer"),))
    was, end = (composing.delivery.facts.get(name) for name in ("was", "was_end"))
    old = Span(datetime.fromisoformat(was), datetime.fromisoformat(end) if end else None) if was else None
    new = Span(mine.event.starts_at, mine.event.ends_at)
    asks = mine.rsvp is None and not is_closed(mine.event, composing.reader.now)
    rest = _changed_too(mine.event, composing.delivery)
    lead = Line("moved-lead" if asks else "moved-noted", old=old, new=new, rest=rest) if old else None
    return _card(mine, composing, lead)


def _changed_too(event: Event, delivery: Delivery) -> Line | None:
    """Say what else changed with the time; nothing once that is not the newest any more."""
    if event.sequence != delivery.facts.get("sequence", event.sequence):
        return None
    also = tuple(Field(name) for name in delivery.facts.get("also", ()))
    return Line("moved-also", fields=also) if also else Line("moved-only")


def promoted(ledger: Session, composing: Composing) -> Card | None:
    """Tell somebody who waited that they have a seat, unless they have given it up since."""
    mine = _mine(ledger, composing)
    if mine is None or (composing.delivery.edits_id is None and not _has_seat(mine)):
        return None
    return _card(mine, composing, Line("promoted-lead") if _has_seat(mine) else None)


def _comes_too_late(event: Event, composing: Composing) -> bool:
    """Say whether a card that is not there yet has nothing to ask any more."""
    over = event.phase is Phase.CANCELLED or event.starts_at <= composing.reader.now
    return over and composing.delivery.edits_id is None


def _mine(ledger: Session, composing: Composing) -> Mine | None:
    """Return how the addressee stands; None when they are not invited any more."""
    delivery = composing.delivery
    member = ledger.get_one(Member, delivery.member_id)
    try:
        event = rsvp.event_for(ledger, member, delivery.event_id or 0)
    except Refusal:
        return None
    return rsvp.mine(ledger, event, member.id or 0)


def _card(mine: Mine, composing: Composing, lead: Line | None = None) -> Card:
    return cards.invitation(mine, now=composing.reader.now, lead=lead)


def _has_seat(mine: Mine) -> bool:
    return mine.event.phase is Phase.PUBLISHED and mine.has_seat


def _newer_card(ledger: Session, delivery: Delivery) -> bool:
    """Say whether the event was moved after the card to be rewritten went out: the newer one asks."""
    if delivery.edits_id is None:
        return False
    newer = select(Delivery).where(
        Delivery.member_id == delivery.member_id,
        Delivery.event_id == delivery.event_id,
        Delivery.what == "moved",
        col(Delivery.edits_id).is_(None),
        col(Delivery.id) > delivery.edits_id,
    )
    return ledger.exec(newer).first() is not None
