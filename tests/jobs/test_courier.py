"""The courier: what becomes of a delivery, sent or rewritten, whatever the channel says to it."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from bot.chat import (
    AddressClosed,
    ChatMoved,
    MessageGone,
    Misconfigured,
    NotSent,
    PerhapsSent,
    Rejected,
    SendFailed,
)
from bot.models.deliveries import Delivery, State
from bot.models.events import Event
from bot.models.people import Account, Group, Member, Standing
from bot.services import inviting, outbox
from jobs.courier import Courier
from jobs.slots import Pace, Slots
from tests.announced import FRIDAY, publish
from tests.channels.moody import MoodyChannel
from tests.scene import Scene


class Post:
    """A courier of its own over a moody channel, beside the house's."""

    def __init__(self, pair: Scene) -> None:
        app = pair.world.app
        self.pair = pair
        self.channel = MoodyChannel(app.web)
        self.slots = Slots({"web": Pace()})
        self.job = Courier(app.gate, pair.world.clock, {"web": self.channel}, app.house, self.slots)

    def once(self) -> bool:
        """Do one unit of work."""
        return self.pair.world.loop.run_until_complete(self.job.deliver_one())

    def invite(self, name: str = "梅老师", event_id: int | None = None) -> int:
        """Plan an invitation and return its delivery."""
        event_id = event_id or self.pair.event("学党史", FRIDAY)

        def plan(ledger: Session) -> int:
            event = ledger.get_one(Event, event_id)
            inviting.invite(ledger, event, self.pair.ids[name], self.pair.world.clock.now())
            return ledger.exec(select(Delivery.id).order_by(col(Delivery.id).desc())).first() or 0

        return self.pair.world.do(plan)

    def rewrite(self, delivery_id: int) -> int:
        """Plan to put a message together again and return the delivery that does it."""

        def plan(ledger: Session) -> int:
            assert outbox.rewrite(ledger, ledger.get_one(Delivery, delivery_id), self.pair.world.clock.now())
            return ledger.exec(select(Delivery.id).where(Delivery.edits_id == delivery_id)).all()[-1] or 0

        return self.pair.world.do(plan)

    def row(self, delivery_id: int) -> Delivery:
        """Return a delivery as it stands."""
        return self.pair.world.do(lambda ledger: ledger.get_one(Delivery, delivery_id))


@pytest.fixture
def post(pair: Scene) -> Post:
    return Post(pair)


def test_what_was_sent_keeps_where_it_stands(pair: Scene, post: Post) -> None:
    sent = post.invite()
    assert post.once()
    assert not post.once()
    row = post.row(sent)
    assert (row.state, row.channel, row.chat) == (State.SENT, "web", pair.mei.user)
    assert row.message == str(pair.mei.last().row.id)


def test_a_message_is_rewritten_where_it_stands_even_when_the_member_reads_elsewhere_now(
    pair: Scene, post: Post
) -> None:
    sent = post.invite()
    post.once()

    def close(ledger: Session) -> None:
        for account in ledger.exec(select(Account).where(Account.member_id == pair.ids["梅老师"])):
            account.closed_at = pair.world.clock.now()

    pair.world.do(close)
    edit = post.rewrite(sent)
    assert post.once()
    assert post.row(edit).message == post.row(sent).message
    assert post.channel.edits == 1
    assert len(pair.mei.thread()) == 1


def test_a_rewriting_that_is_planned_serves_for_later_changes_too(pair: Scene, post: Post) -> None:
    sent = post.invite()
    now = pair.world.clock.now()
    assert not pair.world.do(lambda ledger: outbox.rewrite(ledger, ledger.get_one(Delivery, sent), now))
    post.once()
    post.rewrite(sent)
    assert not pair.world.do(lambda ledger: outbox.rewrite(ledger, ledger.get_one(Delivery, sent), now))
    post.once()
    post.rewrite(sent)
    assert post.once()
    assert post.channel.edits == 2


def test_a_message_that_is_gone_is_not_rewritten(post: Post) -> None:
    sent = post.invite()
    post.once()
    edit = post.rewrite(sent)
    post.channel.failures = [MessageGone("deleted")]
    assert post.once()
    assert post.row(edit).state is State.DROPPED


def test_a_rewriting_that_may_have_worked_is_made_again(pair: Scene, post: Post) -> None:
    sent = post.invite()
    post.once()
    edit = post.rewrite(sent)
    post.channel.failures = [PerhapsSent("timeout")]
    assert post.once()
    assert not post.once()
    pair.world.clock.set(pair.world.clock.now() + timedelta(seconds=5))
    assert post.once()
    assert post.row(edit).state is State.SENT


