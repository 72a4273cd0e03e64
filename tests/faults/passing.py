"""Letting time pass in a scene, and counting what came of it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, State
from bot.models.events import Answer, Rsvp
from tests.scene import Scene
from tests.world import MONDAY, Person, World

BERLIN, NEW_YORK, SHANGHAI = (ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Shanghai"))
HOUR = timedelta(hours=1)
FRIDAY = MONDAY.replace(day=27, hour=15)


def day(number: int, clock: str) -> datetime:
    """Return a moment of that November in Beijing."""
    return datetime.combine(MONDAY.replace(day=number).date(), time.fromisoformat(clock), SHANGHAI)


def walk(world: World, until: datetime, step: timedelta) -> None:
    """Let time pass in steps and everything due in each happen."""
    while world.clock.now() < until:
        world.pass_to(min(until, world.clock.now() + step))


def heard(person: Person, words: str, chat: str = "") -> int:
    """Count the messages with these words."""
    return len([one for one in person.thread(chat) if words in one.text])


def digests(pair: Scene) -> int:
    return heard(pair.mei, "本周小结", Scene.GROUP)


def coming(pair: Scene, event: int, *people: Person) -> None:
    """Let people have answered yes."""
    members = [pair.ids[person.name] for person in people]

    def answer(ledger: Session) -> None:
        for member in members:
            ledger.add(Rsvp(event_id=event, member_id=member, answer=Answer.YES, answered_at=pair.world.clock.now()))

    pair.world.do(answer)


def unsettled(world: World) -> list[str]:
    """Return what is due and neither sent nor decided."""
    now = world.clock.now()
    return world.do(
        lambda ledger: list(
            ledger.exec(
                select(Delivery.key).where(
                    col(Delivery.state).in_((State.PLANNED, State.ATTEMPTING)),
                    Delivery.due_at <= now,
                )
            )
        )
    )
