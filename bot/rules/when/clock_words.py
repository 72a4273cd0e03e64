"""The grammar of times of day: 下午三点半, 15:00, 差一刻九点, 3:30pm, half past three, noon."""

from dataclasses import replace
from datetime import timedelta

from bot.rules.when.clocks import Clock, Part, hours_of
from bot.rules.when.numbers import AFTER_COUNT, DIGITS, Number, count, figures, number
from bot.rules.when.scan import Scan, Words

_PARTS = Words(
    {
        "凌晨|拂晓": Part.DAWN,
        "早上|早晨|清晨|清早|大清早|一早|早间": Part.MORNING,
        "上午|午前": Part.FORENOON,
        "中午|正午|晌午": Part.NOON,
        "下午|午后|afternoon|in the afternoon|this afternoon": Part.AFTERNOON,
        "傍晚|黄昏": Part.DUSK,
        "晚上|晚间|夜晚|evening|in the evening|night|at night": Part.EVENING,
        "夜里|夜间|半夜|深夜|午夜": Part.NIGHT,
        "morning|in the morning": Part.AM,
    }
)
_SHORT_PARTS = Words({"早": Part.MORNING, "晚": Part.EVENING})
_HALVES = Words({"am|a.m.|a.m": Part.AM, "pm|p.m.|p.m": Part.PM})
_AFTER_HOUR = Words(
    {
        "am|a.m.|a.m|in the morning": Part.AM,
        "pm|p.m.|p.m": Part.PM,
        "in the afternoon": Part.AFTERNOON,
        "in the evening|at night": Part.EVENING,
    }
)
_MINUTES = Words({"整|钟整|钟": 0, "半|半钟": 30, "一刻|1刻|一刻钟|1刻钟": 15, "三刻|3刻|三刻钟|3刻钟": 45})
_PAST = Words({"half past|half-past": 30, "quarter past|a quarter past": 15, "quarter to|a quarter to": -15})
_NOT_HOUR = ("时代", "时候", "时间", "时期", "时刻", "时段")


def part_of_day(scan: Scan) -> Part | None:
    """Read a part of the day said on its own or before an hour."""
    return scan.take(_PARTS)


def short_part(scan: Scan) -> Part | None:
    """Read 早 and 晚, which say a part of the day only beside a day or an hour."""
    return scan.take(_SHORT_PARTS)


def _bare_minutes(scan: Scan) -> int | None:
    scan.lit("过", "零") if scan.char(1) in DIGITS and scan.char(1) else None
    found = number(scan)
    if found is None:
        return None
    if scan.lit("分"):
        scan.lit("钟")
        return found.value
    told = found.padded or found.value >= 10 or scan.char(-2) in ("零", "〇")
    return found.value if told and scan.char() not in AFTER_COUNT | {":"} else None


def _minutes(scan: Scan) -> int | None:
    return scan.first(lambda s: s.take(_MINUTES), _bare_minutes)


def _chinese(scan: Scan) -> Clock | None:
    """Read 三点, 15点30分, 三点半, 九点一刻, 15时."""
    either = scan.attempt(_two_hours)
    hour = Number(either) if either else number(scan)
    scan.gap()
    if hour is None or any(scan.text.startswith(word, scan.at) for word in _NOT_HOUR) or not scan.lit("点", "时"):
        return None
    return Clock(hour.value, scan.attempt(_minutes) or 0, exact=hour.padded, vague=either is not None)


def _two_hours(scan: Scan) -> int | None:
    """Read the 三四 of 三四点, the 3、4 of 3、4点; gives the first."""
    first = DIGITS.get(scan.char()) if scan.char(1) in DIGITS else None
    if first is not None:
        scan.at += 1
    else:
        told = number(scan)
        first = told.value if told and scan.lit("、") else None
    second = number(scan)
    return first if first and second and second.value == first + 1 else None


def _short_of(scan: Scan) -> Clock | None:
    """Read 差十分三点, 差一刻九点."""
    if not scan.lit("差"):
        return None
    lacking = scan.first(lambda s: s.take(_MINUTES), _bare_minutes)
    scan.gap()
    hour = number(scan)
    if not lacking or hour is None or not scan.lit("点"):
        return None
    scan.lit("钟")
    return Clock(hour.value, -lacking, exact=hour.padded)


def _offset(scan: Scan, *, iso: bool) -> timedelta | None:
    """Read Z, +08:00, UTC+8, UTC+01:00; -05:00 alone only in an ISO time: 15:00-16:00 is a stretch."""
    if scan.lit("z"):
        return timedelta(0)
    scan.gap()
    named = scan.lit("utc", "gmt")
    sign = 1 if scan.lit("+") else -1 if (named or iso) and scan.lit("-") else 0
    hours = figures(scan) if sign else None
    if hours is None or hours.value > 14:
        return timedelta(0) if named and not sign else None
    minutes = figures(scan) if scan.lit(":") else None
    if minutes is None and not named:
        return None
    return sign * timedelta(hours=hours.value, minutes=minutes.value if minutes else 0)


