"""When digests are due, whatever the clocks and the coordinator do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.people import Partnership, PartnershipKind
from bot.rules.digest import begins, dues, following_due, monday

BEIJING, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def a_pair(
    zone: ZoneInfo = BEIJING, weekday: int = 4, at: time = time(17), since: datetime | None = None
) -> Partnership:
    return Partnership(
        id=1, kind=PartnershipKind.PAIR, name="红色对子", zone=zone.key, language="zh", quiet_from=time(22),
        quiet_to=time(7), daily_cap=4, digest_weekday=weekday, digest_at=at, created_at=SOME_DAY, rhythm_since=since,
    )  # fmt: skip


def local(text: str, zone: ZoneInfo = BEIJING) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("2026-11-23 09:00", "2026-11-20 17:00", "2026-11-27 17:00"),
        ("2026-11-27 16:59", "2026-11-20 17:00", "2026-11-27 17:00"),
        ("2026-11-27 17:00", "2026-11-27 17:00", "2026-12-04 17:00"),
        ("2026-11-29 23:00", "2026-11-27 17:00", "2026-12-04 17:00"),
    ],
)
def test_the_digest_is_due_on_its_day_and_hour(now: str, last: str, following: str) -> None:
    assert dues(a_pair(), local(now))[-1] == local(last)
    assert following_due(a_pair(), local(now)) == local(following)


def test_after_three_weeks_of_silence_three_digests_were_due() -> None:
    assert dues(a_pair(), local("2026-11-27 18:00"), most=3) == (
        local("2026-11-13 17:00"),
        local("2026-11-20 17:00"),
        local("2026-11-27 17:00"),
    )


def test_what_was_due_before_the_rhythm_changed_is_not_made_up_for() -> None:
    changed = a_pair(weekday=0, since=local("2026-11-25 10:00"))
    assert dues(changed, local("2026-11-27 18:00")) == ()
    assert following_due(changed, local("2026-11-27 18:00")) == local("2026-11-30 17:00")


def test_the_hour_stays_the_same_through_both_changes_of_summer_time() -> None:
    pair = a_pair(NEW_YORK)
    assert [d.astimezone(NEW_YORK).hour for d in dues(pair, local("2026-11-20 17:00", NEW_YORK))] == [17] * 6
    twice = a_pair(NEW_YORK, weekday=6, at=time(1, 30))
    assert following_due(twice, local("2026-10-31 12:00", NEW_YORK)) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert following_due(twice, datetime(2026, 11, 1, 5, 30, tzinfo=UTC)) == local("2026-11-08 01:30", NEW_YORK)
    skipped = a_pair(NEW_YORK, weekday=6, at=time(2, 30))
    assert following_due(skipped, local("2026-03-07 12:00", NEW_YORK)) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_stretch_begins_where_the_last_one_ended_but_four_weeks_back_at_most() -> None:
    due = local("2026-11-27 17:00")
    assert begins(due, local("2026-11-20 17:00")) == local("2026-11-20 17:00")
    assert begins(due, local("2026-08-07 17:00")) == due - timedelta(weeks=4)


def test_a_week_is_known_by_its_local_monday() -> None:
    sunday_night = datetime(2026, 11, 29, 15, 59, tzinfo=UTC)
    assert monday(sunday_night, BEIJING) == date(2026, 11, 23)
    assert monday(sunday_night + timedelta(minutes=1), BEIJING) == date(2026, 11, 30)


@given(
    now=st.datetimes(datetime(2026, 3, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    weekday=st.integers(0, 6),
    at=st.times(),
    zone=st.sampled_from((BEIJING, NEW_YORK, ZoneInfo("Australia/Lord_Howe"))),
)
def test_digests_are_due_once_in_every_iso_week(now: datetime, weekday: int, at: time, zone: ZoneInfo) -> None:
    pair = a_pair(zone, weekday, at)
    found = [*dues(pair, now), following_due(pair, now)]
    weeks = [monday(due, zone) for due in found]
    assert weeks == [weeks[0] + timedelta(weeks=n) for n in range(len(weeks))]
    assert found[-2] <= now < found[-1]
