"""The grammar of days in Chinese that are counted from today, from a week or from another day."""

from bot.rules.when.base import Day
from bot.rules.when.clocks import Part
from bot.rules.when.days import After, AroundHoliday, FromAnchor, InDays, Weekday, Weekend
from bot.rules.when.lengths import Length, length, whole_weeks
from bot.rules.when.numbers import AFTER_COUNT, NUMERALS, figures, number
from bot.rules.when.scan import Scan, Words

_RELATIVE = Words({"今天|今日": 0, "明天|明日": 1, "后天": 2, "大后天": 3, "昨天|昨日": -1, "前天": -2, "大前天": -3})
_DAY_AND_PART = Words(
    {
        "今早|今晨": (0, Part.MORNING),
        "今晚|今夜|tonight": (0, Part.EVENING),
        "明早|明晨": (1, Part.MORNING),
        "明晚": (1, Part.EVENING),
        "昨晚": (-1, Part.EVENING),
        "this morning": (0, Part.AM),
        "this afternoon": (0, Part.AFTERNOON),
        "this evening": (0, Part.EVENING),
    }
)
_WEEKS = Words({"这|这个|本": 0, "下|下个": 1, "下下|下下个": 2, "上|上个": -1})
_NEXT_DAY = Words({"次日|第二天|翌日|隔天": 1, "第三天": 2, "当天|当日|同日": 0})
_WEEKEND = 7
WEEKDAYS = Words({"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日|天": 6, "末": _WEEKEND})


def relative(scan: Scan) -> Day | None:
    """Read 今天, 大后天."""
    days = scan.take(_RELATIVE)
    return None if days is None else InDays(days)


def day_and_part(scan: Scan) -> tuple[Day, Part] | None:
    """Read 今晚, 明早, tonight: a day and a part of it in one."""
    found = scan.take(_DAY_AND_PART)
    return (InDays(found[0]), found[1]) if found else None


def weekday_name(scan: Scan) -> int | None:
    """Read 周五, 星期天, 周5: 0 (Monday) to 6, or 7 for the weekend."""
    after_number = scan.char(-1) in NUMERALS
    if not scan.lit("周", "星期", "礼拜"):
        return None
    named = scan.take(WEEKDAYS)
    if named is None and not after_number:
        told = figures(scan, 1)
        if told and 1 <= told.value <= 7 and scan.char() not in AFTER_COUNT:
            return told.value - 1
    return named


def weekday(scan: Scan) -> Day | None:
    """Read 周五, 下下周三, 这个周末, 两周后的周五."""
    weeks = scan.first(_weeks_ahead, _week_apart, lambda s: s.take(_WEEKS))
    named = weekday_name(scan)
    if named is None:
        return None
    return Weekend(weeks) if named == _WEEKEND else Weekday(named, weeks)


def several_weekdays(scan: Scan) -> Day | None:
    """Read 周一三五, which is no single day; gives the first."""
    named = weekday_name(scan)
    start = scan.at
    while scan.take(WEEKDAYS) is not None:
        pass
    alone = scan.done() or scan.char().isspace()
    return Weekday(named) if named is not None and named < _WEEKEND and scan.at > start and alone else None


def _week_apart(scan: Scan) -> int | None:
    """Read the 下周 of 下周 周五, 下周的周五."""
    weeks = scan.take(_WEEKS)
    if weeks is None or not scan.lit("周", "星期", "礼拜") or not (scan.lit("的") or scan.char().isspace()):
        return None
    scan.gap()
    return weeks


def _weeks_ahead(scan: Scan) -> int | None:
    weeks = whole_weeks(scan)
    return weeks if weeks is not None and scan.lit("后的", "之后的", "以后的") else None


def ahead(scan: Scan) -> Day | None:
    """Read 三天后, 两周之后, 三个工作日后."""
    found = length(scan)
    if found is None or found.minutes or not scan.lit("之后", "以后", "后"):
        return None
    return After(found)


def from_anchor(scan: Scan) -> Day | None:
    """Read 次日, 前一天, 提前两天, 活动前一天, 三天前, 当天."""
    scan.lit("活动", "会议")
    days = scan.take(_NEXT_DAY)
    if days is not None:
        return FromAnchor(Length(days=days))
    if scan.lit("头一天", "前夕"):
        return FromAnchor(Length(days=1), back=True)
    led = scan.lit("前", "提前", "开始前")
    found = length(scan)
    if found is None or found.minutes or not (led or scan.lit("之前", "以前", "前")):
        return None
    return FromAnchor(found, back=True)


def nth_workday(scan: Scan) -> int | None:
    """Read 第一个工作日, 首个工作日, 最后一个工作日 (-1)."""
    scan.lit("的")
    if scan.lit("首个工作日"):
        return 1
    if scan.lit("最后一个工作日"):
        return -1
    told = number(scan) if scan.lit("第") else None
    return told.value if told and 0 < told.value < 32 and scan.lit("个工作日") else None


def around_holiday(scan: Scan) -> Day | None:
    """Read 节后第一个工作日, 节前最后一个工作日."""
    if not scan.lit("节", "假期", "放假"):
        return None
    after = scan.lit("后")
    nth = nth_workday(scan) if after or scan.lit("前") else None
    return AroundHoliday(nth) if nth and after == (nth > 0) else None


RULES = (relative, weekday, ahead, from_anchor, around_holiday)
