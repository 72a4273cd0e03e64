"""What is said when an event changes."""

from collections.abc import Mapping
from datetime import datetime

from bot.chat import Card, Fact, Line, Row, Span, Verbatim, tap
from bot.models.events import Event
from bot.rules.scheduling.segments import Field


def changed(event: Event, was: Mapping[Field, str]) -> Card:
    """Say what is different now, old and new; `was` holds the old by field, moments in ISO."""
    rows = tuple(_row(event, field, was[field]) for field in Field if field in was)
    title = Line("changed-title", title=Verbatim(event.title), when=Span(event.starts_at, event.ends_at))
    return Card(title, rows, ((tap(Line("button-open-event"), "event", event.id),),))


def cancelled(event: Event) -> Card:
    """Say that it does not take place, and why if that was said."""
    facts: dict[str, Fact] = {"title": Verbatim(event.title), "when": Span(event.starts_at, event.ends_at)}
    if event.cancel_reason:
        return Card(parts=(Line("cancelled-because", reason=Verbatim(event.cancel_reason), **facts),))
    return Card(parts=(Line("cancelled", **facts),))


def uninvited(event: Event) -> Card:
    """Say that the branch is no longer invited."""
    when = Span(event.starts_at, event.ends_at)
    return Card(parts=(Line("uninvited", title=Verbatim(event.title), when=when),))


def _row(event: Event, field: Field, old: str) -> Row:
    label: Line
    before: Fact
    after: Fact
    match field:
        case Field.TIME:
            # Only the end is different: a new start is another message.
            label = Line("label-when")
            before = Span(event.starts_at, datetime.fromisoformat(old) if old else None)
            after = Span(event.starts_at, event.ends_at)
        case Field.DEADLINE:
            label, before, after = Line("label-reply-by"), datetime.fromisoformat(old), event.reply_by
        case Field.PLACE:
            label, before, after = Line("label-place"), _said(old), _said(event.place)
        case Field.SPEAKER:
            label, before, after = Line("label-speaker"), _said(old), _said(event.speaker)
        case _:
            label, before, after = Line("label-title"), Verbatim(old), Verbatim(event.title)
    return Row(label, Line("old-and-new", old=before, new=after))


def _said(words: str) -> Fact:
    return Verbatim(words) if words else Line("nothing-said")
