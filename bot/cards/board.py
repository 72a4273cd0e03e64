"""The group's one live card of an event: counts per branch, and the buttons everybody may tap for themself."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.cards.invitation import answers, cancelled, facts, title
from bot.chat import Button, Card, Line, Verbatim
from bot.models.events import Event, Phase
from bot.rules.rsvp import is_closed, over_at
from bot.rules.tally import Came, Tally


def board(
    event: Event,
    tallies: Sequence[Tally],
    came: Sequence[Came],
    *,
    now: datetime,
    drawn: time,
    start_link: str = "",
) -> Card:
    """Show how the event stands. `drawn` is the group's local time, `start_link` the way in for those not known yet."""
    parts = list(facts(event, seats=False))
    if event.phase is Phase.CANCELLED:
        return Card(title(event), (*parts, cancelled(event)))
    if came:
        parts += [_turnout(one) for one in came]
        return Card(title(event), (*parts, Line("board-over")))
    parts += [_branch(one) for one in tallies]
    if event.seats is not None:
        parts.append(Line("board-seats", taken=sum(one.yes for one in tallies), seats=event.seats))
    if over_at(event) <= now:
        return Card(title(event), (*parts, Line("event-over")))
    closed = is_closed(event, now)
    parts.append(Line("board-closed" if closed else "board-updated", at=event.reply_by if closed else drawn))
    first_time = ((Button(Line("button-first-time"), url=start_link),),) if start_link else ()
    return Card(title(event), tuple(parts), ((() if closed else answers(event)), *first_time))


def _branch(one: Tally) -> Line:
    maybe = Line("board-maybe", count=one.maybe) if one.maybe else None
    waiting = Line("board-waiting", count=one.waiting) if one.waiting else None
    return Line(
        "board-branch", branch=Verbatim(one.branch), yes=one.yes, no=one.no, silent=one.silent, maybe=maybe,
        waiting=waiting,
    )  # fmt: skip


def _turnout(one: Came) -> Line:
    guests = Line("board-guests", count=one.guests) if one.guests else None
    return Line("board-came", branch=Verbatim(one.branch), came=one.came, expected=one.expected, guests=guests)