@pytest.mark.parametrize(
    ("failure", "becomes"),
    [
        (PerhapsSent("timeout"), State.UNKNOWN),
        (AddressClosed("blocked"), State.FAILED),
        (SendFailed("who knows"), State.FAILED),
        (NotSent("cut"), State.PLANNED),
        (ChatMoved("elsewhere"), State.PLANNED),
    ],
)
def test_each_kind_of_failure_has_its_state(post: Post, failure: Exception, becomes: State) -> None:
    sent = post.invite()
    post.channel.failures = [failure]
    assert post.once()
    assert (post.row(sent).state, post.row(sent).error) == (becomes, str(failure))


@pytest.mark.parametrize("failure", [Rejected("never"), Misconfigured("token"), ValueError("ours")])
def test_what_the_operator_must_see_is_logged(post: Post, failure: Exception, caplog: pytest.LogCaptureFixture) -> None:
    sent = post.invite()
    post.channel.failures = [failure]
    assert post.once()
    assert post.row(sent).state is State.FAILED
    assert str(failure) in caplog.text
    caplog.clear()


def test_certain_failures_are_retried_with_growing_patience_and_as_told(pair: Scene, post: Post) -> None:
    sent = post.invite()
    post.channel.failures = [NotSent("429", 60), NotSent("cut"), NotSent("cut")]
    waits = []
    for _ in range(3):
        before = pair.world.clock.now()
        assert post.once()
        waits.append((post.row(sent).due_at - before).total_seconds())
        pair.world.clock.set(post.row(sent).due_at)
    assert waits == [60, 30, 120]
    assert post.once()
    assert post.row(sent).state is State.SENT


def test_a_chat_that_asks_for_rest_does_not_hold_up_the_others(post: Post) -> None:
    event = post.pair.event("学党史", FRIDAY)
    first, second = post.invite("梅老师", event), post.invite("兰婶", event)
    post.channel.failures = [NotSent("429", 60)]
    assert post.once()
    assert post.once()
    assert not post.once()
    assert (post.row(first).state, post.row(second).state) == (State.PLANNED, State.SENT)


def test_what_comes_too_late_is_missed(pair: Scene, post: Post) -> None:
    sent = post.invite()
    pair.world.clock.set(FRIDAY)
    assert post.once()
    assert (post.row(sent).state, post.row(sent).error) == (State.MISSED, "too late")


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.ERASED])
def test_nobody_who_left_is_written_to(pair: Scene, post: Post, standing: Standing) -> None:
    sent = post.invite()

    def leave(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).standing = standing

    pair.world.do(leave)
    assert post.once()
    assert (post.row(sent).state, post.row(sent).error) == (State.FAILED, "no address")


def test_no_group_that_is_closed_is_written_to(pair: Scene, post: Post) -> None:
    now = pair.world.clock.now()

    def plan(ledger: Session) -> None:
        ledger.get_one(Group, pair.group).closed_at = now
        outbox.plan(ledger, key="board:x", what="board", group_id=pair.group, now=now)

    pair.world.do(plan)
    assert post.once()
    (row,) = pair.world.do(lambda ledger: ledger.exec(select(Delivery)).all())
    assert row.error == "no address"


def test_a_poison_row_does_not_stop_the_line(pair: Scene, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    now = pair.world.clock.now()
    member = pair.ids["梅老师"]
    pair.world.do(lambda ledger: outbox.plan(ledger, key="x", what="nonsense", member_id=member, now=now))
    sent = post.invite()
    post.once()
    post.once()
    assert post.row(sent).state is State.SENT
    assert "cannot be put together" in caplog.text
    caplog.clear()


def test_what_does_not_hold_any_more_is_dropped(pair: Scene, post: Post) -> None:
    event = publish(pair)
    sent = post.invite("梅老师", pair.event("科技大集", FRIDAY))

    def uninvite(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).branch_id = None

    pair.world.do(uninvite)
    assert post.once()
    assert post.row(sent).state is State.DROPPED
    assert event


def test_a_group_nobody_is_in_any_more_is_let_go_and_the_coordinator_told(pair: Scene) -> None:
    post = Post(pair)
    now = pair.world.clock.now()
    event_id = pair.event("学党史", FRIDAY)
    pair.world.do(
        lambda ledger: outbox.plan(ledger, key="b", what="board", group_id=pair.group, event_id=event_id, now=now)
    )
    post.channel.failures = [AddressClosed("the bot was kicked")]
    assert post.once()
    assert pair.world.do(lambda ledger: ledger.get_one(Group, pair.group).closed_at) == now
    pair.world.settle()
    pair.chen.hears("发不出消息")
