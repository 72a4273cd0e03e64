"""What people type, and how it has to be read: thought out by hand, from the calendar on the wall.

A row is (text, expected) or (text, expected, rest). Expected is written

    2026-11-27 15:00                          a moment
    2026-11-27 15:00 / 16:30                  until the same day
    2026-11-27 22:00 / 2026-11-28 01:00       until another day
    2026-11-27                                only a day was said
    2026-11-27 / 2026-11-29                   whole days, up to the start of the last
    NoTime, RepeatingTime                     refused
    ImpossibleTime hour 24                    with its reason and limit
    TimePast, TimePast 2026-11-27 15:00       with what is suggested instead
    AmbiguousTime 2026-11-27 17:00, ...       with its candidates in order
"""

from dataclasses import dataclass

Row = tuple[str, str] | tuple[str, str, str]

# The calendar of these days:
#
#     November 2026            December 2026            January 2027
#     Mo Tu We Th Fr Sa Su     Mo Tu We Th Fr Sa Su     Mo Tu We Th Fr Sa Su
#                        1         1  2  3  4  5  6                  1  2  3
#      2  3  4  5  6  7  8      7  8  9 10 11 12 13      4  5  6  7  8  9 10
#      9 10 11 12 13 14 15     14 15 16 17 18 19 20     11 12 13 14 15 16 17
#     16 17 18 19 20 21 22     21 22 23 24 25 26 27     18 19 20 21 22 23 24
#     23 24 25 26 27 28 29     28 29 30 31              25 26 27 28 29 30 31
#     30
WEDNESDAY = "2026-11-18 10:00"
SATURDAY_EVENING = "2026-11-21 19:00"
SUNDAY = "2026-11-22 10:00"


@dataclass(frozen=True)
class Table:
    """Rows that are read at the same moment (local time in `zone`)."""

    now: str
    rows: tuple[Row, ...]
    zone: str = "Asia/Shanghai"
