"""Who is told of an event when, and what a newcomer gets."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, State
from bot.models.events import Event, Kind
from bot.models.people import Category, Member, Standing
from bot.services import accounts, announcing, outbox
from tests.scene import Scene
from tests.world import BEIJING


def invite(pair: Scene, name: str) -> int:
    """Let somebody who has just joined have the cards of what is open."""

    def unit(ledger: Session) -> int:
        return announcing.invite_newcomer(ledger, ledger.get_one(Member, pair.ids[name]), pair.world.clock.now())

    planned = pair.world.do(unit)
    pair.world.settle()
    return planned


def test_a_newcomer_gets_the_cards_of_what_is_open_once(pair: Scene) -> None:
    now = pair.world.clock.now()
    pair.event("学党史", now + timedelta(days=3))
    pair.event("支部大会", now + timedelta(days=4), kind=Kind.GENERAL_MEETING)
    pair.event("上周的", now - timedelta(days=4))
    full = pair.join("新同志", pair.office)
    guest = pair.join("小赵", pair.office, Category.ACTIVIST)
    assert (invite(pair, "新同志"), invite(pair, "小赵")) == (2, 1)
    assert [heard.text.splitlines()[0] for heard in full.thread()] == ["📌 学党史", "📌 支部大会"]
    guest.hears("学党史")
    assert invite(pair, "新同志") == 0
    assert len(full.thread()) == 2


def test_who_waits_or_can_not_be_reached_gets_none(pair: Scene) -> None:
    pair.event("学党史", pair.world.clock.now() + timedelta(days=3))

    def wait(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).standing = Standing.WAITING
        accounts.close(ledger, "web", pair.lan.user, pair.world.clock.now())

    pair.world.do(wait)
    assert (invite(pair, "梅老师"), invite(pair, "兰婶")) == (0, 0)


def test_a_card_that_failed_before_is_sent_when_they_are_back(pair: Scene) -> None:
    event_id = pair.event("学党史", pair.world.clock.now() + timedelta(days=3))

    def fail(ledger: Session) -> None:
        event = ledger.get_one(Event, event_id)
        announcing.announce(ledger, event, pair.world.clock.now())
        for row in ledger.exec(select(Delivery)):
            row.state, row.attempts = State.FAILED, 1

    pair.world.do(fail)
    assert invite(pair, "梅老师") == 1
    pair.mei.hears("学党史")


def test_each_is_told_outside_their_own_quiet_hours(pair: Scene) -> None:
    def unit(ledger: Session) -> announcing.Told:
        mei = ledger.get_one(Member, pair.ids["梅老师"])
        mei.quiet_from, mei.quiet_to = time(9), time(12)
        accounts.close(ledger, "web", pair.lan.user, pair.world.clock.now())
        return announcing.announce(ledger, ledger.get_one(Event, event_id), pair.world.clock.now())

    event_id = pair.event("学党史", pair.world.clock.now() + timedelta(days=3))
    assert pair.world.do(unit) == announcing.Told(reached=4, unreachable=1)
    pair.world.settle()
    pair.wang.hears("学党史")
    assert not pair.mei.thread()
    pair.world.pass_to(datetime(2026, 11, 23, 12, tzinfo=BEIJING))
    pair.mei.hears("学党史")


def test_announcing_twice_plans_every_card_once_and_leaves_those_there_are(pair: Scene) -> None:
    now = pair.world.clock.now()
    event_id = pair.event("学党史", now + timedelta(days=3))

    def announce(ledger: Session) -> int:
        announcing.announce(ledger, ledger.get_one(Event, event_id), pair.world.clock.now())
        return len(ledger.exec(select(Delivery)).all())

    planned = pair.world.do(announce)
    pair.world.clock.advance(minutes=1)
    assert planned == pair.world.do(announce) > 0
    assert {row.due_at for row in pair.world.do(lambda ledger: ledger.exec(select(Delivery)).all())} == {now}


def test_many_planned_at_once_are_as_if_each_had_been_planned_by_itself(pair: Scene) -> None:
    now = pair.world.clock.now()
    members = [pair.ids["梅老师"], pair.ids["兰婶"]]
    said: list[dict[str, Any]] = [
        {"key": f"k{member}", "what": "changed", "now": now, "member_id": member, "was": {"place": f"礼堂{member}"}}
        for member in members
    ]

    def plan(ledger: Session) -> list[object]:
        one = outbox.plan(ledger, **said[0])
        all_ = outbox.plan_all(ledger, [outbox.row(**each) for each in said])
        rows = ledger.exec(select(Delivery).order_by(col(Delivery.id)))
        return [one, all_, *((row.key, row.member_id, row.facts, row.state, row.due_at) for row in rows)]

    assert pair.world.do(plan) == [
        True, 1, *((f"k{m}", m, {"was": {"place": f"礼堂{m}"}}, State.PLANNED, now) for m in members),
    ]  # fmt: skip
