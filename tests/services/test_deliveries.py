"""Reading the ledger: the lists and counts offer exactly what the rules allow."""

import itertools
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.models.deliveries import Delivery, State
from bot.models.events import Event
from bot.models.people import Group, Member, Standing
from bot.rules import deliveries as rules
from bot.rules.deliveries import Plight
from bot.rules.people import NotAllowed
from bot.rules.reach import Reach
from bot.services import accounts, deliveries
from tests.announced import FRIDAY
from tests.plans import steps_over
from tests.scene import Scene
from tests.stuck import fail
from tests.world import MONDAY

DAY = timedelta(days=1)


def chen(pair: Scene, ledger: Session) -> Member:
    return ledger.get_one(Member, pair.ids["陈联络"])


def listed(pair: Scene) -> list[int]:
    """Return the ids of what the coordinator is shown."""
    now = pair.world.clock.now()

    def read(ledger: Session) -> list[int]:
        items = deliveries.needing_a_person(ledger, chen(pair, ledger), now, start=0, most=1000)
        assert deliveries.overview(ledger, now).counts.need_a_person == len(items)
        assert all(item.again for item in items)
        return [item.delivery.id or 0 for item in items]

    return pair.world.do(read)


def test_what_is_listed_is_what_the_rules_let_a_person_send_again(pair: Scene) -> None:
    coming, been = pair.event("学党史", FRIDAY), pair.event("党课", MONDAY - DAY)
    ids = []
    for number, (state, event, what, error, age) in enumerate(
        itertools.product(
            State,
            (None, coming, been),
            ("invitation", "attendance", "digest"),
            ("too late", "too late: 429", "cap", "no address"),
            (timedelta(0), rules.KEEPS - DAY, rules.KEEPS),
        )
    ):
        if state in {State.PLANNED, State.ATTEMPTING} and number % 7:
            continue
        at = MONDAY - age
        whose = {"group_id": pair.group, "member_id": None} if what == "digest" else {}
        ids.append(
            fail(
                pair,
                "梅老师",
                event,
                state,
                key=f"k{number}",
                what=what,
                error=error,
                planned_at=at,
                due_at=at,
                **whose,
            )
        )

    def allowed(ledger: Session) -> list[int]:
        events = {event.id: event for event in ledger.exec(select(Event))}
        rows = [ledger.get_one(Delivery, one) for one in ids]
        return [r.id or 0 for r in rows if rules.may_send_again(r, events.get(r.event_id), MONDAY)]

    found = listed(pair)
    assert sorted(found) == sorted(pair.world.do(allowed))
    assert 30 < len(found) < len(ids) / 2


def test_doubts_come_first_and_groups_before_people(pair: Scene) -> None:
    failed, private = fail(pair, "梅老师"), fail(pair, "兰婶", state=State.UNKNOWN)
    group = fail(pair, "兰婶", state=State.UNKNOWN, key="g", member_id=None, group_id=pair.group)
    assert listed(pair) == [group, private, failed]


@pytest.mark.parametrize("why", ["closed account", "left", "closed group"])
def test_what_cannot_be_sent_to_anybody_is_not_a_matter_of_sending_again(pair: Scene, why: str) -> None:
    fail(pair, "兰婶")
    fail(pair, "兰婶", key="g", member_id=None, group_id=pair.group)
    assert len(listed(pair)) == 2

    def change(ledger: Session) -> None:
        if why == "closed account":
            accounts.close(ledger, "web", pair.lan.user, MONDAY)
        elif why == "left":
            ledger.get_one(Member, pair.ids["兰婶"]).standing = Standing.LEFT
        else:
            ledger.get_one(Group, pair.group).closed_at = MONDAY

    pair.world.do(change)
    assert len(listed(pair)) == 1


def test_the_last_word_to_somebody_who_left_can_be_sent_again(pair: Scene) -> None:
    fail(pair, "兰婶", what="removed")
    pair.world.do(lambda ledger: setattr(ledger.get_one(Member, pair.ids["兰婶"]), "standing", Standing.LEFT))
    assert len(listed(pair)) == 1


def test_what_waits_is_counted_by_how_it_stands_and_what_it_is(pair: Scene) -> None:
    minute = timedelta(minutes=1)
    fail(pair, "梅老师", state=State.PLANNED, key="1", due_at=MONDAY + DAY)
    fail(pair, "梅老师", state=State.PLANNED, key="2", due_at=MONDAY - 5 * minute)
    fail(pair, "梅老师", state=State.PLANNED, key="3", due_at=MONDAY - 3 * minute, what="reminder")
    fail(pair, "兰婶", state=State.PLANNED, key="4", due_at=MONDAY - 9 * minute, retry_at=MONDAY + minute)

    def read(ledger: Session) -> None:
        seen = deliveries.overview(ledger, MONDAY)
        assert seen.kinds == {
            (Plight.QUEUED, "invitation"): 1,
            (Plight.LATE, "invitation"): 1,
            (Plight.LATE, "reminder"): 1,
            (Plight.HELD, "invitation"): 1,
        }
        assert seen.lag == 9 * minute
        late = deliveries.on_the_way(ledger, chen(pair, ledger), MONDAY, most=9)
        assert [item.delivery.key for item in late] == ["4", "2", "3"]

    pair.world.do(read)


def test_who_is_out_of_reach_is_named_by_branch_with_why(pair: Scene) -> None:
    def lose(ledger: Session) -> None:
        accounts.close(ledger, "web", pair.lan.user, MONDAY)
        ledger.add(Member(name="老张", branch_id=pair.village, joined_at=MONDAY))
        ledger.add(Member(name="新人", joined_at=MONDAY))

    pair.world.do(lose)

    def read(ledger: Session) -> None:
        assert deliveries.overview(ledger, MONDAY).unreachable == 3
        nobody, village = deliveries.out_of_reach(ledger, chen(pair, ledger))
        assert (nobody.branch, nobody.people) == (None, [("新人", Reach.NOT_YET)])
        assert (village.count, village.people) == (2, [("兰婶", Reach.LOST), ("老张", Reach.NOT_YET)])

    pair.world.do(read)


def test_only_coordinators_may_read(pair: Scene) -> None:
    def read(ledger: Session) -> None:
        by = ledger.get_one(Member, pair.ids["李书记"])
        for ask in (
            lambda: deliveries.needing_a_person(ledger, by, MONDAY, start=0, most=1),
            lambda: deliveries.on_the_way(ledger, by, MONDAY, most=1),
            lambda: deliveries.out_of_reach(ledger, by),
        ):
            with pytest.raises(NotAllowed):
                ask()

    pair.world.do(read)


def test_messages_of_past_years_are_not_looked_at(pair: Scene) -> None:
    def read(ledger: Session) -> None:
        deliveries.desk(ledger, chen(pair, ledger), MONDAY, 0, 5)
        deliveries.lately(ledger, MONDAY)

    steps = steps_over(pair.world, "delivery", read)
    assert len(steps) == 5
    assert [step for step in steps if "USING INDEX ix_delivery_due (state=?" not in step] == []
