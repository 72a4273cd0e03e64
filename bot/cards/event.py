"""The facts of an event as rows, the same on every card that shows them."""

from bot.chat import Line, Row, Span, Verbatim
from bot.models.events import Event


def rows(event: Event) -> tuple[Row, ...]:
    """Return when, where and who speaks; what was not said has no row."""
    shown = [Row(Line("label-when"), Span(event.starts_at, event.ends_at))]
    if event.place:
        shown.append(Row(Line("label-place"), Verbatim(event.place)))
    if event.speaker:
        shown.append(Row(Line("label-speaker"), Verbatim(event.speaker)))
    return tuple(shown)
