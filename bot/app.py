"""The composition root: the only file that knows every room."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from starlette.routing import Route

from bot.channels.telegram import TelegramChannel
from bot.channels.web import Backstage, WebChannel
from bot.chat import Channel, House
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.dispatch import Dispatcher
from bot.papers.ics import write_feed
from bot.services import feeds, visitors
from bot.store import Gate, migrate, open_engine
from handlers.routes import ROUTES
from jobs import attendance, digests, reminders
from jobs.boards import Boards
from jobs.courier import Courier
from jobs.slots import PACES, Slots
from jobs.timetable import Job, schedule

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """The assembled house."""

    settings: Settings
    clock: Clock
    gate: Gate
    house: House
    dispatcher: Dispatcher
    web: WebChannel
    channels: Mapping[str, Channel]
    jobs: tuple[Job, ...]

    async def run(self, until: asyncio.Event, ready: Callable[[], None]) -> None:
        """Run every channel and the timetable until `until` is set; `ready` is called once all listen.

        A channel that ends by a fault ends the house: an operator's supervisor starts it again.
        """
        scheduler = schedule(self.jobs)
        scheduler.start()
        running = [asyncio.create_task(channel.run(), name=name) for name, channel in self.channels.items()]
        stop = asyncio.create_task(until.wait())
        listening = asyncio.create_task(self.web.listening.wait())
        try:
            done, _ = await asyncio.wait([*running, stop, listening], return_when=asyncio.FIRST_COMPLETED)
            if done == {listening}:
                ready()
                done, _ = await asyncio.wait([*running, stop], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            scheduler.shutdown(wait=False)
            for task in [*running, stop, listening]:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            self.gate.close()


def build(settings: Settings, clock: Clock | None = None, *, framed: bool = False) -> App:
    """Open the database, bring it to its newest version, and put the rooms together.

    `framed` lets pages of the same origin hold the web chat in frames (the stage does).
    """
    clock = clock or SystemClock()
    engine = open_engine(settings.database.url)
    migrate(engine)
    gate = Gate(engine)
    house = _house(settings)
    dispatcher = Dispatcher(gate, clock, ROUTES)

    async def feed(code: str, now: datetime) -> bytes | None:
        found = await gate.run(lambda ledger: feeds.read(ledger, code, house, now))
        return await asyncio.to_thread(write_feed, found.values, found.reader) if found else None

    backstage = Backstage(
        house, ROUTES, dispatcher.hear, visitors.know, visitors.behind, visitors.choose_language, feed
    )
    channels: dict[str, Channel] = {}
    beside: tuple[Route, ...] = ()
    if settings.telegram.token:
        telegram = TelegramChannel(
            settings.telegram, gate=gate, clock=clock, house=house, routes=ROUTES,
            hear=dispatcher.hear, notice=dispatcher.notice,
        )  # fmt: skip
        channels[telegram.name] = telegram
        beside = telegram.routes
    web = WebChannel(
        gate, clock, backstage,
        host=settings.web.host, port=settings.web.port, framed=framed, extra_routes=beside,
    )  # fmt: skip
    channels[web.name] = web
    slots = Slots(PACES)
    courier = Courier(gate, clock, channels, house, slots)
    boards = Boards(gate, clock, channels, house, slots)
    jobs = (
        Job("courier", courier.deliver_one, timedelta(seconds=0.5), "each delivery carries its own"),
        Job("boards", boards.redraw_one, timedelta(seconds=0.5), "never too late: it shows what is known when drawn"),
        Job("reminders", partial(reminders.remind, gate, clock), timedelta(seconds=5), reminders.LATENESS),
        Job("attendance", partial(attendance.ask_one, gate, clock), timedelta(seconds=30), attendance.LATENESS),
        Job("digests", partial(digests.digest, gate, clock), timedelta(seconds=15), digests.LATENESS),
    )
    return App(settings, clock, gate, house, dispatcher, web, channels, jobs)


def _house(settings: Settings) -> House:
    home = settings.home
    return House(
        web=settings.web.base,
        language=home.language,
        zone=ZoneInfo(home.zone),
        quiet_from=home.quiet_from,
        quiet_to=home.quiet_to,
        daily_cap=home.daily_cap,
        digest_weekday=home.weekday,
        digest_at=home.digest_at,
    )
