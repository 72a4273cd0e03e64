from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.when import Reading, read, say

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 10, tzinfo=SHANGHAI)


def _at(*when: int, zone: ZoneInfo = SHANGHAI, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=zone, fold=fold)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        (_at(2026, 11, 27, 15), _at(2026, 11, 27, 16, 30), "11月27日 周五 15:00–16:30", "Fri 27 Nov 15:00–16:30"),
        (_at(2026, 11, 28, 9), None, "11月28日 周六 09:00", "Sat 28 Nov 09:00"),
        (_at(2026, 11, 28, 5), None, "11月28日 周六 05:00", "Sat 28 Nov 05:00"),
        (_at(2027, 1, 5, 9), None, "2027年1月5日 周二 09:00", "Tue 5 Jan 2027 09:00"),
        (_at(2026, 11, 27, 22), _at(2026, 11, 28), "11月27日 周五 22:00–24:00", "Fri 27 Nov 22:00–24:00"),
        (
            _at(2026, 11, 27, 9),
            _at(2026, 11, 28, 12),
            "11月27日 周五 09:00 – 11月28日 周六 12:00",
            "Fri 27 Nov 09:00 – Sat 28 Nov 12:00",
        ),
    ],
)
def test_a_time_is_said_with_its_date_and_weekday(start: datetime, end: datetime | None, zh: str, en: str) -> None:
    assert say(start, end, language="zh", zone=SHANGHAI, now=NOW) == zh
    assert say(start, end, language="en", zone=SHANGHAI, now=NOW) == en


def test_a_time_is_said_in_the_zone_of_the_reader() -> None:
    assert say(_at(2026, 11, 27, 15), language="zh", zone=BERLIN, now=NOW) == "11月27日 周五 08:00"


def test_days_are_said_without_an_hour() -> None:
    one = read("下周五", now=NOW, zone=SHANGHAI)
    several = read("11月27日至28日", now=NOW, zone=SHANGHAI)
    assert say(one, language="zh", zone=SHANGHAI, now=NOW) == "11月27日 周五"
    assert say(several, language="zh", zone=SHANGHAI, now=NOW) == "11月27日 周五 – 11月28日 周六"
    assert say(several, language="en", zone=SHANGHAI, now=NOW) == "Fri 27 Nov – Sat 28 Nov"


def test_an_hour_the_clock_shows_twice_is_said_with_its_offset() -> None:
    now = _at(2026, 10, 20, 10, zone=BERLIN)
    first, second = (_at(2026, 10, 25, 2, 30, zone=BERLIN, fold=fold) for fold in (0, 1))
    said = [say(moment, language="zh", zone=BERLIN, now=now) for moment in (first, second)]
    assert said == ["10月25日 周日 02:30 UTC+02:00", "10月25日 周日 02:30 UTC+01:00"]
    again = [read(words, now=now, zone=BERLIN).start.utcoffset() for words in said]
    assert again == [timedelta(hours=2), timedelta(hours=1)]


def test_a_reading_says_itself() -> None:
    reading = Reading(_at(2026, 11, 27, 15), None, "学党史", "周五15:00", has_time=True)
    assert say(reading, language="zh", zone=SHANGHAI, now=NOW) == "11月27日 周五 15:00"
