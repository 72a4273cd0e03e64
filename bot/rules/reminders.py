"""Who is owed which reminder, and when it may still be sent. Nothing is computed in advance and nothing kept here.

What moves a reminder or leaves it out (start 15:00 on Friday, quiet hours 22:00-07:00, replies until Thursday 18:00):

| rung                     | case                                         | what happens                              |
|--------------------------|----------------------------------------------|-------------------------------------------|
| 2 days, silent           | published less than 6 hours before it is due | left out: they have just been asked       |
| 1 day, silent            | the start is 20:00: due when replies closed  | 2 hours before the deadline instead       |
| 2 days and 1 day, silent | replies until Tuesday: both due after it     | only the nearer one, 2 hours before       |
| 1 day, silent            | somebody answered "not sure"                 | asked once more, by the last rung only    |
| 1 hour, coming           | the start is 7:30: due at 6:30               | sent at 7:00, when quiet hours end        |
| 1 hour, coming           | the start is 6:00                            | missed: quiet hours last beyond the start |
| 1 day, coming            | the bot was down until 6 hours after it      | sent late; it says "today" if it is       |
| 1 day, coming            | the bot was down until 13 hours after it     | missed: over half of its time has gone    |
| 2 days, silent           | the bot was down until the next rung was due | missed: the next rung speaks instead      |
| any                      | the event was moved                          | derived anew from the new start           |
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.models.deliveries import Rung, Seeks
from bot.models.events import Answer, Event, Rsvp
from bot.models.people import Partnership
from bot.rules.quiet import Person, allowed_for

P = TypeVar("P", bound=Person)

REST = timedelta(hours=6)
"""Nobody is chased sooner than this after having been asked."""

BEFORE_DEADLINE = timedelta(hours=2)
"""Where a rung for the silent goes that would come when answers are closed already."""

COUNTED = frozenset({"invitation", "moved", "changed", "cancelled", "uninvited", "promoted", "makeup", "reminder"})
"""The kinds of delivery that count towards a person's daily cap. Only reminders ever give way to it."""

_LEAST_PATIENCE = timedelta(hours=1)


class Miss(StrEnum):
    """Why a reminder was not sent though it was owed."""

    LATE = "late"  # the bot was down
    QUIET = "quiet"  # quiet hours last until it is of no use
    CAP = "cap"  # enough messages that day


@dataclass(frozen=True, slots=True)
class Missed:
    """So many reminders of one sort that were owed and not sent, and why."""

    seeks: Seeks
    why: Miss
    count: int


@dataclass(frozen=True, slots=True)
class Turn:
    """When a rung has its turn for one event. `last`: no rung speaks to the silent after it."""

    minutes_before: int
    seeks: Seeks
    at: datetime
    too_late_at: datetime
    last: bool


def turns(event: Event, ladder: Iterable[Rung], asked_at: datetime) -> tuple[Turn, ...]:
    """Return the turns of a ladder for an event, the earliest first; rungs that make no sense have none.

    `asked_at`: when people were asked for this time of the event (published or moved). A turn is too late when the
    next rung to the same people is due, when half of its distance (at least an hour) has passed, and at the start.
    """
    found = []
    rungs = sorted(ladder, key=lambda rung: rung.minutes_before)
    for seeks in Seeks:
        silent = seeks is Seeks.SILENT
        following = min(event.starts_at, event.reply_by) if silent else event.starts_at
        last = True
        for rung in rungs:
            if rung.seeks is not seeks:
                continue
            distance = timedelta(minutes=rung.minutes_before)
            at = event.starts_at - distance
            if silent:
                at = min(at, event.reply_by - BEFORE_DEADLINE)
            too_late_at = min(following, at + max(distance / 2, _LEAST_PATIENCE))
            if asked_at + (REST if silent else timedelta(0)) <= at < too_late_at:
                found.append(Turn(rung.minutes_before, seeks, at, too_late_at, last))
            following, last = min(following, at), False
    return tuple(sorted(found, key=lambda turn: (turn.at, turn.seeks)))


def is_owed(seeks: Seeks, *, last: bool, event: Event, rsvp: Rsvp | None) -> bool:
    """Say whether a rung speaks to somebody who answered `rsvp`. Answers given for an older time do not count.

    Those on the waiting list are neither silent nor coming. "Not sure" counts as silent for the last rung only.
    """
    answer = rsvp.answer if rsvp and rsvp.revision == event.revision else None
    if seeks is Seeks.COMING:
        return rsvp is not None and answer is Answer.YES and rsvp.waits_since is None
    return answer is None or (answer is Answer.MAYBE and last)


def due(turn: Turn, event: Event, people: Iterable[tuple[P, Rsvp | None]]) -> tuple[P, ...]:
    """Return whom a turn reminds. Those who joined a short while ago have just been asked."""
    return tuple(
        member
        for member, rsvp in people
        if is_owed(turn.seeks, last=turn.last, event=event, rsvp=rsvp)
        and not (turn.seeks is Seeks.SILENT and member.joined_at > turn.at - REST)
    )


def sending(
    turn: Turn, member: Person, partnership: Partnership, *, now: datetime, told: Callable[[date], int]
) -> datetime | Miss:
    """Return when a reminder that has its turn at `now` may be sent (aware, UTC), or why it cannot be any more.

    `told` says how often the member hears from us on a local day without it.
    """
    if turn.too_late_at <= now:
        return Miss.LATE
    at = allowed_for(member, partnership, now)
    if at >= turn.too_late_at:
        return Miss.QUIET
    day = at.astimezone(ZoneInfo(partnership.zone)).date()
    return at if told(day) < partnership.daily_cap else Miss.CAP
