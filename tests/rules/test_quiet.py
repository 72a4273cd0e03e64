from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.quiet import next_allowed

BEIJING, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("at", "quiet_from", "quiet_to", "allowed"),
    [
        # over midnight
        ("2026-11-27 21:59", time(22), time(7), "2026-11-27 21:59"),
        ("2026-11-27 22:00", time(22), time(7), "2026-11-28 07:00"),
        ("2026-11-28 00:00", time(22), time(7), "2026-11-28 07:00"),
        ("2026-11-28 06:59", time(22), time(7), "2026-11-28 07:00"),
        ("2026-11-28 07:00", time(22), time(7), "2026-11-28 07:00"),
        # within one day: a rest at noon
        ("2026-11-28 12:30", time(12), time(14), "2026-11-28 14:00"),
        ("2026-11-28 14:00", time(12), time(14), "2026-11-28 14:00"),
        ("2026-11-28 11:59", time(12), time(14), "2026-11-28 11:59"),
        # until midnight exactly
        ("2026-12-31 23:30", time(22), time(0), "2027-01-01 00:00"),
        # equal ends: none
        ("2026-11-28 03:00", time(7), time(7), "2026-11-28 03:00"),
    ],
)
def test_quiet_hours_move_a_message_to_their_end(at: str, quiet_from: time, quiet_to: time, allowed: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=BEIJING)
    found = next_allowed(moment, quiet_from, quiet_to, BEIJING)
    assert found == datetime.fromisoformat(allowed).replace(tzinfo=BEIJING)
    assert found.tzinfo is UTC


def test_quiet_hours_follow_the_wall_clock_through_both_changes_of_summer_time() -> None:
    spring = datetime(2026, 3, 7, 23, 0, tzinfo=NEW_YORK)
    assert next_allowed(spring, time(22), time(7), NEW_YORK) == datetime(2026, 3, 8, 11, 0, tzinfo=UTC)
    autumn = datetime(2026, 10, 31, 23, 0, tzinfo=NEW_YORK)
    assert next_allowed(autumn, time(22), time(7), NEW_YORK) == datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def test_an_end_that_comes_twice_counts_the_second_time_and_one_that_is_skipped_counts_after_the_gap() -> None:
    twice = datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    assert next_allowed(twice, time(22), time(1, 30), NEW_YORK) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    skipped = datetime(2026, 3, 8, 1, 0, tzinfo=NEW_YORK)
    assert next_allowed(skipped, time(22), time(2, 30), NEW_YORK) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    quiet_from=st.times(),
    quiet_to=st.times(),
    zone=st.sampled_from((BEIJING, NEW_YORK, ZoneInfo("Australia/Lord_Howe"))),
)
def test_what_is_allowed_is_never_earlier_never_over_a_day_later_and_stays_allowed(
    at: datetime, quiet_from: time, quiet_to: time, zone: ZoneInfo
) -> None:
    found = next_allowed(at, quiet_from, quiet_to, zone)
    assert at <= found <= at + timedelta(hours=25)
    assert next_allowed(found, quiet_from, quiet_to, zone) == found
