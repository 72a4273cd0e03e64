"""A courier of its own over a moody channel, for tests about what becomes of a delivery."""

from sqlmodel import Session, col, select

from bot.chat import EVERYWHERE, NOWHERE
from bot.clock import HandClock
from bot.models.deliveries import Delivery
from bot.models.events import Event
from bot.services import inviting, outbox
from jobs.courier import Courier
from jobs.slots import Slots
from tests.announced import FRIDAY
from tests.channels.moody import MoodyChannel
from tests.scene import Scene


class Post:
    """A courier of its own over a moody channel, beside the house's."""

    def __init__(self, pair: Scene, *, rewrites: bool = True) -> None:
        app = pair.world.app
        self.pair = pair
        self.channel = MoodyChannel(app.web, rewrites=EVERYWHERE if rewrites else NOWHERE)
        self.slots = Slots(app.clock)
        self.job = Courier(app.gate, pair.world.clock, {"web": self.channel}, app.house, self.slots)

    @property
    def clock(self) -> HandClock:
        """The house's clock."""
        return self.pair.world.clock

    def later(self, **duration: float) -> None:
        """Let time pass, with nobody else at work."""
        self.clock.advance(**duration)

    def once(self) -> bool:
        """Do one unit of work."""
        return self.pair.world.loop.run_until_complete(self._once())

    async def _once(self) -> bool:
        found = await self.job.deliver_one()
        await self.job.finish()
        return found

    def invite(self, name: str = "梅老师", event_id: int | None = None) -> int:
        """Plan an invitation and return its delivery."""
        event_id = event_id or self.pair.event("学党史", FRIDAY)

        def plan(ledger: Session) -> int:
            event = ledger.get_one(Event, event_id)
            inviting.invite(ledger, event, self.pair.ids[name], self.pair.world.clock.now())
            return ledger.exec(select(Delivery.id).order_by(col(Delivery.id).desc())).first() or 0

        return self.pair.world.do(plan)

    def rewrite(self, delivery_id: int) -> int:
        """Plan to put a message together again and return the delivery that does it."""

        def plan(ledger: Session) -> int:
            assert outbox.rewrite(ledger, ledger.get_one(Delivery, delivery_id), self.pair.world.clock.now())
            return ledger.exec(select(Delivery.id).where(Delivery.edits_id == delivery_id)).all()[-1] or 0

        return self.pair.world.do(plan)

    def row(self, delivery_id: int) -> Delivery:
        """Return a delivery as it stands."""
        return self.pair.world.do(lambda ledger: ledger.get_one(Delivery, delivery_id))
