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
    robot: str = "",
    deaf: bool = False,
) -> Card:
    """Show how the event stands. `drawn` is the group's local time, `start_link` the way in for those not known yet.

    `robot`: what the bot is called where one has to write to it first. `deaf`: nobody can tap here, the link leads to
    where one can.
    """
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
    if robot:
        parts.append(Line("board-first-time", robot=Verbatim(robot)))
    label = Line("button-answer-there" if deaf else "button-first-time")
    there = ((Button(label, url=start_link),),) if start_link and not (deaf and closed) else ()
    return Card(title(event), tuple(parts), (() if closed or deaf else answers(event), *there))


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
