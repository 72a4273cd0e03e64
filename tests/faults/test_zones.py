"""Clocks turned twice a year, and a partnership that moves to another zone."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from bot.models.deliveries import Became, Delivery, Digest, State
from bot.models.people import Member, Partnership
from bot.services import partnerships
from tests.faults.passing import BERLIN, HOUR, NEW_YORK, SHANGHAI, coming, day, digests, heard, unsettled, walk
from tests.scene import Scene, red_pair
from tests.world import MONDAY, World


@pytest.fixture
def abroad(tmp_path: Path, empty_house: Path, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """A red pair in another zone, at the moment given: `(zone, moment)`; digests on Sundays at 02:30."""
    zone, at = request.param
    world = World(tmp_path, empty_house, at=at)
    pair = red_pair(world)

    def move(ledger: Session) -> None:
        partnership = ledger.get_one(Partnership, pair.partnership)
        partnership.zone, partnership.created_at = zone.key, at - timedelta(days=30)
        partnership.digest_weekday, partnership.digest_at = 6, time(2, 30)

    world.do(move)
    yield pair
    world.close()


TURNS = [
    pytest.param((BERLIN, datetime(2026, 3, 27, 12, tzinfo=BERLIN)), date(2026, 3, 29), "01:30", id="Berlin-forward"),
    pytest.param((BERLIN, datetime(2026, 10, 23, 12, tzinfo=BERLIN)), date(2026, 10, 25), "00:30", id="Berlin-back"),
    pytest.param((NEW_YORK, datetime(2026, 3, 6, 12, tzinfo=NEW_YORK)), date(2026, 3, 8), "07:30", id="NY-forward"),
    pytest.param((NEW_YORK, datetime(2026, 10, 30, 12, tzinfo=NEW_YORK)), date(2026, 11, 1), "07:30", id="NY-back"),
]
"""The zone and where its clock stands first, the Sunday its clocks are turned, and when 02:30 comes there in UTC.

An hour that comes twice counts the first time; one that is skipped, as much later as clocks jumped.
"""


def _posted(pair: Scene) -> list[datetime]:
    rows = pair.world.do(lambda ledger: list(ledger.exec(select(Delivery).where(Delivery.what == "digest"))))
    return [row.done_at for row in rows if row.state is State.SENT and row.done_at]


@pytest.mark.parametrize(("abroad", "sunday", "utc"), TURNS, indirect=["abroad"])
def test_a_digest_in_the_hour_that_is_skipped_or_comes_twice_is_posted_once(
    abroad: Scene, sunday: date, utc: str
) -> None:
    abroad.event("学党史", datetime.combine(sunday + timedelta(days=4), time(15), UTC))
    abroad.world.pass_to(datetime.combine(sunday, time(0), UTC) - HOUR)
    walk(abroad.world, datetime.combine(sunday, time(10), UTC), timedelta(minutes=15))
    (posted,) = _posted(abroad)
    assert posted == datetime.combine(sunday, time.fromisoformat(utc), UTC)
    abroad.world.pass_to(datetime.combine(sunday + timedelta(days=7), time(12), UTC))
    assert len(_posted(abroad)) == 2, "one a week before, through and after the change"


@pytest.mark.parametrize(("abroad", "sunday", "utc"), TURNS, indirect=["abroad"])
def test_through_a_change_of_summer_time_each_reminder_comes_once_and_never_in_quiet_hours(
    abroad: Scene, sunday: date, utc: str
) -> None:
    """Rungs fall before, into and behind the hour itself; 22:00 to 07:00 is quiet by the clock on the wall."""
    world = abroad.world
    zone = ZoneInfo(world.do(lambda ledger: ledger.get_one(Partnership, abroad.partnership).zone))
    starts = {
        "傍晚的课": datetime.combine(sunday, time(18), zone),
        "一早的大集": datetime.combine(sunday, time(7, 30), zone),
        "周一的课": datetime.combine(sunday + timedelta(days=1), time(2, 30), zone),
    }
    for title, at in starts.items():
        event = abroad.event(title, at, reply_by=at - HOUR, published_at=world.clock.now() - timedelta(days=5))
        coming(abroad, event, abroad.mei)
    walk(world, datetime.combine(sunday + timedelta(days=1), time(12), zone), timedelta(minutes=30))
    rows = world.do(lambda ledger: list(ledger.exec(select(Delivery).where(Delivery.what == "reminder"))))
    told = Counter((row.member_id, row.event_id, row.key) for row in rows)
    assert set(told.values()) == {1}
    sent = [row for row in rows if row.state is State.SENT]
    assert len(sent) > 8
    assert all(7 <= row.done_at.astimezone(zone).hour < 22 for row in sent if row.done_at)
    assert heard(abroad.mei, "傍晚的课") == 2, "the day before and an hour before, by the hours that really pass"
    assert unsettled(world) == []


def test_a_zone_that_changes_in_mid_week_makes_one_digest_a_week_and_no_second_reminder(pair: Scene) -> None:
    """From Beijing to New York and on to Berlin and back, on another day every week, digests being due on Mondays."""
    world = pair.world
    chen = pair.ids["陈联络"]
    starts = day(27, "15:00")
    event = pair.event("学党史", starts)
    coming(pair, event, pair.mei)
    for week in range(1, 7):
        pair.event(f"第{week}周的课", starts + timedelta(weeks=week))

    def rhythm(ledger: Session) -> None:
        partnership = ledger.get_one(Partnership, pair.partnership)
        partnership.digest_weekday, partnership.digest_at = 0, time(2, 30)
        partnership.created_at = MONDAY - timedelta(days=30)

    world.do(rhythm)
    an_hour_before = 4 * 24 + 5
    hours = [
        (2, NEW_YORK),
        (20, BERLIN),
        (an_hour_before, BERLIN),
        (14 * 24 - 9, SHANGHAI),
        (15 * 24, NEW_YORK),
        (21 * 24 - 5, SHANGHAI),
    ]
    for after, zone in [*hours, (28 * 24, BERLIN)]:
        walk(world, MONDAY + timedelta(hours=after), 4 * HOUR)
        world.do(
            lambda ledger, zone=zone: partnerships.set_zone(  # type: ignore[misc]
                ledger, by=ledger.get_one(Member, chen), partnership_id=pair.partnership, zone=zone,
                now=world.clock.now(),
            )
        )  # fmt: skip
    walk(world, MONDAY + timedelta(days=36), 4 * HOUR)
    weeks = world.do(lambda ledger: list(ledger.exec(select(Digest).order_by(Digest.week))))  # type: ignore[arg-type]
    told = [row.week for row in weeks if row.outcome is Became.POSTED]
    assert told == [date(2026, 11, 23) + timedelta(weeks=n) for n in range(6)]
    assert digests(pair) == len(told)
    assert heard(pair.mei, "学党史") == 2
    assert heard(pair.lan, "学党史") == 2
