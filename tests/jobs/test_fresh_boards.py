"""The board of a group where no message can be rewritten: posted again, seldom, and only when something has changed."""

from datetime import datetime

import pytest
from sqlmodel import Session, select

from bot.chat import Audience, MessageGone
from bot.models.deliveries import Board, Delivery, State
from bot.models.events import Answer, Event, Phase
from bot.services import boards, mending
from tests.announced import FRIDAY
from tests.jobs.drawing import Drawing
from tests.jobs.post import Post
from tests.scene import Scene
from tests.world import MONDAY

THURSDAY = FRIDAY.replace(day=26)


class Wall:
    """The pair's group as it is where nothing can be rewritten, with a board job and a courier of its own."""

    def __init__(self, pair: Scene) -> None:
        self.pair = pair
        self.start()

    def start(self) -> None:
        """Begin anew on the rows that are there."""
        self.drawing, self.courier = Drawing(self.pair, rewrites=False), Post(self.pair, rewrites=False)

    def announce(self, title: str = "学党史", **more: object) -> int:
        """Let an event have its board in the group, posted now."""
        event = self.pair.event(title, FRIDAY, **more)
        now = self.pair.world.clock.now()
        self.pair.world.do(lambda ledger: boards.open_boards(ledger, event, (self.pair.group,), now))
        self.work()
        return event

    def at(self, when: datetime) -> "Wall":
        """Let a time come and do all there is to do."""
        self.pair.world.clock.set(when)
        self.work()
        return self

    def work(self) -> None:
        """Do everything that can be done now."""
        while self.drawing.once() or self.courier.once():
            pass

    def change(self, event: int, **values: object) -> None:
        """Change the event itself, as its secretary does."""

        def write(ledger: Session) -> None:
            row, now = ledger.get_one(Event, event), self.pair.world.clock.now()
            for name, value in {**values, "changed_at": now}.items():
                setattr(row, name, value)
            boards.mark_dirty(ledger, event, now)

        self.pair.world.do(write)

    @property
    def cards(self) -> list[str]:
        """What stands in the group, oldest first."""
        return [heard.text for heard in self.pair.mei.thread(Scene.GROUP)]


@pytest.fixture
def wall(pair: Scene) -> Wall:
    return Wall(pair)


def test_a_week_of_answers_makes_one_card_a_day_and_the_last_call(wall: Wall) -> None:
    event = wall.announce()
    wall.drawing.answer("梅老师", event)
    wall.at(MONDAY.replace(hour=11))
    assert len(wall.cards) == 1
    assert wall.at(MONDAY.replace(hour=13)).cards[1:] == []  # it was posted at nine
    wall.at(MONDAY.replace(day=24, hour=12))
    assert "综合办公室党支部\n参加 1" in wall.cards[1]
    wall.at(MONDAY.replace(day=25, hour=12)).at(THURSDAY.replace(hour=12))
    assert len(wall.cards) == 2  # nothing has changed
    wall.drawing.answer("兰婶", event)
    assert "希勤村党支部\n参加 1" in wall.at(THURSDAY.replace(hour=15)).cards[2]
    wall.drawing.answer("王书记", event)
    wall.at(THURSDAY.replace(hour=17)).at(THURSDAY.replace(hour=19))
    assert len(wall.cards) == 3
    wall.at(FRIDAY.replace(hour=12))
    assert "希勤村党支部\n参加 2" in wall.cards[3]
    assert "截止" in wall.cards[3]
    wall.drawing.answer("梅老师", event, Answer.YES)
    wall.at(FRIDAY).at(FRIDAY.replace(day=28, hour=12))
    assert len(wall.cards) == 4
    assert wall.drawing.channel.edits == 0
    left = wall.pair.world.do(lambda ledger: ledger.exec(select(Board.dirty_at)).all())
    assert left == [None]


def test_a_house_that_is_started_again_in_the_middle_posts_nothing_twice(wall: Wall) -> None:
    event = wall.announce()
    wall.drawing.answer("梅老师", event)
    now = MONDAY.replace(day=24, hour=12)
    wall.pair.world.clock.set(now)
    assert wall.drawing.once()  # planned, and the house dies
    for _ in range(2):
        wall.start()
        wall.pair.world.do(lambda ledger: mending.mend(ledger, now, {("web", Audience.GROUP)}))
        wall.work()
        wall.at(now.replace(minute=1))
    assert len(wall.cards) == 2
    wall.drawing.answer("兰婶", event)
    wall.start()
    assert len(wall.at(now.replace(hour=13)).cards) == 2