def _colon(scan: Scan) -> Clock | None:
    """Read 15:00, 9:30, 05:00:00, 15:00+08:00."""
    iso = scan.char(-1) == "t"
    hour = figures(scan)
    if hour is None or not scan.lit(":"):
        return None
    start = scan.at
    minute = figures(scan)
    if minute is None or scan.at - start != 2:
        return None
    start = scan.at
    if not (scan.lit(":") and figures(scan) and scan.at - start == 3):
        scan.at = start
    return Clock(hour.value, minute.value, exact=hour.padded, offset=scan.attempt(lambda s: _offset(s, iso=iso)))


def _point(scan: Scan) -> Clock | None:
    """Read 3.30pm, 15.30."""
    hour = figures(scan)
    if hour is None or not scan.lit("."):
        return None
    start = scan.at
    minute = figures(scan)
    if minute is None or scan.at - start != 2 or scan.char() == ".":
        return None
    return Clock(hour.value, minute.value) if hour.value > 12 or _followed_by_half(scan) else None


def _hour_alone(scan: Scan) -> Clock | None:
    """Read the hour of 3pm, 3 in the afternoon, three pm, 3 o'clock."""
    hour = count(scan)
    if hour is None or hour.chinese:
        return None
    if not scan.lit(" o'clock", "o'clock") and not _followed_by_half(scan):
        return None
    return Clock(hour.value)


def _after_at(scan: Scan) -> Clock | None:
    """Read the 3 of "at 3"."""
    if not scan.text.endswith("at ", 0, scan.at):
        return None
    hour = count(scan)
    alone = scan.done() or scan.char().isspace() or scan.char() in ",;"
    return Clock(hour.value, exact=hour.padded) if hour and alone and not hour.chinese and hour.value <= 24 else None


def _followed_by_half(scan: Scan) -> bool:
    ahead = Scan(scan.text, scan.at)
    ahead.gap()
    return ahead.take(_AFTER_HOUR) is not None


def _past(scan: Scan) -> Clock | None:
    """Read half past three, quarter to nine, ten past four, twenty to five."""
    minutes = scan.take(_PAST)
    if minutes is None:
        told = count(scan)
        spelled = scan.lit(" minutes")
        if told is None or told.chinese or not 0 < told.value < 60:
            return None
        if scan.lit(" past"):
            minutes = told.value
        elif (spelled or told.value in (20, 25)) and scan.lit(" to"):  # "five to six" may be a stretch of time
            minutes = -told.value
        else:
            return None
    scan.gap()
    hour = count(scan)
    return None if hour is None or hour.chinese or hour.value > 12 else Clock(hour.value, minutes)


def _word(scan: Scan) -> Clock | None:
    if scan.lit("noon", "midday", "正午"):
        return Clock(12, exact=True)
    return Clock(0, midnight=True) if scan.lit("midnight") else None


def bare_hour(scan: Scan) -> Clock | None:
    """Read the 3 of 3-4:30pm: an hour whose unit is said later; with a part of the day before it (下午3-5点)."""
    part = scan.first(part_of_day, short_part)
    scan.gap()
    hour = number(scan)
    return None if hour is None or hour.value > 24 else Clock(hour.value, part=part, exact=hour.padded)


def clock(scan: Scan) -> Clock | None:
    """Read a time of day, with the part of the day before or after it."""
    return scan.first(_in_part, _told)


def _told(scan: Scan) -> Clock | None:
    """Read a time of day, with the half of the day that may follow it."""
    told = scan.longest(_chinese, _short_of, _colon, _point, _hour_alone, _after_at, _past, _word)
    spoken = scan.attempt(_after_hour) if told else None
    return replace(told, part=spoken) if told and spoken else told


def _in_part(scan: Scan) -> Clock | None:
    """Read a time of day after its part of the day."""
    part = scan.first(part_of_day, short_part)
    scan.gap()
    scan.lit("at ", "的")
    told = _told(scan) if part else None
    if told is None or told.part is None:
        return told and replace(told, part=part)
    # "evening at 8pm": both have to agree
    hour = next(iter(hours_of(told.part, told.hour, exact=told.exact)), told.hour)
    return replace(told, hour=hour, part=part)


def _after_hour(scan: Scan) -> Part | None:
    scan.gap()
    return scan.take(_AFTER_HOUR)
