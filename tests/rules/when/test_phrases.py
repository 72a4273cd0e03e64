from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rules.when import AmbiguousTime, ImpossibleTime, Reading, TimePast, WhenRefusal, read
from tests.rules.when.phrases import Row, Table, dates, english, festivals, hours, lines, weekdays, zones

TABLES: tuple[Table, ...] = tuple(
    table for topic in (weekdays, dates, hours, festivals, english, lines, zones) for table in topic.TABLES
)
ROWS = [(table, row) for table in TABLES for row in table.rows]


def _moment(moment: datetime, *, whole_day: bool) -> str:
    return f"{moment:%Y-%m-%d}" if whole_day else f"{moment:%Y-%m-%d %H:%M}"


def _told(reading: Reading) -> str:
    start = _moment(reading.start, whole_day=not reading.has_time)
    if reading.end is None:
        return start
    if reading.has_time and reading.end.date() == reading.start.date():
        return f"{start} / {reading.end:%H:%M}"
    return f"{start} / {_moment(reading.end, whole_day=not reading.has_time)}"


def outcome(text: str, table: Table) -> tuple[str, str | None]:
    """Read `text` and write the outcome down in the language of the tables."""
    zone = ZoneInfo(table.zone)
    try:
        reading = read(text, now=datetime.fromisoformat(table.now).replace(tzinfo=zone), zone=zone)
    except TimePast as past:
        return " ".join(["TimePast", *(_told(choice) for choice in past.readings)]), None
    except AmbiguousTime as ambiguous:
        return f"AmbiguousTime {', '.join(_told(choice) for choice in ambiguous.readings)}", None
    except ImpossibleTime as impossible:
        return f"ImpossibleTime {impossible.reason} {impossible.limit or ''}".strip(), None
    except WhenRefusal as refusal:
        return type(refusal).__name__, None
    return _told(reading), reading.rest


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[f"{table.now} {row[0]}" for table, row in ROWS])
def test_what_people_type_is_read_as_they_mean_it(table: Table, row: Row) -> None:
    told, rest = outcome(row[0], table)
    assert told == row[1]
    if rest is not None:
        assert rest == (row[2] if len(row) == 3 else "")


def test_the_tables_hold_no_row_twice() -> None:
    assert len({(table.now, table.zone, row[0]) for table, row in ROWS}) == len(ROWS)