def test_a_start_is_no_reason_for_another_card(wall: Wall) -> None:
    wall.announce()
    now = wall.pair.world.clock.now()
    wall.pair.world.do(lambda ledger: mending.mend(ledger, now, {("web", Audience.GROUP)}))
    assert len(wall.at(MONDAY.replace(day=24, hour=12)).cards) == 1


def test_an_answer_while_the_fresh_card_waits_is_on_it(wall: Wall) -> None:
    event = wall.announce()
    wall.drawing.answer("梅老师", event)
    wall.pair.world.clock.set(MONDAY.replace(day=24, hour=12))
    assert wall.drawing.once()
    wall.drawing.answer("兰婶", event)
    wall.work()
    assert "希勤村党支部\n参加 1" in wall.cards[1]
    assert len(wall.at(MONDAY.replace(day=25, hour=12)).cards) == 2


def test_several_events_of_a_group_share_its_two_a_day(wall: Wall) -> None:
    for minute, title in enumerate(("学党史", "科技大集", "义诊")):
        wall.at(MONDAY.replace(minute=minute + 1)).drawing.answer("梅老师", wall.announce(title))
    wall.at(MONDAY.replace(day=24, hour=12)).at(MONDAY.replace(day=24, hour=13))
    assert len(wall.cards) == 4
    wall.at(THURSDAY.replace(hour=15)).at(THURSDAY.replace(hour=16))
    assert len(wall.cards) == 6


def test_what_has_moved_or_is_off_is_said_soon(wall: Wall) -> None:
    event = wall.announce()
    wall.at(MONDAY.replace(hour=10))
    wall.change(event, place="村部")
    assert len(wall.at(MONDAY.replace(hour=10, minute=4)).cards) == 1
    assert "村部" in wall.at(MONDAY.replace(hour=10, minute=5)).cards[1]
    wall.at(MONDAY.replace(hour=10, minute=6))
    wall.change(event, phase=Phase.CANCELLED, cancel_reason="场地维修")
    assert "已取消。原因：场地维修" in wall.at(MONDAY.replace(hour=10, minute=11)).cards[2]
    assert len(wall.at(MONDAY.replace(day=24, hour=12)).cards) == 3


def test_the_cards_in_the_group_are_all_on_the_ledger(wall: Wall) -> None:
    event = wall.announce()
    wall.drawing.answer("梅老师", event)
    wall.at(MONDAY.replace(day=24, hour=12))
    rows = wall.pair.world.do(lambda ledger: ledger.exec(select(Delivery.key, Delivery.state, Delivery.message)).all())
    assert [(key, state) for key, state, _ in rows] == [
        (f"board:{event}:{wall.pair.group}:{Scene.GROUP}", State.SENT),
        (f"fresh-board:{event}:{wall.pair.group}:{Scene.GROUP}:20261124T040000", State.SENT),
    ]
    assert len({message for *_, message in rows}) == 2


def test_the_card_somebody_has_just_tapped_is_changed_where_it_stands(wall: Wall) -> None:
    event = wall.announce()
    wall.at(MONDAY.replace(hour=10)).drawing.answer("梅老师", event)
    wall.drawing.tapped.add(str(wall.pair.mei.last(Scene.GROUP).row.id))
    wall.work()
    (card,) = wall.cards
    assert "参加 1" in card
    wall.drawing.tapped.clear()
    assert len(wall.at(MONDAY.replace(day=24, hour=12)).cards) == 1  # it shows all there is
    wall.drawing.answer("兰婶", event)
    assert len(wall.at(MONDAY.replace(day=25, hour=12)).cards) == 2


def test_a_tap_that_was_answered_too_late_leaves_it_to_the_next_fresh_card(wall: Wall) -> None:
    event = wall.announce()
    wall.at(MONDAY.replace(hour=10)).drawing.answer("梅老师", event)
    wall.drawing.tapped.add(str(wall.pair.mei.last(Scene.GROUP).row.id))
    wall.drawing.channel.failures.append(MessageGone("five seconds are over"))
    assert wall.drawing.once()
    wall.drawing.tapped.clear()
    assert len(wall.cards) == 1
    assert "参加 1" in wall.at(MONDAY.replace(day=24, hour=12)).cards[1]
