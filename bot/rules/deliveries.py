"""How a message of the ledger stands, in a person's words, and what a person may still decide about it.

| state                  | stands as                                        | send again  | drop |
|------------------------|--------------------------------------------------|-------------|------|
| planned                | queued; late a minute after it was due; held     |             | yes  |
| attempting             | queued: it leaves at this moment                 |             |      |
| failed, unknown        | failed, unknown                                  | in its time | yes  |
| missed, after waiting  | missed                                           | in its time | yes  |
| missed, by the rules   | missed: a reminder in quiet hours, over the cap  |             |      |
| sent, dropped          | settled                                          |             |      |

In its time: not once its event has begun, and not a week after it was planned. What is told after an event (who came)
has no such end. The rewriting of a message that stands is no message of its own: nobody decides about it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.models.deliveries import Delivery, State
from bot.models.events import Event
from bot.rules.refusals import Refusal

LATE_AFTER = timedelta(minutes=1)
"""A message on its way for longer than this after it was due is late."""

KEEPS = timedelta(weeks=1)
"""How long after it was planned a message makes sense: a digest gives way to that of the next week."""

PATIENCE = timedelta(days=1)
"""How late a message may be that is sent again."""

AFTERWARDS = frozenset({"attendance", "makeup", "recorded"})
"""What is said after an event."""

TOO_LATE = "too late"
"""How the error of a message begins that waited for its turn until it was too late."""

QUIET = f"{TOO_LATE}: quiet hours"
"""The error of a message that was late, and would be too late once quiet hours are over."""

RESTARTED = "cut off by a restart"
"""The error of a message that was being sent when the house died."""

RESTORED = "restored from a copy"
"""The error of a message of which a restored database cannot know whether it was sent."""


class Plight(StrEnum):
    """How a message stands."""

    QUEUED = "queued"
    LATE = "late"
    HELD = "held"
    FAILED = "failed"
    UNKNOWN = "unknown"
    MISSED = "missed"
    SETTLED = "settled"


class Trouble(StrEnum):
    """Why a message is not there, as far as a person has to know."""

    CUT = "cut"  # the connection broke while it was being sent
    RESTART = "restart"  # the house died while it was being sent
    RESTORED = "restored"  # the database is a copy from before it may have been sent
    REFUSED = "refused"  # the platform, or a fault of ours; the log has the details
    TOO_LATE = "too_late"


class Decision(StrEnum):
    """What a person decided about a message."""

    AGAIN = "again"
    DROPPED = "dropped"
    ARRIVED = "arrived"


@dataclass(eq=False)
class TooLateToSend(Refusal):
    """Nobody needs the message any more: its event has begun, or a week has passed."""


@dataclass(eq=False)
class BeingSent(Refusal):
    """The message leaves at this moment: it can be decided about once it is known what became of it."""


ENDED = {State.FAILED: Plight.FAILED, State.UNKNOWN: Plight.UNKNOWN, State.MISSED: Plight.MISSED}
"""How a message stands that came to its end without being sent."""


def plight(delivery: Delivery, now: datetime) -> Plight:
    """Say how a message stands."""
    if delivery.state is State.PLANNED and delivery.retry_at is not None and delivery.retry_at > now:
        return Plight.HELD
    if delivery.state is State.PLANNED and delivery.due_at <= now - LATE_AFTER:
        return Plight.LATE
    if delivery.state in {State.PLANNED, State.ATTEMPTING}:
        return Plight.QUEUED
    return ENDED.get(delivery.state, Plight.SETTLED)


def trouble(delivery: Delivery) -> Trouble | None:
    """Say why a message is not there; None while nothing went wrong."""
    if delivery.state is State.UNKNOWN:
        return {RESTARTED: Trouble.RESTART, RESTORED: Trouble.RESTORED}.get(delivery.error, Trouble.CUT)
    if delivery.state is State.MISSED:
        return Trouble.TOO_LATE
    return Trouble.REFUSED if delivery.state is State.FAILED or delivery.error else None


def may_send_again(delivery: Delivery, event: Event | None, now: datetime) -> bool:
    """Say whether a message that did not get there (or perhaps) may be sent once more; `event` is what it is about."""
    return _is_stuck(delivery) and delivery.edits_id is None and makes_sense(delivery, event, now)


def _is_stuck(delivery: Delivery) -> bool:
    waited = delivery.state is State.MISSED and delivery.error.startswith(TOO_LATE)
    return waited or delivery.state in {State.FAILED, State.UNKNOWN}


def makes_sense(delivery: Delivery, event: Event | None, now: datetime) -> bool:
    """Say whether the time of a message is not over."""
    begun = event is not None and delivery.what not in AFTERWARDS and event.starts_at <= now
    return not begun and now < delivery.planned_at + KEEPS


def too_late_at(delivery: Delivery, event: Event | None, now: datetime) -> datetime:
    """Return until when a message may be sent that is to be sent again at `now`."""
    ends = [now + PATIENCE, delivery.planned_at + KEEPS]
    if event is not None and delivery.what not in AFTERWARDS:
        ends.append(event.starts_at)
    return min(ends)


def turns(delivery: Delivery) -> int:
    """Count the doubts and decisions about a message: what a person decides holds for what they saw, and only once."""
    return delivery.doubts + int(delivery.facts.get("decided", {}).get("times", 0))


def may_drop(delivery: Delivery) -> bool:
    """Say whether a person may decide that a message is not sent, or that nothing has to be done about it."""
    return delivery.edits_id is None and (delivery.state is State.PLANNED or _is_stuck(delivery))


def may_have_arrived(delivery: Delivery) -> bool:
    """Say whether a person can find out by looking: others read a group, nobody else reads a private chat."""
    return delivery.state is State.UNKNOWN and delivery.group_id is not None
