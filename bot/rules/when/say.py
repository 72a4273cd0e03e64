"""Saying a time so that people understand it at once and `read` understands it the same way."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.when.moments import first_moment, moments
from bot.rules.when.reading import Reading

_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(when: Reading | datetime, end: datetime | None = None, *, language: str, zone: ZoneInfo, now: datetime) -> str:
    """Return the canonical words for a reading, or for a start and an end (aware), in `zone`.

    "11月27日 周五 15:00–16:30", "Fri 27 Nov 15:00–16:30". The year is said when it is not this one, the offset from UTC
    when the clock shows that hour twice. Chinese unless `language` begins with "en". Seconds are left out.
    """
    start, has_time = (when.start, when.has_time) if isinstance(when, Reading) else (when, True)
    end = when.end if isinstance(when, Reading) else end
    start, year = start.astimezone(zone), now.astimezone(zone).year
    first = _day(start, language, year)
    if end is None:
        return f"{first} {_clock(start, zone)}" if has_time else first
    end = end.astimezone(zone)
    if not has_time:
        return f"{first} – {_day(end - timedelta(days=1), language, year)}"
    until = f"–{_clock(end, zone)}"
    if end.date() == start.date():
        return f"{first} {_clock(start, zone)}{until}"
    if end == first_moment(start.date() + timedelta(days=1), zone) and end.hour == end.minute == 0:
        return f"{first} {_clock(start, zone)}–24:00"
    return f"{first} {_clock(start, zone)} – {_day(end, language, year)} {_clock(end, zone)}"


def _day(moment: datetime, language: str, year: int) -> str:
    if language.startswith("en"):
        said = f"{_EN_DAYS[moment.weekday()]} {moment.day} {_EN_MONTHS[moment.month - 1]}"
        return said if moment.year == year else f"{said} {moment.year}"
    said = f"{moment.month}月{moment.day}日 周{_ZH_DAYS[moment.weekday()]}"
    return said if moment.year == year else f"{moment.year}年{said}"


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    """Return 15:00, 05:00 (5:00 could be the afternoon), with the offset where needed."""
    said = f"{moment:%H:%M}"
    if len(moments(moment.date(), moment.hour * 60 + moment.minute, zone)) < 2:
        return said
    offset = f"{moment:%z}"
    return f"{said} UTC{offset[:3]}:{offset[3:5]}"
