"""Two people reach for the last seat at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import Session

from bot.models.events import Answer
from bot.models.people import Member
from bot.services import rsvp
from tests.announced import FRIDAY
from tests.scene import Scene


def test_the_last_seat_is_given_once_however_many_reach_for_it(pair: Scene) -> None:
    names = list(pair.ids)
    for number in range(10):
        event_id = pair.event(f"学习 {number}", FRIDAY, seats=1)
        start = Barrier(len(names))

        def reach(name: str, event_id: int = event_id, start: Barrier = start) -> int | None:
            def take(ledger: Session) -> int | None:
                member = ledger.get_one(Member, pair.ids[name])
                now = pair.world.clock.now()
                return rsvp.record(ledger, member=member, event_id=event_id, wanted=Answer.YES, now=now).mine.place

            start.wait()
            return pair.world.do(take)

        with ThreadPoolExecutor(len(names)) as pool:
            places = sorted(place or 0 for place in pool.map(reach, names))
        assert places == [0, 1, 2, 3, 4]
