"""One user on two channels that know people by the same ids: a corporation's robot and its app."""

from sqlmodel import Session, select

from bot.chat import Address, Answered, Audience, Request, Sender
from bot.models.events import Answer, Rsvp
from bot.models.people import Account, Member, Standing
from bot.services import accounts, unreachable
from tests.announced import publish
from tests.scene import Scene


def hears(pair: Scene, *, group: str = "", also: tuple[str, ...] = ("web",), **what: object) -> Answered:
    """Let Mei speak over the other channel, in private or in a group."""
    where = Address("robot", group, Audience.GROUP) if group else Address("robot", pair.mei.user)
    sender = Sender("robot", pair.mei.user, also=also)
    request = Request(sender, where, pair.world.clock.now(), pair.world.app.house, **what)  # type: ignore[arg-type]
    return pair.world.run(pair.world.app.dispatcher.hear(request))


def accounts_of(pair: Scene) -> list[tuple[str, bool]]:
    """Return Mei's accounts, and whether each can be written to."""
    mine = select(Account).where(Account.member_id == pair.ids["梅老师"]).order_by(Account.id)  # type: ignore[arg-type]
    return pair.world.do(lambda ledger: [(one.channel, one.closed_at is None) for one in ledger.exec(mine)])


def taps(pair: Scene, event: int, **who: object) -> Answered:
    """Tap 参加 on the board of a group."""
    words = {"event": str(event), "answer": "yes", "revision": "0"}
    return hears(pair, group="wr1", verb="rsvp", arguments=words, update="7", **who)  # type: ignore[arg-type]


def test_whoever_is_known_on_one_speaks_on_the_other_as_themself(pair: Scene) -> None:
    answered = hears(pair, text="我的")
    assert answered.role is not None
    assert accounts_of(pair) == [("web", True), ("robot", True)]
    reached = pair.world.do(lambda ledger: accounts.address_of(ledger, pair.ids["梅老师"]))
    assert reached == Address("robot", pair.mei.user)


def test_a_tap_in_a_group_counts_and_nobody_is_written_to_where_they_never_spoke(pair: Scene) -> None:
    event = publish(pair)
    assert not taps(pair, event).reply.alert
    given = pair.world.do(lambda ledger: ledger.exec(select(Rsvp.answer)).one())
    assert given is Answer.YES
    assert accounts_of(pair) == [("web", True), ("robot", False)]
    reached = pair.world.do(lambda ledger: accounts.address_of(ledger, pair.ids["梅老师"]))
    assert reached == Address("web", pair.mei.user)
    hears(pair, text="你好")
    assert accounts_of(pair) == [("web", True), ("robot", True)]


def test_somebody_who_cannot_be_written_to_counts_as_out_of_reach_until_their_first_word(pair: Scene) -> None:
    now = pair.world.clock.now()
    publish(pair)
    hears(pair, group="wr1", verb="idle")
    assert accounts_of(pair) == [("web", True), ("robot", False)]
    pair.world.do(lambda ledger: accounts.close(ledger, "web", pair.mei.user, now))
    mei = pair.ids["梅老师"]
    assert not pair.world.do(lambda ledger: unreachable.is_reached(ledger, mei))
    pair.world.clock.advance(minutes=11)
    pair.world.settle()
    assert any("梅老师" in heard.text for heard in pair.li.thread())
    hears(pair, text="你好")
    assert pair.world.do(lambda ledger: unreachable.is_reached(ledger, mei))


def test_ids_of_channels_that_are_not_named_mean_nothing(pair: Scene) -> None:
    event = publish(pair)
    assert taps(pair, event, also=()).reply.alert
    assert accounts_of(pair) == [("web", True)]


def test_somebody_who_left_is_a_stranger_on_both(pair: Scene) -> None:
    def leave(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).standing = Standing.LEFT

    pair.world.do(leave)
    assert hears(pair, text="我的").role is None
    assert accounts_of(pair) == [("web", True)]
