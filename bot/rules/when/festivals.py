"""The days that have a name: state holidays, party and memorial dates, the festivals of the lunar calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.rules.when import lunar
from bot.rules.when.scan import Words

Festival = Callable[[int], date | None]


def _on(month: int, day: int) -> Festival:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> Festival:
    return lambda year: lunar.date_of(year, month, day)


def _laba(year: int) -> date | None:
    return lunar.date_of(year - 1, 12, 8) if year else None


def _new_years_eve(year: int) -> date | None:
    first = lunar.date_of(year, 1, 1)
    return first - timedelta(days=1) if first else None


def _solar_term(month: int, offset: float, misses: dict[int, int]) -> Festival:
    """Return the formula for a solar term in this century; `misses` are the years it is off by."""

    def in_year(year: int) -> date | None:
        after = year - 2000
        if not 0 <= after < 100:
            return None
        return date(year, month, int(after * 0.2422 + offset) - after // 4 + misses.get(year, 0))

    return in_year


NAMED_BY_NUMBER = Words(
    {
        "三八": _on(3, 8),
        "五一": _on(5, 1),
        "五四": _on(5, 4),
        "六一": _on(6, 1),
        "七一": _on(7, 1),
        "七七": _on(7, 7),
        "八一": _on(8, 1),
        "九一八": _on(9, 18),
        "十一": _on(10, 1),
        "一二九": _on(12, 9),
    }
)

NAMED = Words(
    {
        "元旦|元旦节|new year's day": _on(1, 1),
        "三八节|妇女节|三八妇女节|国际妇女节|三八国际妇女节|women's day|international women's day": _on(3, 8),
        "学雷锋日|学雷锋纪念日|雷锋日|lei feng day": _on(3, 5),
        "植树节|tree planting day|arbor day|arbour day": _on(3, 12),
        "全民国家安全教育日|国家安全教育日|national security education day": _on(4, 15),
        "清明|清明节|qingming|qingming festival|tomb-sweeping day|tomb sweeping day": _solar_term(4, 4.81, {}),
        "劳动节|五一节|五一劳动节|国际劳动节|五一国际劳动节|labour day|labor day|may day": _on(5, 1),
        "青年节|五四青年节|youth day": _on(5, 4),
        "儿童节|六一节|六一儿童节|国际儿童节|children's day": _on(6, 1),
        "建党节|七一建党节|建党纪念日|党的生日|party founding day|party day|the party's birthday": _on(7, 1),
        "建军节|八一建军节|八一节|army day": _on(8, 1),
        "抗战胜利纪念日|抗日战争胜利纪念日|victory day": _on(9, 3),
        "教师节|teachers' day|teacher's day": _on(9, 10),
        "烈士纪念日|martyrs' day": _on(9, 30),
        "国庆|国庆节|十一国庆|十一国庆节|national day": _on(10, 1),
        "宪法日|国家宪法日|constitution day": _on(12, 4),
        "国家公祭日|公祭日|national memorial day": _on(12, 13),
        "冬至|winter solstice": _solar_term(12, 21.94, {2021: -1}),
        "春节|大年初一|spring festival|chinese new year|lunar new year": _lunar(1, 1),
        "元宵|元宵节|lantern festival": _lunar(1, 15),
        "端午|端午节|dragon boat festival": _lunar(5, 5),
        "七夕|七夕节": _lunar(7, 7),
        "中秋|中秋节|mid-autumn|mid-autumn festival|mid autumn festival": _lunar(8, 15),
        "重阳|重阳节|double ninth|double ninth festival": _lunar(9, 9),
        "腊八|腊八节|laba festival": _laba,
        "除夕|除夕夜|大年三十|年三十|chinese new year's eve|lunar new year's eve": _new_years_eve,
    }
)
