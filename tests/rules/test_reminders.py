"""Who is owed which reminder and when: the table of bot/rules/reminders.py, case by case."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.deliveries import Rung, Seeks
from bot.models.events import Answer, Event, Kind, Rsvp
from bot.models.people import Member, Partnership, PartnershipKind
from bot.rules.founding import DEFAULT_LADDER
from bot.rules.reminders import REST, Miss, Turn, due, is_owed, sending, turns

BEIJING = ZoneInfo("Asia/Shanghai")
SILENT, COMING = Seeks.SILENT, Seeks.COMING
LADDER = [Rung(partnership_id=1, minutes_before=m, seeks=s) for m, s in DEFAULT_LADDER]


def at(text: str) -> datetime:
    """Read `27 15:00` as a moment of November 2026 in Beijing."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)


def an_event(starts: str = "27 15:00", reply_by: str = "26 18:00", revision: int = 0) -> Event:
    when = at(starts)
    return Event(
        id=1, uid="e", host_id=1, kind=Kind.STUDY, title="学党史", starts_at=when, reply_by=at(reply_by),
        made_at=when, changed_at=when, revision=revision,
    )  # fmt: skip


def a_member(joined: str = "01 09:00", quiet: tuple[time, time] | None = None) -> Member:
    quiet_from, quiet_to = quiet or (None, None)
    return Member(id=7, name="梅老师", joined_at=at(joined), quiet_from=quiet_from, quiet_to=quiet_to)


def a_pair(cap: int = 4) -> Partnership:
    return Partnership(
        id=1, kind=PartnershipKind.PAIR, name="红色对子", zone="Asia/Shanghai", language="zh", quiet_from=time(22),
        quiet_to=time(7), daily_cap=cap, digest_weekday=4, digest_at=time(17), created_at=at("01 09:00"),
    )  # fmt: skip


def an_answer(answer: Answer, revision: int = 0, waits: bool = False) -> Rsvp:
    now = at("24 09:00")
    return Rsvp(
        event_id=1, member_id=7, answer=answer, revision=revision, answered_at=now, waits_since=now if waits else None
    )


def told(event: Event, asked: str = "20 09:00") -> list[tuple[int, Seeks, datetime]]:
    return [(turn.minutes_before, turn.seeks, turn.at) for turn in turns(event, LADDER, at(asked))]


def test_the_default_ladder_speaks_two_days_one_day_and_one_hour_before() -> None:
    assert told(an_event()) == [
        (2880, SILENT, at("25 15:00")),
        (1440, COMING, at("26 15:00")),
        (1440, SILENT, at("26 15:00")),
        (60, COMING, at("27 14:00")),
    ]


@pytest.mark.parametrize(
    ("starts", "reply_by", "asked", "expected"),
    [
        # published five hours before the first rung: those asked just now are left alone
        ("27 15:00", "26 18:00", "25 10:00", [(1440, COMING), (1440, SILENT), (60, COMING)]),
        # published between the rungs
        ("27 15:00", "26 18:00", "26 16:00", [(60, COMING)]),
        # replies until Tuesday 18:00: both rungs for the silent would come after it, the nearer one is brought forward
        ("27 15:00", "24 18:00", "20 09:00", [(1440, SILENT), (1440, COMING), (60, COMING)]),
        # announced for the same day
        ("27 15:00", "27 14:00", "27 10:00", [(60, COMING)]),
        ("27 15:00", "27 14:00", "27 14:30", []),
    ],
)
def test_rungs_that_make_no_sense_have_no_turn(
    starts: str, reply_by: str, asked: str, expected: list[tuple[int, Seeks]]
) -> None:
    assert [(m, s) for m, s, _ in told(an_event(starts, reply_by), asked)] == expected


def test_a_rung_for_the_silent_never_comes_after_answers_are_closed() -> None:
    evening = told(an_event("27 20:00", "26 18:00"))
    assert (1440, SILENT, at("26 16:00")) in evening
    assert (1440, COMING, at("26 20:00")) in evening


@pytest.mark.parametrize(
    ("minutes", "seeks", "too_late"),
    [
        (2880, SILENT, "26 15:00"),  # the next rung to the silent speaks instead
        (1440, SILENT, "26 18:00"),  # answers are closed
        (1440, COMING, "27 03:00"),  # half of its time has gone
        (60, COMING, "27 15:00"),  # the start
    ],
)
def test_a_turn_is_too_late_when_it_is_of_no_use(minutes: int, seeks: Seeks, too_late: str) -> None:
    turn = next(t for t in turns(an_event(), LADDER, at("20 09:00")) if (t.minutes_before, t.seeks) == (minutes, seeks))
    assert turn.too_late_at == at(too_late)


@pytest.mark.parametrize(
    ("rsvp", "silent", "silent_last", "coming"),
    [
        (None, True, True, False),
        (an_answer(Answer.YES), False, False, True),
        (an_answer(Answer.NO), False, False, False),
        (an_answer(Answer.MAYBE), False, True, False),
        (an_answer(Answer.YES, waits=True), False, False, False),
    ],
)
def test_each_answer_is_owed_its_own_reminders(
    rsvp: Rsvp | None, silent: bool, silent_last: bool, coming: bool
) -> None:
    event = an_event()
    assert is_owed(SILENT, last=False, event=event, rsvp=rsvp) is silent
    assert is_owed(SILENT, last=True, event=event, rsvp=rsvp) is silent_last
    assert is_owed(COMING, last=True, event=event, rsvp=rsvp) is coming


