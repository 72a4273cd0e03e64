"""What is taken off the ledger: to whoever can be written to, and past whatever nobody can read."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import literal_column
from sqlmodel import Session, col, select, update

from bot.chat import Address, Sender
from bot.models.deliveries import Delivery, State
from bot.models.people import Account, Member
from bot.services import accounts, deliveries, doubts, posting, unreachable
from bot.services.due import Post, Recipient, due
from bot.services.posting import Parcel
from bot.store.engine import driver_of
from tests.announced import FRIDAY
from tests.scene import Scene
from tests.stuck import fail, row
from tests.world import MONDAY

HOUR = timedelta(hours=1)


class Office:
    """A courier's view of the ledger, one take at a time; whom it has taken something for is being written to."""

    def __init__(self, pair: Scene, *known: str) -> None:
        self.pair, self.known = pair, known
        self.left: list[int] = []
        self.busy: set[Recipient] = set()

    def take(self, *ready: str) -> Parcel | Delivery | None:
        """Take the next delivery while these channels can take a message."""
        post = Post(ready, self.known, self.busy, self.pair.world.app.house, lambda _: True)
        found = self.pair.world.do(lambda ledger: posting.take(ledger, post, self.pair.world.clock.now()))
        self.left = sorted(member for member, _ in post.resting - self.busy if member is not None)
        if isinstance(found, Parcel):
            self.busy.add(found.recipient)
        return found

    def to(self, *ready: str) -> Address | None:
        """Return where the next delivery goes."""
        found = self.take(*ready)
        return found.to if isinstance(found, Parcel) else None


def planned(pair: Scene, name: str) -> int:
    """Plan a card of an event on Friday, due now."""
    event = pair.event(f"和{name}谈心", FRIDAY)
    return fail(pair, name, event, State.PLANNED, attempts=0, error="", done_at=None, too_late_at=FRIDAY, key=name)


def is_on_telegram(pair: Scene, name: str, used: timedelta) -> str:
    """Give somebody a second account, used so long after they last used the web; return its chat."""
    chat, at = f"t-{name}", pair.world.clock.now() + used

    def link(ledger: Session) -> None:
        accounts.link(ledger, ledger.get_one(Member, pair.ids[name]), Sender("telegram", name), chat, at)

    pair.world.do(link)
    return chat


def is_only_on_telegram(pair: Scene, name: str) -> str:
    """Let somebody be reached nowhere else."""
    chat = is_on_telegram(pair, name, HOUR)
    mine = select(Account).where(Account.member_id == pair.ids[name])

    def leave(ledger: Session) -> None:
        for account in ledger.exec(mine.where(Account.channel == "web")):
            account.closed_at = MONDAY

    pair.world.do(leave)
    return chat


def test_the_account_used_last_is_written_to(pair: Scene) -> None:
    chat = is_on_telegram(pair, "梅老师", HOUR)
    planned(pair, "梅老师")
    assert Office(pair, "telegram", "web").to("telegram", "web") == Address("telegram", chat)


def test_an_account_on_a_channel_that_is_not_set_up_gives_way_to_another(pair: Scene) -> None:
    is_on_telegram(pair, "梅老师", HOUR)
    planned(pair, "梅老师")
    assert Office(pair, "web").to("web") == Address("web", pair.mei.user)


def test_what_goes_over_a_channel_that_is_not_set_up_waits_for_it(pair: Scene) -> None:
    chat = is_only_on_telegram(pair, "梅老师")
    first = planned(pair, "梅老师")
    planned(pair, "兰婶")
    office = Office(pair, "web")
    assert office.to("web") == Address("web", pair.lan.user)
    assert office.take("web") is None
    assert row(pair, first).state is State.PLANNED
    assert Office(pair, "telegram", "web").to("telegram", "web") == Address("telegram", chat)


def test_what_waited_for_a_channel_until_it_was_too_late_is_missed(pair: Scene) -> None:
    is_only_on_telegram(pair, "梅老师")
    first = planned(pair, "梅老师")
    pair.world.clock.set(FRIDAY)
    office = Office(pair, "web")
    while office.take("web"):
        pass
    assert row(pair, first).state is State.MISSED


def test_a_group_on_a_channel_that_is_not_set_up_waits_for_it(pair: Scene) -> None:
    board = planned(pair, "梅老师")

    def to_the_group(ledger: Session) -> None:
        delivery = ledger.get_one(Delivery, board)
        delivery.member_id, delivery.group_id, delivery.what = None, pair.group, "board"

    pair.world.do(to_the_group)
    assert Office(pair, "telegram").take("telegram") is None
    assert row(pair, board).state is State.PLANNED
    assert Office(pair, "web").to("web") is not None


