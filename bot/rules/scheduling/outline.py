"""What an activity is, or would be: compared before a change is made, and written into its row."""

from dataclasses import dataclass
from datetime import datetime

from bot.models.events import Event, Kind
from bot.rules.scheduling.segments import Field


@dataclass(frozen=True, slots=True)
class Outline:
    """All that is said of an activity. Moments are aware and in UTC; `invited` begins with the host."""

    host_id: int
    partnership_id: int | None
    kind: Kind
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    speaker: str
    reply_by: datetime
    seats: int | None
    invited: tuple[int, ...]


def of_event(event: Event, invited: tuple[int, ...]) -> Outline:
    """Return an event as it stands; `invited` are its branches, the host first."""
    return Outline(
        host_id=event.host_id,
        partnership_id=event.partnership_id,
        kind=event.kind,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        speaker=event.speaker,
        reply_by=event.reply_by,
        seats=event.seats,
        invited=invited,
    )


def write(outline: Outline, event: Event) -> None:
    """Write all but the invited branches into an event's row."""
    event.host_id, event.partnership_id, event.kind = outline.host_id, outline.partnership_id, outline.kind
    event.title, event.place, event.speaker = outline.title, outline.place, outline.speaker
    event.starts_at, event.ends_at, event.reply_by = outline.starts_at, outline.ends_at, outline.reply_by
    event.seats = outline.seats


TOLD = (Field.TIME, Field.TITLE, Field.PLACE, Field.SPEAKER, Field.DEADLINE)
"""Changes worth a message. Of others the cards simply show the newest."""


def changed(before: Outline, after: Outline) -> frozenset[Field]:
    """Return what differs."""
    pairs = {
        Field.TIME: (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at),
        Field.TITLE: before.title != after.title,
        Field.PLACE: before.place != after.place,
        Field.SPEAKER: before.speaker != after.speaker,
        Field.KIND: before.kind is not after.kind,
        Field.WHOM: set(before.invited) != set(after.invited),
        Field.DEADLINE: before.reply_by != after.reply_by,
        Field.SEATS: before.seats != after.seats,
    }
    return frozenset(field for field, differs in pairs.items() if differs)