def test_an_answer_to_an_older_time_counts_as_silence() -> None:
    moved = an_event(revision=1)
    assert is_owed(SILENT, last=False, event=moved, rsvp=an_answer(Answer.YES))
    assert not is_owed(COMING, last=False, event=moved, rsvp=an_answer(Answer.YES))
    assert is_owed(COMING, last=False, event=moved, rsvp=an_answer(Answer.YES, revision=1))


def test_whoever_joined_a_moment_ago_is_not_chased() -> None:
    event = an_event()
    turn = turns(event, LADDER, at("20 09:00"))[0]
    old, new = a_member(), a_member("25 10:00")
    assert due(turn, event, [(old, None), (new, None)]) == (old,)


def _turn(turn_at: str, too_late: str) -> Turn:
    return Turn(60, COMING, at(turn_at), at(too_late), True)


@pytest.mark.parametrize(
    ("turn", "now", "expected"),
    [
        (_turn("27 14:00", "27 15:00"), "27 14:00", at("27 14:00")),
        (_turn("27 14:00", "27 15:00"), "27 14:40", at("27 14:40")),
        (_turn("27 14:00", "27 15:00"), "27 15:00", Miss.LATE),
        (_turn("27 06:30", "27 07:30"), "27 06:30", at("27 07:00")),  # waits for the end of quiet hours
        (_turn("27 05:00", "27 06:00"), "27 05:00", Miss.QUIET),
        (_turn("27 06:00", "27 07:00"), "27 06:00", Miss.QUIET),
    ],
)
def test_a_reminder_is_sent_at_its_turn_after_quiet_hours_or_not_at_all(
    turn: Turn, now: str, expected: datetime | Miss
) -> None:
    assert sending(turn, a_member(), a_pair(), now=at(now), told=lambda _: 0) == expected


def test_a_members_own_quiet_hours_go_before_the_partnerships() -> None:
    turn, rester = _turn("27 13:00", "27 15:00"), a_member(quiet=(time(12), time(14)))
    assert sending(turn, rester, a_pair(), now=at("27 13:00"), told=lambda _: 0) == at("27 14:00")
    night = _turn("27 23:00", "28 00:00")
    assert sending(night, rester, a_pair(), now=at("27 23:00"), told=lambda _: 0) == at("27 23:00")


def test_the_daily_cap_is_counted_on_the_local_day_of_sending() -> None:
    turn = _turn("26 23:00", "27 12:00")
    full = {date(2026, 11, 27): 2}
    assert sending(turn, a_member(), a_pair(cap=2), now=at("26 23:00"), told=lambda d: full.get(d, 0)) is Miss.CAP
    assert sending(turn, a_member(), a_pair(cap=3), now=at("26 23:00"), told=lambda d: full.get(d, 0)) == at("27 07:00")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
ladders = st.lists(st.tuples(st.integers(5, 43_200), st.sampled_from(Seeks)), unique=True, max_size=8)


@given(starts=moments, asked=moments, closes=st.timedeltas(timedelta(0), timedelta(days=20)), rungs=ladders)
def test_turns_lie_between_asking_and_the_end_and_never_overlap(
    starts: datetime, asked: datetime, closes: timedelta, rungs: list[tuple[int, Seeks]]
) -> None:
    event = an_event()
    event.starts_at, event.reply_by = starts, starts - closes
    found = turns(event, [Rung(partnership_id=1, minutes_before=m, seeks=s) for m, s in rungs], asked)
    for seeks in Seeks:
        own = [turn for turn in found if turn.seeks is seeks]
        end = event.reply_by if seeks is SILENT else starts
        for turn, following in zip(own, [*own[1:], None], strict=False):
            assert asked <= turn.at < turn.too_late_at <= end
            assert following is None or turn.too_late_at <= following.at
            assert seeks is COMING or turn.at - asked >= REST


@given(
    starts=moments, late=st.timedeltas(timedelta(0), timedelta(days=3)), begins=st.times(), ends=st.times(),
    count=st.integers(0, 9),
)  # fmt: skip
def test_nothing_is_sent_before_its_turn_too_late_in_quiet_hours_or_over_the_cap(
    starts: datetime, late: timedelta, begins: time, ends: time, count: int
) -> None:
    event, member = an_event(), a_member(quiet=(begins, ends))
    event.starts_at, event.reply_by = starts, starts
    for turn in turns(event, LADDER, starts - timedelta(days=9)):
        found = sending(turn, member, a_pair(), now=turn.at + late, told=lambda _: count)
        if isinstance(found, datetime):
            clock = found.astimezone(BEIJING).time()
            assert turn.at <= found < turn.too_late_at
            assert count < 4
            assert begins == ends or not (begins <= clock < ends if begins < ends else not ends <= clock < begins)
