"""Activities as iCalendar files (RFC 5545): one by itself, or a member's feed that calendars read again and again.

The same values always give the same bytes, so that a feed that has not changed can be recognised.
There is no ORGANIZER and no ATTENDEE: both want an address, and members' addresses are not kept. Nor an alarm: the
bot reminds people itself, within their quiet hours.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from bot.chat import Line, Reader
from bot.rules.calendars import CalendarEntry, CalendarFeed, CalendarStatus
from bot.rules.words import one_line
from bot.texts import say, say_any

PRODUCT = "-//Jiedui//Jiedui//ZH"
LENGTH_SHOWN = timedelta(hours=1)  # of an activity whose end is not known: without any, calendars show a mere line
REFRESH = timedelta(hours=1)
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class _Words(vText):
    r"""Words as RFC 5545 writes them. The library makes a line break of `\N`, and leaves a calendar's name as it is."""

    def to_ical(self) -> bytes:
        """Return them with every sign escaped that means something."""
        return str(self).translate(_ESCAPES).encode()


def write_event(entry: CalendarEntry, reader: Reader) -> bytes:
    """Return a file with one activity, its times in the reader's zone."""
    return _written(Calendar(), (entry,), reader)


def write_feed(feed: CalendarFeed, reader: Reader) -> bytes:
    """Return a feed of all its activities, the cancelled ones too, and how often to come back for it."""
    calendar = Calendar()
    name = _Words(one_line(feed.name))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", reader.zone.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return _written(calendar, feed.entries, reader)


def _written(calendar: Calendar, entries: tuple[CalendarEntry, ...], reader: Reader) -> bytes:
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry, reader))
    if entries:
        years = [entry.starts_at.astimezone(reader.zone).year for entry in entries]
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry, reader: Reader) -> Event:
    cancelled = entry.status is CalendarStatus.CANCELLED
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("created", entry.created_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstamp", entry.changed_at)
    event.add("dtstart", _moment(entry.starts_at, reader.zone))
    if entry.ends_at is None:
        event.add("duration", LENGTH_SHOWN)
    else:
        event.add("dtend", _moment(entry.ends_at, reader.zone))
    event.add("status", entry.status.value)
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    title = one_line(entry.title)
    event.add("summary", _Words(say(Line("calendar-cancelled", title=title), reader) if cancelled else title))
    if entry.place:
        event.add("location", _Words(one_line(entry.place)))
    event.add("categories", [say_any(entry.kind, reader)])
    event.add("description", _Words(_description(entry, reader)))
    return event


def _moment(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment in `zone`; in UTC for the second of two equal hours, which local time cannot tell apart."""
    local = at.astimezone(zone)
    return at.astimezone(UTC) if local.fold else local


def _description(entry: CalendarEntry, reader: Reader) -> str:
    facts = {"calendar-speaker": entry.speaker, "calendar-host": entry.host, "calendar-reason": entry.cancel_reason}
    lines = [say_any(entry.kind, reader)]
    lines += [say(Line(key, value=one_line(fact)), reader) for key, fact in facts.items() if fact]
    return "\n".join(lines)