def test_whoever_has_no_address_at_all_is_not_waited_for(pair: Scene) -> None:
    first = planned(pair, "梅老师")
    pair.world.do(lambda ledger: accounts.close(ledger, "web", pair.mei.user, MONDAY))
    assert isinstance(Office(pair, "telegram", "web").take("telegram"), Delivery)
    assert (row(pair, first).state, row(pair, first).error) == (State.FAILED, "no address")


@pytest.mark.parametrize("known", [("telegram", "web"), ("web",)])
def test_a_message_that_stands_elsewhere_keeps_nobody_waiting(pair: Scene, known: tuple[str, ...]) -> None:
    old = fail(pair, "梅老师", state=State.SENT, channel="telegram", chat="t", message="1", key="old")
    edit = fail(pair, "梅老师", state=State.PLANNED, edits_id=old, lane="interactive", key="edit", too_late_at=FRIDAY)
    planned(pair, "梅老师")
    assert Office(pair, *known).to("web") == Address("web", pair.mei.user)
    assert row(pair, edit).state is State.PLANNED


def test_while_a_channel_rests_those_it_is_the_nearest_to_are_not_looked_at_one_by_one(pair: Scene) -> None:
    names = ("梅老师", "李书记", "王书记", "陈联络")
    for name in names:
        is_on_telegram(pair, name, HOUR)
        planned(pair, name)
    planned(pair, "兰婶")
    office = Office(pair, "telegram", "web")
    assert office.to("web") == Address("web", pair.lan.user)
    assert len(office.left) == 1


def spoil(pair: Scene, delivery: int, value: str, column: str = "facts") -> None:
    """Write into the file what no part of the house writes."""
    change = update(Delivery).where(col(Delivery.id) == delivery)
    pair.world.do(lambda ledger: ledger.execute(change.values({column: literal_column(f"'{value}'")})))


@pytest.mark.parametrize("facts", ["{", "[1]", "null", ""])
def test_a_row_whose_facts_nobody_can_read_is_set_aside_and_the_others_go_on(
    pair: Scene, caplog: pytest.LogCaptureFixture, facts: str
) -> None:
    broken, whole = planned(pair, "梅老师"), planned(pair, "兰婶")
    spoil(pair, broken, facts)
    assert Office(pair, "web").to("web") == Address("web", pair.lan.user)
    assert (row(pair, broken).state, row(pair, broken).error) == (State.FAILED, "it cannot be read")
    assert row(pair, whole).state is State.PLANNED  # until its slot comes
    assert f"delivery {broken} is set aside" in caplog.text
    caplog.clear()


def test_a_row_whose_moments_nobody_can_read_is_set_aside_and_the_others_go_on(
    pair: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    broken = planned(pair, "梅老师")
    planned(pair, "兰婶")
    spoil(pair, broken, "x", "planned_at")
    assert Office(pair, "web").to("web") == Address("web", pair.lan.user)
    assert row(pair, broken).state is State.FAILED
    caplog.clear()


@pytest.mark.parametrize("state", State)
def test_a_row_nobody_can_read_stops_nobody_else_who_reads_the_ledger(pair: Scene, state: State) -> None:
    broken = planned(pair, "梅老师")
    spoil(pair, broken, "{")
    pair.world.clock.advance(minutes=2)
    now = pair.world.clock.now()
    pair.world.do(lambda ledger: setattr(ledger.get_one(Delivery, broken), "state", state))

    def read(ledger: Session) -> None:
        by = ledger.get_one(Member, pair.ids["陈联络"])
        deliveries.desk(ledger, by, now, 0, 5)
        deliveries.lately(ledger, now)
        unreachable.report_one(ledger, now)
        doubts.recover(ledger, now)

    pair.world.do(read)


def test_of_thousands_that_are_planned_only_those_due_or_held_are_looked_at(pair: Scene) -> None:
    planned(pair, "梅老师")
    post = Post(["telegram"], ["telegram", "web"], set(), pair.world.app.house, lambda _: True)
    asked: list[str] = []

    def look(ledger: Session) -> list[str]:
        driver: Any = driver_of(ledger.connection())
        driver.set_trace_callback(asked.append)
        assert list(due(ledger, post, MONDAY))
        driver.set_trace_callback(None)
        plans = [driver.execute(f"EXPLAIN QUERY PLAN {words}").fetchall() for words in asked if "SELECT" in words]
        return [step[-1] for plan in plans for step in plan if step[-1].split()[1] == "delivery"]

    steps = set(pair.world.do(look))
    assert steps == {
        "SEARCH delivery USING INDEX ix_delivery_retry_at (retry_at>? AND retry_at<?)",
        "SEARCH delivery USING INDEX ix_delivery_due (state=? AND lane=? AND due_at<?)",
    }
