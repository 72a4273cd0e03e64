"""The grammar of days in English: next Friday, 27 November 2026, Nov 27th, in three days, last working day of May."""

from bot.rules.when.base import Day
from bot.rules.when.days import After, From, FromAnchor, InDays, Weekday, Weekend
from bot.rules.when.lengths import Length, length
from bot.rules.when.months import Kind, Lunar, Nth, Numbered, OfMonth, Ref
from bot.rules.when.numbers import figures
from bot.rules.when.scan import Scan, Words

WEEKDAYS = Words(
    {
        "monday|mon|mon.": 0,
        "tuesday|tue|tue.|tues|tues.": 1,
        "wednesday|wed|wed.": 2,
        "thursday|thu|thu.|thur|thurs|thurs.": 3,
        "friday|fri|fri.": 4,
        "saturday|sat|sat.": 5,
        "sunday|sun|sun.": 6,
    }
)
_MONTHS = Words(
    {
        "january|jan|jan.": 1,
        "february|feb|feb.": 2,
        "march|mar|mar.": 3,
        "april|apr|apr.": 4,
        "may": 5,
        "june|jun|jun.": 6,
        "july|jul|jul.": 7,
        "august|aug|aug.": 8,
        "september|sep|sep.|sept|sept.": 9,
        "october|oct|oct.": 10,
        "november|nov|nov.": 11,
        "december|dec|dec.": 12,
    }
)
_RELATIVE = Words(
    {"today": 0, "tomorrow": 1, "tmr": 1, "day after tomorrow|the day after tomorrow": 2, "yesterday": -1}
)
_WHICH: Words[int | str] = Words({"this": 0, "next": 1, "last": -1, "coming|this coming|the coming": "coming"})
_NEXT_DAY = Words({"next day|the next day|the following day|following day": 1, "same day|the same day": 0})
_ORDINALS = Words({"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1})
_KINDS: Words[Kind] = Words({"working day|workday|business day": Kind.WORKDAY, "day": Kind.DAY})
_SUFFIXES = ("st", "nd", "rd", "th")


def relative(scan: Scan) -> Day | None:
    """Read today, tomorrow, the day after tomorrow."""
    days = scan.take(_RELATIVE)
    return None if days is None else InDays(days)


def weekday(scan: Scan) -> Day | None:
    """Read Friday, next Fri, Friday next week, this weekend. "next" means: of next week."""
    which = scan.take(_WHICH)
    scan.gap()
    if scan.lit("weekend"):
        return Weekend(which if isinstance(which, int) else None)
    if scan.lit("week") and isinstance(which, int):
        scan.gap()
        scan.lit("on ")
        named = scan.take(WEEKDAYS)
        return None if named is None else Weekday(named, which)
    named = scan.take(WEEKDAYS)
    if named is None:
        return None
    week = which if isinstance(which, int) else None
    if which is None:
        week = 1 if scan.lit(" next week") else 0 if scan.lit(" this week") else None
    return Weekday(named, week)


def ahead(scan: Scan) -> Day | None:
    """Read in three days, two weeks from now, 3 days later."""
    led = scan.lit("in ")
    found = length(scan)
    if found is None or found.minutes or not (led or scan.lit(" from now", " from today", " later")):
        return None
    return After(found)


def counted_from(scan: Scan) -> Day | None:
    """Read a week from Friday, three days from tomorrow."""
    found = length(scan)
    if found is None or found.minutes or not scan.lit(" from "):
        return None
    day = scan.longest(relative, weekday, month_first, day_first)
    return From(day, found) if day else None


def from_anchor(scan: Scan) -> Day | None:
    """Read the next day, the day before, two days before."""
    days = scan.take(_NEXT_DAY)
    if days is not None:
        return FromAnchor(Length(days=days))
    if scan.lit("the day before", "day before"):
        return FromAnchor(Length(days=1), back=True)
    found = length(scan)
    if found is None or found.minutes or not scan.lit(" before", " earlier"):
        return None
    return FromAnchor(found, back=True)


def _day_number(scan: Scan) -> int | None:
    told = figures(scan)
    if told is None:
        return None
    scan.lit(*_SUFFIXES)
    return told.value if scan.char() != ":" else None


def _year(scan: Scan) -> Ref | None:
    scan.lit(",")
    scan.gap()
    told = figures(scan, 4)
    return Ref(told.value) if told and told.value > 999 and scan.edge() and scan.char() != ":" else None


def _month(scan: Scan) -> Ref | None:
    named = scan.take(_MONTHS)
    if named:
        return Ref(named)
    if scan.lit("next month"):
        return Ref(1, relative=True)
    return Ref(0, relative=True) if scan.lit("this month", "the month", "month") else None


def month_first(scan: Scan) -> Day | None:
    """Read November 27, Nov 27th, 2026."""
    month = scan.take(_MONTHS)
    scan.gap()
    day = _day_number(scan)
    if month is None or day is None or scan.char().isalpha():
        return None
    return OfMonth(Numbered(day), Ref(month), scan.attempt(_year))


def day_first(scan: Scan) -> Day | None:
    """Read 27 November 2026, the 27th of next month, the 27th."""
    the = scan.lit("the ")
    start = scan.at
    day = _day_number(scan)
    if day is None:
        return None
    suffixed = scan.text[scan.at - 1].isalpha() and scan.at > start
    place = scan.at
    scan.gap()
    scan.lit("of ")
    month = scan.attempt(_month)
    if month:
        return OfMonth(Numbered(day), month, scan.attempt(_year))
    scan.at = place
    return OfMonth(Numbered(day)) if the and suffixed else None


def nth(scan: Scan) -> Day | None:
    """Read the last working day of November, first Monday of next month, last day of the month."""
    scan.lit("the ")
    pick = scan.first(_nth, lambda s: Nth(-1, Kind.DAY) if s.lit("end of ") else None)
    month = scan.attempt(_month) if pick else None
    return OfMonth(pick, month, scan.attempt(_year)) if pick and month else None


def _nth(scan: Scan) -> Nth | None:
    place = scan.take(_ORDINALS)
    scan.gap()
    kind: Kind | int | None = scan.take(_KINDS)
    if kind is None:
        kind = scan.take(WEEKDAYS)
    return Nth(place, kind) if place and kind is not None and scan.lit(" of ", " in ") else None


def by_moon(scan: Scan) -> Day | None:
    """Read lunar 8/15."""
    month = figures(scan) if scan.lit("lunar ") else None
    day = figures(scan) if month and scan.lit("/", "-") else None
    return Lunar(day.value, month.value) if month and day else None


RULES = (relative, weekday, ahead, counted_from, from_anchor, month_first, day_first, nth, by_moon)
