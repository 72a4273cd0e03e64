"""Days of an agreement, as they are typed: long past ones too, or none."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rules.names import key
from bot.rules.when import read_day

_NONE = frozenset({"无", "没有", "不定", "长期", "none", "no", "-"})


def says_none(text: str) -> bool:
    """Say whether the words mean that there is none."""
    return key(text) in _NONE


def read_term(text: str, *, now: datetime, zone: ZoneInfo) -> date | None:
    """Read a day (2018-07-01, 2018年7月1日, 明年6月30日); 无 means none. Raises what `read_day` raises."""
    return None if says_none(text) else read_day(text, now=now, zone=zone)
