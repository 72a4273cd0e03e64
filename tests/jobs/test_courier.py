"""The courier: what becomes of a delivery, sent or rewritten, whatever the channel says to it."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.chat import (
    Address,
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
from bot.models.people import Account, Group, Member, Standing
from bot.services import outbox
from tests.announced import FRIDAY, publish
from tests.jobs.post import Post
from tests.scene import Scene


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


def test_where_nothing_can_be_rewritten_it_is_dropped_and_holds_nothing_up(pair: Scene) -> None:
    post = Post(pair, rewrites=False)
    sent = post.invite()
    post.once()
    edit, other = post.rewrite(sent), post.invite("兰婶", post.row(sent).event_id)
    post.slots.rest(Address("web", pair.mei.user), 60)
    post.later(seconds=30)
    assert post.once()
    assert (post.row(edit).state, post.row(edit).attempts) == (State.DROPPED, 0)
    assert post.once()
    assert post.row(other).state is State.SENT
    assert post.channel.edits == 0


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
    assert "可能重复" not in pair.mei.last().text


@pytest.mark.parametrize(
    ("failure", "becomes"),
    [
        (PerhapsSent("timeout"), State.PLANNED),
        (Misconfigured("a missing right"), State.PLANNED),
        (AddressClosed("blocked"), State.FAILED),
        (SendFailed("who knows"), State.FAILED),
        (NotSent("cut"), State.PLANNED),
        (ChatMoved("elsewhere"), State.FAILED),
    ],
)
def test_each_kind_of_failure_has_its_state(
    post: Post, failure: Exception, becomes: State, caplog: pytest.LogCaptureFixture
) -> None:
    sent = post.invite()
    post.channel.failures = [failure]
    assert post.once()
    assert (post.row(sent).state, post.row(sent).error) == (becomes, str(failure))
    caplog.clear()


@pytest.mark.parametrize("failure", [Rejected("never"), Misconfigured("token", everywhere=True), ValueError("ours")])
def test_what_the_operator_must_see_is_logged(post: Post, failure: Exception, caplog: pytest.LogCaptureFixture) -> None:
    post.invite()
    post.channel.failures = [failure]
    assert post.once()
    assert str(failure) in caplog.text
    caplog.clear()


def test_what_the_operator_has_mended_is_sent_after_all(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    sent = post.invite()
    post.channel.failures = [Misconfigured("not enough rights")]
    assert post.once()
    post.later(minutes=9)
    assert not post.once()
    post.later(minutes=1)
    assert post.once()
    assert post.row(sent).state is State.SENT
    caplog.clear()


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


@pytest.mark.parametrize(("bound", "becomes"), [(False, State.SENT), (True, State.FAILED)])
def test_a_group_that_moved_gets_it_at_its_new_place_unless_that_was_bound_by_itself(
    pair: Scene, post: Post, bound: bool, becomes: State
) -> None:
    event_id, now = pair.event("学党史", FRIDAY), pair.world.clock.now()

    def plan(ledger: Session) -> None:
        outbox.plan(ledger, key="b", what="board", group_id=pair.group, event_id=event_id, now=now)
        if bound:
            ledger.add(Group(partnership_id=pair.partnership, channel="web", chat="super", title="新", bound_at=now))

    pair.world.do(plan)
    post.channel.failures = [ChatMoved("super")]
    assert post.once()
    assert post.once() is not bound
    assert post.row(1).state is becomes


def test_a_poison_row_does_not_stop_the_line_and_is_set_aside(
    pair: Scene, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    now = pair.world.clock.now()
    member = pair.ids["梅老师"]
    pair.world.do(lambda ledger: outbox.plan(ledger, key="x", what="nonsense", member_id=member, now=now))
    poison = pair.world.do(lambda ledger: ledger.exec(select(Delivery.id)).one()) or 0
    sent = post.invite()
    post.once()
    post.once()
    assert (post.row(sent).state, post.row(poison).state) == (State.SENT, State.PLANNED)
    for _ in range(3):
        post.later(minutes=1)
        post.once()
    assert (post.row(poison).state, post.row(poison).attempts) == (State.FAILED, 3)
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
