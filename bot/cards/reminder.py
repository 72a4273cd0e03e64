"""Reminders: a short word to those who have not answered, and to those who come."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import invitation
from bot.chat import Card, Line, Verbatim, tap
from bot.models.events import Answer, Event
from bot.rules.rsvp import Mine, is_closed


def silent(mine: Mine, *, now: datetime, zone: ZoneInfo) -> Card:
    """Ask once more, with the card to answer on."""
    event, day = mine.event, mine.event.starts_at.astimezone(zone).date()
    lead = Line("reminder-silent" if mine.rsvp is None else "reminder-undecided", day=day, kind=event.kind)
    return invitation.invitation(mine, now=now, lead=lead)


def coming(event: Event, *, now: datetime, zone: ZoneInfo) -> Card:
    """Remind somebody who comes of when and where; while answers are open they can still ask leave."""
    days = (event.starts_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    place = Line("reminder-place", place=Verbatim(event.place)) if event.place else None
    parts = [Line("reminder-coming", days=days, at=event.starts_at, place=place, title=Verbatim(event.title))]
    if is_closed(event, now):
        return Card(parts=(*parts, Line("reminder-call")))
    leave = tap(Line("button-leave-after-all"), "rsvp", event.id, Answer.NO, event.revision)
    return Card(parts=(*parts, Line("reminder-cannot-come")), buttons=((leave,),))
