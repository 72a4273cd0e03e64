"""Lists of events: what comes, what has been. Tapping one opens it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.paging import cut, turns
from bot.chat import Card, Fact, Line, Span, Verbatim, tap
from bot.models.events import Answer, Event


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: the event, and the reader's own answer to it (None: not answered, or not invited).

    `waits`: they want to come, and there is no seat for them yet.
    """

    event: Event
    answer: Answer | None = None
    invited: bool = True
    waits: bool = False


def coming(items: Sequence[Item], page: int, *, schedules: bool) -> Card:
    """List what comes, a page at a time; `schedules`: the reader may add to it."""
    shown = cut(items, page)
    parts = []
    if not items:
        parts.append(Line("agenda-empty"))
    if schedules:
        parts.append(Line("agenda-how-to-add"))
    rows = tuple((tap(_label(item), "event", item.event.id),) for item in shown.items)
    past = ((tap(Line("button-past"), "past"),),) if schedules else ()
    return Card(Line("agenda-title"), tuple(parts), (*rows, *turns(shown, "agenda"), *past))


def been(events: Sequence[Event], page: int) -> Card:
    """List what has been, and whether it is recorded who came."""
    shown = cut(events, page)
    parts = () if events else (Line("past-empty"),)
    rows = tuple((tap(_past_label(event), "event", event.id),) for event in shown.items)
    return Card(Line("past-title"), parts, (*rows, *turns(shown, "past")))


def for_group(events: Sequence[Event]) -> Card:
    """List what comes where others read along: facts of the events and nobody's answers."""
    lines = tuple(Line("agenda-item", title=Verbatim(e.title), when=Span(e.starts_at, e.ends_at)) for e in events)
    return Card(Line("agenda-title"), lines or (Line("agenda-empty"),))


def which(events: Sequence[Event], verb: str) -> Card:
    """Ask which event is to be changed or cancelled."""
    rows = tuple((tap(_label(Item(event, invited=False)), verb, event.id),) for event in events)
    return Card(parts=(Line("which-event"),), buttons=rows)


def _label(item: Item) -> Line:
    facts: dict[str, Fact] = {"title": Verbatim(item.event.title), "when": item.event.starts_at}
    if item.waits:
        return Line("button-agenda-waiting", **facts)
    if item.answer is not None:
        return Line("button-agenda-answered", answer=item.answer, **facts)
    return Line("button-agenda-silent", **facts) if item.invited else Line("button-agenda", **facts)


def _past_label(event: Event) -> Line:
    facts: dict[str, Fact] = {"title": Verbatim(event.title), "when": event.starts_at}
    return Line("button-past-recorded", **facts) if event.confirmed_at else Line("button-past-open", **facts)
