"""What is said back at once to an answer."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.invitation import reasons
from bot.chat import Card, Line, Span, Verbatim, tap
from bot.models.events import Event
from bot.rules.rsvp import Mine, is_closed


def toast(mine: Mine, *, changed: bool, in_group: bool = False) -> Line:
    """Confirm a tap in a few words."""
    if mine.place is not None:
        return Line("rsvp-waiting", seats=mine.event.seats or 0, place=mine.place)
    if not changed:
        return Line("rsvp-unchanged", answer=mine.answer)
    if in_group and mine.wants_reason:
        return Line("rsvp-leave-in-group")
    return Line("rsvp-recorded", answer=mine.answer)


def confirmed(mine: Mine, now: datetime) -> Line:
    """Confirm words: which event was meant, and until when the answer can be changed."""
    event = mine.event
    if mine.place is not None:
        waiting = toast(mine, changed=True)
        return Line("rsvp-confirmed-waiting", title=Verbatim(event.title), when=event.starts_at, waiting=waiting)
    key = "rsvp-confirmed-closed" if is_closed(event, now) else "rsvp-confirmed"
    return Line(key, answer=mine.answer, title=Verbatim(event.title), when=event.starts_at, until=event.reply_by)


def ask_reason(event: Event) -> Card:
    """Take a leave that was typed and ask why; the leave counts already."""
    noted = Line("leave-noted", title=Verbatim(event.title), when=Span(event.starts_at))
    return Card(parts=(noted, Line("leave-ask")), buttons=(reasons(event),))


def lost(at: datetime) -> Card:
    """Say that what was said at `at` was heard, though its answer got lost, and where to look."""
    buttons = (tap(Line("button-agenda-open"), "agenda"), tap(Line("button-help"), "help"))
    return Card(Line("answer-lost-title"), (Line("answer-lost", at=at),), (buttons,))


def which(events: Sequence[Event]) -> Card:
    """Ask which of several events a typed answer is for."""
    buttons = tuple(
        (tap(Line("button-event", title=Verbatim(event.title), when=event.starts_at), "which", event.id),)
        for event in events
    )
    return Card(parts=(Line("rsvp-which"),), buttons=buttons)
