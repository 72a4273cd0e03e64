"""What tests of published activities have in common."""

from sqlmodel import col, select

from bot.models.events import Event
from tests.scene import Scene
from tests.world import Heard, Person

FRIDAY = "安排 周五15:00-16:30 学党史 @老校区"


def publish(pair: Scene, line: str = FRIDAY) -> int:
    pair.li.says(line).taps("发布")
    return pair.world.do(lambda ledger: ledger.exec(select(Event.id).order_by(col(Event.id).desc())).first() or 0)


def event(pair: Scene, event_id: int) -> Event:
    return pair.world.do(lambda ledger: ledger.get_one(Event, event_id))


def about(person: Person, *words: str) -> list[Heard]:
    """Return what the person was told that contains the words."""
    return [heard for heard in person.thread() if all(word in heard.text for word in words)]
