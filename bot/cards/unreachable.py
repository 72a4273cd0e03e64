"""Who of a branch cannot be told of an event, and what its secretary can do about it."""

from collections.abc import Sequence

from bot.chat import Card, Line, Verbatim, tap
from bot.models.events import Event
from bot.models.people import Branch, Member

_MOST = 30


def unreachable(event: Event, branch: Branch, people: Sequence[Member]) -> Card:
    """Name them to their own secretary, who may call them and answer for them, or send them the invitation."""
    names = tuple(Verbatim(member.name) for member in people[:_MOST])
    more = Line("unreachable-more", count=len(people) - _MOST) if len(people) > _MOST else None
    answer = tap(Line("button-answer-for"), "proxy", event.id, branch.id, 0)
    return Card(
        Line("unreachable-title", count=len(people), branch=Verbatim(branch.name)),
        (
            Line("unreachable-names", names=names, more=more),
            Line("unreachable-event", title=Verbatim(event.title), at=event.starts_at),
        ),
        ((answer, tap(Line("button-invite"), "invite", branch.id)),),
    )
