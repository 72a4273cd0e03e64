"""A board job of its own over a moody channel, for tests about how boards are drawn."""

from datetime import timedelta

from sqlmodel import Session

from bot.chat import (
    EVERYWHERE,
    NOWHERE,
    Address,
    Audience,
)
from bot.models.events import Answer
from bot.models.people import Member
from bot.services import rsvp
from jobs.boards import Boards
from jobs.slots import Slots
from tests.announced import publish
from tests.channels.moody import MoodyChannel
from tests.scene import Scene


class Drawing:
    """A board job of its own over a moody channel, beside the house's."""

    def __init__(self, pair: Scene, *, rewrites: bool = True) -> None:
        app = pair.world.app
        self.pair = pair
        self.channel = MoodyChannel(app.web, rewrites=EVERYWHERE if rewrites else NOWHERE)
        self.slots = Slots(app.clock)
        self.tapped: set[str] = set()
        self.job = Boards(
            app.gate, pair.world.clock, {"web": self.channel}, app.house, self.slots, self.pause,
            lambda _, message: message in self.tapped,
        )  # fmt: skip
        self.waits: list[float] = []

    def once(self) -> bool:
        """Do one unit of work."""
        return self.pair.world.loop.run_until_complete(self.job.redraw_one())

    def lose_the_database(self) -> None:
        """Take the table of the boards away from the house."""
        self.pair.world.do(lambda ledger: ledger.connection().exec_driver_sql("ALTER TABLE board RENAME TO away"))

    async def pause(self, _: float) -> None:
        """Note how long the group rests by the time the house waits for its database, which then comes back."""
        self.waits.append(self.slots.chat_wait(Address("web", Scene.GROUP, Audience.GROUP)))
        self.pair.world.do(lambda ledger: ledger.connection().exec_driver_sql("ALTER TABLE away RENAME TO board"))

    def later(self, seconds: float = 3) -> "Drawing":
        """Let time pass, with nobody else at work."""
        self.pair.world.clock.set(self.pair.world.clock.now() + timedelta(seconds=seconds))
        return self

    def answer(self, name: str, event_id: int, answer: Answer = Answer.YES) -> "Drawing":
        """Record an answer without letting the house settle."""

        def record(ledger: Session) -> None:
            member = ledger.get_one(Member, self.pair.ids[name])
            rsvp.record(ledger, member=member, event_id=event_id, wanted=answer, now=self.pair.world.clock.now())

        self.pair.world.do(record)
        return self

    @property
    def text(self) -> str:
        """What the group sees on the only board, posted before all else."""
        board, *others = self.pair.mei.thread(Scene.GROUP)
        assert not [other for other in others if other.text.startswith("📌")]
        return board.text


def two_events(pair: Scene) -> tuple[int, int]:
    """Announce two events, each with its board in the group."""
    first = publish(pair, "学党史")
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    return first, publish(pair, "科技大集")
