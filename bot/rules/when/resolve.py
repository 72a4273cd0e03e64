"""From what was said to moments: which of the meanings are possible, and whether one is left."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from bot.rules.when.base import Base, Day, Sense
from bot.rules.when.clocks import DAY
from bot.rules.when.ends import end_minutes, lasting, start_minutes
from bot.rules.when.moments import Stretch, first_moment, moments
from bot.rules.when.phrase import Clocks, Phrase
from bot.rules.when.reading import Reading
from bot.rules.when.refusals import Flaw, ImpossibleTime, TimePast


def resolve(phrase: Phrase, base: Base) -> list[Stretch]:
    """Return the one meaning that fits, or several when it cannot be told; raise a WhenRefusal when none does."""
    try:
        return _resolve(phrase, base)
    except OverflowError:
        raise base.impossible(Flaw.TOO_FAR) from None


def _resolve(phrase: Phrase, base: Base) -> list[Stretch]:
    if phrase.after:
        start = lasting(base.now.astimezone(base.zone).replace(second=0, microsecond=0), phrase.after, base)
        found = Stretch(start, lasting(start, phrase.lasts, base) if phrase.lasts else None)
        if not _fits(found, base):
            raise base.impossible(Flaw.NOT_BEFORE)
        return [found]
    tomorrow = base.today + timedelta(days=1)
    sense = phrase.day.sense(base) if phrase.day else Sense((base.today,), (tomorrow,))
    return _fitting(sense, phrase, base)


def _fitting(sense: Sense, phrase: Phrase, base: Base) -> list[Stretch]:
    """Keep the meanings that are still to come; refuse when they have passed, with what would come next."""
    by_day = [_unique(_on_day(day, phrase, base)) for day in sense.dates]
    ahead = [[found for found in stretches if _fits(found, base)] for stretches in by_day]
    kept = [found for stretches in ahead for found in stretches]
    if kept and (sense.rolls or ahead[0]):
        return _unique(kept)
    later = kept
    for day in () if kept else sense.later:
        later += [found for found in _on_day(day, phrase, base) if _fits(found, base)]
    if later and sense.rolls:
        return _unique(later)
    first = by_day[0][0].start
    if base.before and first.astimezone(UTC) >= base.before.astimezone(UTC):
        raise base.impossible(Flaw.NOT_BEFORE)
    readings = tuple(reading(found, base) for found in _unique(later))
    raise TimePast(base.text, first, readings[0].start if readings else None, readings)


def reading(found: Stretch, base: Base) -> Reading:
    """Return a meaning together with the words it was read from."""
    return Reading(found.start, found.end, base.rest, base.text, found.has_time)


def _fits(found: Stretch, base: Base) -> bool:
    start = found.start.astimezone(UTC)
    if base.before and start >= base.before.astimezone(UTC):
        return False
    now = base.now.astimezone(UTC)
    return start > now if found.closes is None else found.closes.astimezone(UTC) > now


def _unique(stretches: Iterable[Stretch]) -> list[Stretch]:
    return list({found.key(): found for found in stretches}.values())


def _on_day(day: date, phrase: Phrase, base: Base) -> list[Stretch]:
    """Return all meanings on one day; raise the last reason met when there is none."""
    if phrase.clocks is None:
        return [_whole_days(day, phrase, base)]
    found: list[Stretch] = []
    reason: ImpossibleTime | None = None
    for minute in start_minutes(phrase.clocks, base):
        try:
            found += _from_minute(day, minute, phrase, phrase.clocks, base)
        except ImpossibleTime as impossible:
            reason = impossible
    if not found and reason:
        raise reason
    return found


def _whole_days(day: date, phrase: Phrase, base: Base) -> Stretch:
    start = first_moment(day, base.zone)
    if phrase.last_day:
        end = first_moment(_last(day, phrase.last_day, base) + timedelta(days=1), base.zone)
        return Stretch(start, end, has_time=False, closes=end)
    closes = first_moment(day + timedelta(days=1), base.zone)
    if phrase.part:
        naive = datetime(day.year, day.month, day.day) + timedelta(hours=phrase.part.value[2])  # noqa: DTZ001
        closes = naive.replace(tzinfo=base.zone)
    return Stretch(start, None, has_time=False, closes=closes)


def _last(day: date, last_day: Day, base: Base) -> date:
    last = last_day.sense(base.counting_from(day)).dates[0]
    if last <= day:
        raise base.impossible(Flaw.RANGE_BACKWARDS)
    return last


def _from_minute(day: date, minute: int, phrase: Phrase, clocks: Clocks, base: Base) -> list[Stretch]:
    starts = moments(day, minute, base.zone, clocks.start.offset)
    if not starts:
        raise base.impossible(Flaw.CLOCK_GAP)
    found: list[Stretch] = []
    for start in starts:
        ends = _ends(day, minute, phrase, clocks, base)
        if ends is None:
            found.append(Stretch(start, lasting(start, phrase.lasts, base) if phrase.lasts else None))
            continue
        found += [Stretch(start, end) for end in ends if end.astimezone(UTC) > start.astimezone(UTC)]
    if not found:
        raise base.impossible(Flaw.RANGE_BACKWARDS)
    return found


def _ends(day: date, minute: int, phrase: Phrase, clocks: Clocks, base: Base) -> list[datetime] | None:
    """Return the moments it may end at, None when no end was said."""
    if clocks.end is None and phrase.last_day is None:
        return None
    last, end = day, clocks.end
    if phrase.last_day:
        last = _last(day, phrase.last_day, base)
    elif clocks.end_day:
        last = clocks.end_day.sense(base.counting_from(day)).dates[0]
    if last == day:
        minutes = end_minutes(clocks, minute, base)
    else:
        minutes = (DAY,) if end is None or end.midnight else end.minutes(base)
    found = [moment for minute in minutes for moment in moments(last, minute, base.zone, end.offset if end else None)]
    if minutes and not found:
        raise base.impossible(Flaw.CLOCK_GAP)
    return found
