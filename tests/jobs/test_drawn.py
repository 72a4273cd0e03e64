"""Messages with pictures: drawn before they are marked as being sent, and never with words of yesterday."""

from datetime import timedelta

from sqlmodel import Session, select

from bot.chat import Card, Reader
from bot.models.deliveries import Delivery, Digest, State
from bot.models.events import Event, Turnout
from bot.services import outbox, posting
from bot.services.due import Post as Ready
from tests.jobs.post import Post
from tests.scene import Scene
from tests.world import MONDAY


def _plan_digest(post: Post) -> int:
    held = post.pair.event("乡村振兴", MONDAY + timedelta(hours=1))
    post.later(days=2)
    now = post.clock.now()

    def plan(ledger: Session) -> int:
        office = post.pair.office
        ledger.add(Turnout(event_id=held, branch_id=office, came=9, expected=10, excused=0, guests=0))
        ledger.get_one(Event, held).confirmed_at = MONDAY + timedelta(hours=3)
        week = now.date() - timedelta(days=now.weekday())
        ledger.add(Digest(partnership_id=1, week=week, due_at=now))
        outbox.plan(
            ledger, key="d", what="digest", now=now, group_id=post.pair.group, partnership=1, week=week.isoformat()
        )
        return ledger.exec(select(Delivery.id)).one() or 0

    return post.pair.world.do(plan)


def _ready(post: Post) -> Ready:
    return Ready({"web"}, {"web"}, set(), post.pair.world.app.house, lambda _: True)


def _take(post: Post) -> posting.Parcel:
    found = post.pair.world.do(lambda ledger: posting.take(ledger, _ready(post), post.clock.now()))
    assert isinstance(found, posting.Parcel)
    return found


def test_a_digest_is_drawn_marked_and_sent(post: Post) -> None:
    digest = _plan_digest(post)
    assert post.once()
    assert (post.row(digest).state, post.row(digest).attempts) == (State.SENT, 1)
    assert post.pair.mei.last(Scene.GROUP).row.body["picture"]


def test_until_its_picture_is_made_it_is_only_planned(post: Post) -> None:
    digest = _plan_digest(post)
    parcel = _take(post)
    assert parcel.is_drawn_on
    assert post.row(digest).state is State.PLANNED


def test_words_that_changed_while_it_was_drawn_are_not_sent(post: Post) -> None:
    digest = _plan_digest(post)
    parcel = _take(post)

    def add_note(ledger: Session) -> None:
        row = ledger.exec(select(Digest)).one()
        row.note = "周六带雨具"
        ledger.add(row)

    post.pair.world.do(add_note)
    assert post.pair.world.do(lambda ledger: posting.mark(ledger, parcel, _ready(post), post.clock.now())) is None
    assert post.row(digest).state is State.PLANNED
    assert post.once()
    assert "周六带雨具" in post.pair.mei.last(Scene.GROUP).text


def test_what_is_unchanged_is_marked_and_keeps_its_picture(post: Post) -> None:
    _plan_digest(post)
    parcel = _take(post)
    assert post.pair.world.do(lambda ledger: posting.mark(ledger, parcel, _ready(post), post.clock.now())) == parcel
    reader: Reader = parcel.reader
    assert parcel.with_card(Card()).reader is reader
