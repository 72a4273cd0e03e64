"""What a coordinator decides about a message that did not get there: once more, not at all, or it did get there.

One in doubt that went to a group is asked about: every coordinator has a card, and what one of them decides shows on
the cards of the others.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.cards import deliveries as cards
from bot.chat import Line
from bot.models.deliveries import Delivery, Lane, State
from bot.models.events import Event
from bot.models.people import Group, Member
from bot.rules import deliveries as rules
from bot.rules.deliveries import BeingSent, Decision, TooLateToSend
from bot.rules.people import NotFound, require_coordinator
from bot.services import outbox, quiet_hours, rosters, trail

_NOTED = {
    Decision.AGAIN: "delivery-again",
    Decision.DROPPED: "delivery-dropped",
    Decision.ARRIVED: "delivery-arrived",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds about a message now: who decided what about it, and whether this was new.

    `how` is None where nobody had to decide: it went out, or came to nothing, by itself.
    """

    delivery: Delivery
    how: Decision | None
    by: Member | None
    changed: bool

    def line(self, now: datetime) -> Line:
        """Say it."""
        waits = self.how is Decision.AGAIN and self.delivery.state is State.PLANNED and self.delivery.due_at > now
        return cards.outcome(self.how, self.by, self.delivery.due_at if waits else None)


def send_again(ledger: Session, *, by: Member, delivery_id: int, seen: int, now: datetime) -> Decided:
    """Send a message once more, outside quiet hours; put together anew, it says what holds then.

    `seen` is rules.turns of the message when its card was made: a tap on a card from before its last doubt, or the last
    decision about it, changes nothing. A private message that may have arrived says so when it comes again.
    Raises NotAllowed, NotFound or TooLateToSend.
    """
    delivery = _find(ledger, by, delivery_id)
    event = ledger.get(Event, delivery.event_id) if delivery.event_id is not None else None
    if delivery.state not in {State.FAILED, State.UNKNOWN, State.MISSED} or rules.turns(delivery) != seen:
        return decided(ledger, delivery)
    if not rules.may_send_again(delivery, event, now):
        raise TooLateToSend
    due_at, too_late_at = quiet_hours.for_delivery(ledger, delivery, now), rules.too_late_at(delivery, event, now)
    if due_at >= too_late_at:  # quiet hours last until nobody needs it any more
        raise TooLateToSend
    if delivery.state is State.UNKNOWN and delivery.group_id is None:
        delivery.doubts = max(delivery.doubts, 1)  # older rows counted none: what is composed now says (可能重复)
    delivery.due_at, delivery.too_late_at = due_at, too_late_at
    delivery.state, delivery.attempts, delivery.error = State.PLANNED, 0, ""
    delivery.retry_at = delivery.done_at = None
    return _decide(ledger, delivery, by, Decision.AGAIN, now)


def drop(ledger: Session, *, by: Member, delivery_id: int, seen: int, now: datetime) -> Decided:
    """Decide that a message is not sent (any more). The same tap twice changes nothing.

    Raises NotAllowed, NotFound, or BeingSent while it leaves.
    """
    delivery = _find(ledger, by, delivery_id)
    if delivery.state is State.ATTEMPTING:
        raise BeingSent
    if not rules.may_drop(delivery) or rules.turns(delivery) != seen:
        return decided(ledger, delivery)
    delivery.state, delivery.done_at, delivery.retry_at = State.DROPPED, now, None
    return _decide(ledger, delivery, by, Decision.DROPPED, now)


def arrived(ledger: Session, *, by: Member, delivery_id: int, seen: int, now: datetime) -> Decided:
    """Note that somebody has seen in the group what was in doubt. The same tap twice changes nothing.

    Where its message stands stays unknown: it cannot be rewritten. Raises NotAllowed or NotFound.
    """
    delivery = _find(ledger, by, delivery_id)
    if not rules.may_have_arrived(delivery) or rules.turns(delivery) != seen:
        return decided(ledger, delivery)
    delivery.state, delivery.done_at = State.SENT, now
    return _decide(ledger, delivery, by, Decision.ARRIVED, now)


def decided(ledger: Session, delivery: Delivery) -> Decided:
    """Return what was decided about a message, if anything."""
    said = delivery.facts.get("decided", {})
    how = Decision(said["how"]) if said else None
    return Decided(delivery, how, ledger.get(Member, said["by"]) if said else None, changed=False)


def ask_about(ledger: Session, delivery: Delivery, now: datetime) -> None:
    """Ask the coordinators, once each, about a group's message that has become unknown.

    To be called in the transaction that made it unknown. A private message is not asked about.
    """
    if delivery.state is not State.UNKNOWN or delivery.group_id is None or delivery.edits_id is not None:
        return
    for coordinator in rosters.coordinators(ledger):
        outbox.plan(
            ledger,
            key=_asking(delivery, rules.turns(delivery), coordinator),
            what="unsure",
            now=now,
            member_id=coordinator.id,
            due_at=quiet_hours.for_member(ledger, coordinator, now),
            lane=Lane.INTERACTIVE,
            delivery=delivery.id,
            seen=rules.turns(delivery),
        )


def _asking(delivery: Delivery, turn: int, coordinator: Member) -> str:
    return f"unsure:{delivery.id}:{turn}:{coordinator.id}"


def _find(ledger: Session, by: Member, delivery_id: int) -> Delivery:
    require_coordinator(by)
    found = ledger.exec(select(Delivery).where(Delivery.id == delivery_id).with_for_update()).first()
    if found is None or found.edits_id is not None:
        raise NotFound
    return found


def _decide(ledger: Session, delivery: Delivery, by: Member, how: Decision, now: datetime) -> Decided:
    times = 1 + int(delivery.facts.get("decided", {}).get("times", 0))
    delivery.facts = {**delivery.facts, "decided": {"how": how.value, "by": by.id, "times": times}}
    ledger.add(delivery)
    group = ledger.get(Group, delivery.group_id) if delivery.group_id is not None else None
    trail.note(
        ledger,
        by=by,
        what=_NOTED[how],
        now=now,
        member_id=delivery.member_id,
        event_id=delivery.event_id,
        group=group.title if group else None,
    )
    keys = [
        _asking(delivery, turn, coordinator)
        for turn in range(rules.turns(delivery))
        for coordinator in rosters.coordinators(ledger)
    ]
    asked = select(Delivery).where(col(Delivery.key).in_(keys))
    for card in ledger.exec(asked):
        outbox.rewrite(ledger, card, now)
    return Decided(delivery, how, by, changed=True)
