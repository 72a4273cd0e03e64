"""What is held, repeated or sent first: order and limits, whatever the channel says."""

from datetime import timedelta

from sqlmodel import Session, col, select

from bot.chat import AddressClosed, NotSent, PerhapsSent, Sender
from bot.models.deliveries import Delivery, Lane, State
from bot.models.people import Member
from bot.services import accounts, outbox
from tests.announced import FRIDAY
from tests.jobs.post import Post
from tests.scene import Scene


def test_nothing_is_sent_before_a_429_is_over_and_the_order_is_kept(post: Post) -> None:
    event = post.pair.event("学党史", FRIDAY)
    first, second = post.invite("梅老师", event), post.invite("梅老师", post.pair.event("科技大集", FRIDAY))
    post.channel.failures = [NotSent("429", 3600)]
    assert post.once()
    post.later(seconds=3599)
    assert not post.once()
    post.later(seconds=1)
    assert post.once()
    assert (post.row(first).state, post.row(second).state) == (State.SENT, State.PLANNED)
    assert post.once()
    assert post.row(second).state is State.SENT


def test_a_hold_outlives_a_restart(post: Post) -> None:
    event = post.pair.event("学党史", FRIDAY)
    first, second = post.invite("梅老师", event), post.invite("梅老师", post.pair.event("科技大集", FRIDAY))
    post.channel.failures = [NotSent("429", 60)]
    assert post.once()
    again = Post(post.pair)
    assert not again.once()
    again.later(seconds=60)
    assert again.once()
    assert (again.row(first).state, again.row(second).state) == (State.SENT, State.PLANNED)


def test_a_rewriting_in_doubt_holds_nothing_that_is_sent_anew(post: Post) -> None:
    first = post.invite("梅老师")
    assert post.once()
    edit = post.rewrite(first)
    news = post.invite("梅老师", post.pair.event("科技大集", FRIDAY))
    post.channel.failures = [PerhapsSent("timeout")]
    assert post.once()
    assert post.once()
    assert (post.row(edit).state, post.row(news).state) == (State.PLANNED, State.SENT)
    assert not post.once()
    post.later(seconds=5)
    assert post.once()
    assert post.row(edit).state is State.SENT


def test_a_rewriting_in_doubt_goes_before_the_next_of_the_same_message(post: Post) -> None:
    first = post.invite("梅老师")
    assert post.once()
    edit = post.rewrite(first)
    post.channel.failures = [PerhapsSent("timeout")]
    assert post.once()

    def plan(ledger: Session) -> int:
        outbox.rewrite(ledger, ledger.get_one(Delivery, first), post.clock.now(), what="moved")
        return ledger.exec(select(Delivery.id).order_by(col(Delivery.id).desc())).first() or 0

    other = post.pair.world.do(plan)
    assert other != edit
    assert not post.once()
    post.later(seconds=5)
    assert post.once()
    assert (post.row(edit).state, post.row(other).state) == (State.SENT, State.PLANNED)


def test_a_rewriting_that_the_platform_asks_to_wait_with_holds_its_chat(post: Post) -> None:
    first = post.invite("梅老师")
    assert post.once()
    post.rewrite(first)
    news = post.invite("梅老师", post.pair.event("科技大集", FRIDAY))
    post.channel.failures = [NotSent("429", 60)]
    assert post.once()
    again = Post(post.pair)
    assert not again.once()
    assert again.row(news).state is State.PLANNED


def test_a_channel_without_connection_rests_and_one_message_at_a_time_asks_again(post: Post) -> None:
    event = post.pair.event("学党史", FRIDAY)
    names = ("梅老师", "兰婶", "李书记")
    sent = [post.invite(name, event) for name in names]
    begun = post.clock.now()
    post.channel.failures = [NotSent("refused") for _ in range(10)]
    while any(post.row(one).state is not State.SENT for one in sent):
        if not post.once():
            post.later(seconds=1)
    assert not post.channel.failures
    assert 10 <= sum(post.row(one).attempts for one in sent) <= 13
    assert timedelta(minutes=2) < post.clock.now() - begun < timedelta(minutes=4)


def test_a_hold_written_by_a_clock_that_was_set_back_holds_nobody(post: Post) -> None:
    sent = post.invite()
    far = post.clock.now() + timedelta(days=400)

    def hold(ledger: Session) -> None:
        ledger.get_one(Delivery, sent).retry_at = far

    post.pair.world.do(hold)
    assert post.once()
    assert post.row(sent).state is State.SENT


def test_a_private_message_in_doubt_comes_once_more_and_says_so(post: Post) -> None:
    sent = post.invite()
    post.channel.failures = [PerhapsSent("timeout")]
    assert post.once()
    post.later(seconds=30)
    assert post.once()
    assert (post.row(sent).state, post.row(sent).doubts) == (State.SENT, 1)
    post.pair.mei.hears("可能重复")


def test_after_two_doubts_it_is_left_to_a_person(post: Post) -> None:
    sent = post.invite()
    post.channel.failures = [PerhapsSent("timeout"), PerhapsSent("timeout")]
    assert post.once()
    post.later(seconds=30)
    assert post.once()
    post.later(hours=1)
    assert not post.once()
    assert (post.row(sent).state, post.row(sent).doubts) == (State.UNKNOWN, 2)


def test_whoever_closed_one_account_gets_it_on_the_other(pair: Scene, post: Post) -> None:
    other = pair.world.person("梅老师")
    now = pair.world.clock.now()

    def second(ledger: Session) -> None:
        member = ledger.get_one(Member, pair.ids["梅老师"])
        accounts.link(ledger, member, Sender("web", other.user), other.user, now - timedelta(days=1))

    pair.world.do(second)
    sent = post.invite()
    post.channel.failures = [AddressClosed("blocked")]
    assert post.once()
    assert post.once()
    assert post.row(sent).state is State.SENT
    other.hears("学党史")


def test_what_answers_a_person_goes_before_what_can_wait(pair: Scene, post: Post) -> None:
    event, now = pair.event("学党史", FRIDAY), pair.world.clock.now()

    def plan(ledger: Session) -> None:
        for lane, name in ((Lane.BULK, "兰婶"), (Lane.INTERACTIVE, "梅老师")):
            member = pair.ids[name]
            outbox.plan(ledger, key=lane, what="invitation", lane=lane, member_id=member, event_id=event, now=now)

    pair.world.do(plan)
    assert post.once()
    assert (post.row(1).state, post.row(2).state) == (State.PLANNED, State.SENT)
