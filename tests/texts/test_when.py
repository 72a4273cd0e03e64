"""What people hear when a time was not read."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.chat import Reader
from bot.rules.when import AmbiguousClock, AmbiguousTime, Flaw, ImpossibleTime, TimePast, WhenRefusal, read
from bot.texts.refusals import why
from bot.texts.sentences import say

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY_EVENING = datetime(2026, 11, 21, 19, tzinfo=SHANGHAI)


def _hears(text: str, language: str = "zh") -> str:
    with pytest.raises(WhenRefusal) as refused:
        read(text, now=SATURDAY_EVENING, zone=SHANGHAI)
    return say(why(refused.value), Reader(language, SHANGHAI, SATURDAY_EVENING))


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("学党史", "没看懂“学党史”里的时间。例：下周五下午3点"),
        ("周五 25:00 学党史", "没看懂“周五 25:00”：一天到 24:00 为止。例：周五 15:00"),
        ("2月30日 9点", "没有“2月30日 9点”这一天：那个月有 28 天。"),
        ("周六 9:00", "“周六 9:00”已经过去，是指 11月28日 周六 09:00 吗？"),
        ("这周五", "“这周五”已经过去，是指 11月27日 周五 吗？"),
        ("昨天 9:00", "“昨天 9:00”已经过去，请写一个以后的时间。"),
        ("周五5点", "“周五5点”是指哪一个：11月27日 周五 17:00、11月27日 周五 05:00？"),
        ("下周末", "“下周末”是指哪一个：11月28日 周六、11月29日 周日？"),
        ("每周五15:00", "“每周五15:00”是重复的时间，请写其中一次。例：下周五 15:00"),
        ("周五15:00-14:00", "“周五15:00-14:00”的结束不晚于开始。例：15:00-16:30"),
    ],
)
def test_a_time_that_was_not_read_is_answered_with_what_to_do_next(text: str, zh: str) -> None:
    assert _hears(text) == zh


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("study", "No time found in “study”. Example: next Friday 3pm"),
        ("Sat 9am", "“Sat 9am” has passed. Do you mean Sat 28 Nov 09:00?"),
        ("yesterday 9am", "“yesterday 9am” has passed; please give a time to come."),
        ("Fri 25:00", "“Fri 25:00” cannot be: a day ends at 24:00. Example: Fri 15:00"),
    ],
)
def test_the_same_is_said_in_english(text: str, en: str) -> None:
    assert _hears(text, "en") == en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_has_its_own_words(language: str) -> None:
    reader = Reader(language, SHANGHAI, SATURDAY_EVENING)
    said = {say(why(ImpossibleTime("周五", flaw, 5, 4)), reader) for flaw in Flaw}
    assert len(said) == len(Flaw)
    assert all("周五" in words for words in said)
    clock = say(why(AmbiguousClock("5点", "17:00", "05:00")), reader)
    assert "17:00" in clock
    assert "05:00" in clock


def test_a_button_can_take_the_offered_time_with_its_title() -> None:
    with pytest.raises(TimePast) as past:
        read("周六 9:00-10:00 学党史", now=SATURDAY_EVENING, zone=SHANGHAI)
    offered = past.value.readings[0]
    assert (offered.start, offered.rest) == (past.value.suggestion, "学党史")
    assert offered.end == datetime(2026, 11, 28, 10, tzinfo=SHANGHAI)
    with pytest.raises(AmbiguousTime) as asked:
        read("周五3点到4点 学党史", now=SATURDAY_EVENING, zone=SHANGHAI)
    assert [choice.start for choice in asked.value.readings] == list(asked.value.candidates)
    assert {choice.rest for choice in asked.value.readings} == {"学党史"}
