"""Places where the clocks change.

Berlin: 25 October 2026 3:00 back to 2:00, 28 March 2027 2:00 on to 3:00.
New York: 1 November 2026 2:00 back to 1:00, 14 March 2027 2:00 on to 3:00.
"""

from tests.rules.when.phrases import WEDNESDAY, Table

TABLES = (
    Table(
        "2026-10-20 10:00",
        (
            ("10月25日 02:30", "AmbiguousTime 2026-10-25 02:30, 2026-10-25 02:30"),
            ("10月25日 2:30", "AmbiguousTime 2026-10-25 14:30, 2026-10-25 02:30, 2026-10-25 02:30"),
            ("10月25日 02:30 UTC+2", "2026-10-25 02:30"),
            ("10月25日 02:30 UTC+01:00", "2026-10-25 02:30"),
            ("10月25日 01:30-03:30", "2026-10-25 01:30 / 03:30"),
            ("10月25日 01:30-02:30", "AmbiguousTime 2026-10-25 01:30 / 02:30, 2026-10-25 01:30 / 02:30"),
            ("10月25日 01:30 持续3小时", "2026-10-25 01:30 / 03:30"),
            ("Sunday 25 October 3pm", "2026-10-25 15:00"),
            ("2026-10-25T15:00+08:00", "2026-10-25 08:00"),
        ),
        zone="Europe/Berlin",
    ),
    Table(
        "2026-10-25 00:30",
        (("3小时后", "2026-10-25 02:30"), ("in 4 hours", "2026-10-25 03:30"), ("一天后 15:00", "2026-10-26 15:00")),
        zone="Europe/Berlin",
    ),
    Table(
        "2027-03-20 10:00",
        (
            ("3月28日 02:30", "ImpossibleTime clock_gap"),
            ("3月28日凌晨2点半", "ImpossibleTime clock_gap"),
            ("3月28日 01:00-02:30", "ImpossibleTime clock_gap"),
            ("3月28日 01:30 持续1小时", "2027-03-28 01:30 / 03:30"),
            ("3月27日 02:30 持续1天", "ImpossibleTime clock_gap"),
            ("3月28日 2点半", "2027-03-28 14:30"),
            ("28 March 3am", "2027-03-28 03:00"),
            ("3月28日", "2027-03-28"),
        ),
        zone="Europe/Berlin",
    ),
    Table(
        "2026-10-28 10:00",
        (
            ("Sunday 1:30am", "AmbiguousTime 2026-11-01 01:30, 2026-11-01 01:30"),
            ("Sunday 12:30am", "2026-11-01 00:30"),
            ("Sunday 3am", "2026-11-01 03:00"),
            ("周日凌晨1点半", "AmbiguousTime 2026-11-01 01:30, 2026-11-01 01:30"),
        ),
        zone="America/New_York",
    ),
    Table(WEDNESDAY, (("今晚8点", "2026-11-18 20:00"), ("明天 0:30", "2026-11-19 00:30")), zone="America/New_York"),
    Table(
        "2026-09-01 10:00", (("9月6日", "2026-09-06"), ("9月6日 0:30", "ImpossibleTime clock_gap")), "America/Santiago"
    ),
)
