"""Reminders, where a long life must not slow them down."""

from datetime import timedelta

from sqlmodel import Session

from bot.models.events import Answer, Rsvp
from bot.services import reminders
from tests.announced import FRIDAY
from tests.plans import steps_over
from tests.scene import Scene


def test_how_much_people_heard_in_a_day_is_counted_without_reading_all_years(pair: Scene) -> None:
    event = pair.event("学党史", FRIDAY)
    now = FRIDAY - timedelta(days=1)
    yes = Rsvp(event_id=event, member_id=pair.ids["梅老师"], answer=Answer.YES, answered_at=now)
    pair.world.do(lambda ledger: ledger.add(yes))

    def remind(ledger: Session) -> None:
        while reminders.take_turn(ledger, now):
            pass

    steps = steps_over(pair.world, "delivery", remind)
    assert [step for step in steps if "ix_delivery_due (state=? AND lane=? AND due_at>? AND due_at<?)" in step]
