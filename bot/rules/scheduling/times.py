"""Times on a draft: read from words, chosen from what words may mean, moved with their length kept."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.rules import when
from bot.rules.refusals import Refusal
from bot.rules.rsvp import LONGEST
from bot.rules.scheduling import deadlines
from bot.rules.scheduling.line import read_title
from bot.rules.scheduling.sheet import Option, Sheet

_CLOSING_TIME = time(18)
"""When a deadline day ends for which no hour was said."""

_LATER = re.compile(r"(?:推迟|延后|顺延|推后|往后推?|postpone(?: by)?|later by)\s*(?P<by>.+)", re.IGNORECASE)
_EARLIER = re.compile(r"(?:提前|提早|往前推?|earlier by)\s*(?P<by>.+)", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"(?:时间)?(?:改|换|挪|移|推迟|延后|顺延|提前|提早)(?:到|至|成|为|在)\s*|(?:moved?|changed?|postponed?) to "
)
"""How people say that something moves: by how much, or to when."""


@dataclass(eq=False)
class HoursMissing(Refusal):
    """Several days were said, but not from which hour to which."""

    text: str


@dataclass(eq=False)
class LastsTooLong(Refusal):
    """The end is more than `longest` days after the start."""

    longest: int


@dataclass(frozen=True, slots=True)
class Present:
    """The moment of speaking, and the zone times are typed in."""

    now: datetime
    zone: ZoneInfo


def with_line(sheet: Sheet, words: str, present: Present) -> Sheet:
    """Read the time out of a line; what is left of it is the title. A line without a time is all title.

    Raises a WhenRefusal (not for what can be chosen from), HoursMissing, LastsTooLong or WordsTooLong.
    """
    try:
        return with_time(sheet, words, present, titled=True)
    except when.NoTime:
        return sheet.having(title=read_title(words))


def with_time(sheet: Sheet, words: str, present: Present, *, titled: bool = False) -> Sheet:
    """Read a new time; what is left of the words becomes the title where there is none yet, or if `titled`.

    What is not clear is kept as options to choose from. Raises a WhenRefusal, HoursMissing, LastsTooLong or
    WordsTooLong.
    """
    try:
        reading = when.read(words, now=present.now, zone=present.zone)
    except (when.AmbiguousTime, when.TimePast) as unclear:
        if not unclear.readings:
            raise
        options = tuple(_option(reading) for reading in unclear.readings)
        past = isinstance(unclear, when.TimePast)
        rests = {option.rest for option in options}
        if len(rests) == 1 and (title := _left_over(rests.pop())) and (titled or not sheet.title):
            sheet = sheet.having(title=title)
        return sheet.having(doubt=unclear.text[:60], options=options, past=past, about_deadline=False)
    title = _left_over(reading.rest)
    if title and (titled or not sheet.title):
        sheet = sheet.having(title=title)
    if not reading.has_time:
        if reading.end is not None and (reading.end - reading.start).days > 1:
            raise HoursMissing(reading.matched)
        return on_day(sheet, reading.start.date())
    return at(sheet, reading.start, reading.end)


def retimed(sheet: Sheet, words: str, present: Present) -> Sheet:
    """Read the new time of what may have one: 周六9点, 推迟一小时, 改到周六; an hour alone leaves it on its day.

    Raises a WhenRefusal, HoursMissing, LastsTooLong or WordsTooLong.
    """
    sheet, words = sheet.undoubted(), _MOVED_TO.sub("", words.strip(), count=1)
    if sheet.starts_at is None:
        return with_hour(sheet, words, present) if when.is_hour(words) else with_time(sheet, words, present)
    for pattern, sign in ((_LATER, 1), (_EARLIER, -1)):
        if found := pattern.fullmatch(words):
            start = sheet.starts_at + sign * when.read_duration(found["by"])
            if start <= present.now:
                raise when.TimePast(words, start.astimezone(present.zone), None)
            return at(sheet, start, None)
    if not when.is_hour(words):
        return with_time(sheet, words, present)
    kept = sheet.having(day=sheet.starts_at.astimezone(present.zone).date())
    return with_hour(kept, words, present).having(day=None)


def on_day(sheet: Sheet, day: date) -> Sheet:
    """Put the draft on a day; its hour is to be said again."""
    return sheet.undoubted().having(day=day, lasts=sheet.length, starts_at=None, ends_at=None)


def with_hour(sheet: Sheet, words: str, present: Present) -> Sheet:
    """Read the hour (or from when to when) on the day already chosen, or another day with its hour.

    Raises a WhenRefusal.
    """
    if sheet.day is None:
        return with_time(sheet, words, present)
    try:
        tried = with_time(sheet, f"{sheet.day:%Y-%m-%d} {words}", present)
    except when.TimePast as past:
        past.text = words
        raise
    except when.WhenRefusal:
        return with_time(sheet, words, present)
    days = {option.starts_at.astimezone(present.zone).date() for option in tried.options}
    no_hour = tried.starts_at is None and not tried.options
    if no_hour or days - {sheet.day}:
        return with_time(sheet, words, present)
    return tried.having(doubt=words[:60]) if tried.options else tried


def at(sheet: Sheet, start: datetime, end: datetime | None) -> Sheet:
    """Set the time; without an end it takes as long as before. Raises LastsTooLong."""
    start = start.astimezone(UTC)
    if end is None and sheet.length is not None:
        end = start + sheet.length
    if end and end - start > LONGEST:
        raise LastsTooLong(LONGEST.days)
    ends_at = end.astimezone(UTC) if end else None
    return sheet.undoubted().having(day=None, lasts=None, starts_at=start, ends_at=ends_at)


def chosen(sheet: Sheet, option: Option, present: Present) -> Sheet:
    """Take one of the readings in doubt. Raises LastsTooLong."""
    if sheet.about_deadline:
        return sheet.undoubted().having(reply_by=option.starts_at, follows=False)
    title = _left_over(option.rest)
    if title and not sheet.title:
        sheet = sheet.having(title=title)
    if not option.whole_day:
        return at(sheet, option.starts_at, option.ends_at)
    return on_day(sheet, option.starts_at.astimezone(present.zone).date())


def with_deadline(sheet: Sheet, words: str, present: Present) -> Sheet:
    """Read until when to answer; no words mean the default. Without a start yet, the words wait for it.

    Raises a WhenRefusal, or DeadlineAfterStart (`周六` of what is on Friday).
    """
    sheet = sheet.having(deadline=words, reply_by=None, follows=False)
    if not words or sheet.starts_at is None:
        return sheet
    start = sheet.starts_at.astimezone(present.zone)
    try:
        reading = when.read_moment(words, now=present.now, zone=present.zone, before=start)
    except when.AmbiguousTime as unclear:
        options = tuple(_option(r) for r in unclear.readings if present.now < r.start <= sheet.starts_at)
        if not options:
            raise
        return sheet.having(doubt=unclear.text[:60], options=options, past=False, about_deadline=True)
    except when.TimePast:
        # Saturday of a Friday's event means the one before it, or else a mistake.
        later = when.read_moment(words, now=present.now, zone=present.zone)
        raise deadlines.DeadlineAfterStart(later.start, sheet.starts_at) from None
    moment = reading.start
    if not reading.has_time:
        moment = min(datetime.combine(moment.date(), _CLOSING_TIME, present.zone), start)
        if moment <= present.now:
            raise when.TimePast(words, moment, None)
    return sheet.having(reply_by=deadlines.checked(moment, sheet.starts_at))


def moved(before: Sheet, sheet: Sheet, present: Present) -> Sheet:
    """Return the sheet with a deadline that fits a start which may have moved.

    Words are read anew (前一天18点 follows the start); what no longer fits gives way to the default.
    """
    if sheet.starts_at is None or sheet.options or sheet.starts_at == before.starts_at:
        return sheet
    if sheet.deadline:
        try:
            return with_deadline(sheet, sheet.deadline, present)
        except (when.WhenRefusal, deadlines.DeadlineAfterStart):
            return sheet.having(deadline="", reply_by=None)
    if sheet.follows or (sheet.reply_by and not present.now < sheet.reply_by <= sheet.starts_at):
        return sheet.having(reply_by=None)
    return sheet


def _left_over(words: str) -> str:
    """Return the title that words beside a time are; a lone number is none."""
    return read_title(words) if any(sign.isalpha() for sign in words) else ""


def _option(reading: when.Reading) -> Option:
    return Option(
        starts_at=reading.start.astimezone(UTC),
        ends_at=reading.end.astimezone(UTC) if reading.end else None,
        rest=reading.rest,
        whole_day=not reading.has_time,
    )
