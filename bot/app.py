"""The composition root: the only file that knows every room."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import papers
from bot.channels.telegram import TelegramChannel
from bot.channels.web import Backstage, WatchPages, WebChannel
from bot.channels.wecom.names import HOOK
from bot.chat import Address, Channel, Drawing, House, unwritable
from bot.clock import Clock, SystemClock
from bot.config import Settings, Watching, WecomApp, WecomRobot
from bot.dispatch import Dispatcher
from bot.health import Health
from bot.services import configured_groups, deliveries, doubts, feeds, lately, mending, visitors
from bot.store import Gate, migrate, open_engine
from bot.watch import Watch
from handlers.routes import ROUTES
from jobs import attendance, digests, reminders, sweep, unreachable
from jobs.boards import Boards
from jobs.configured_groups import LATENESS, ConfiguredGroups
from jobs.courier import Courier
from jobs.slots import Slots
from jobs.timetable import Job, Timetable, watched

if TYPE_CHECKING:
    from bot.channels.wecom.app import AppChannel
    from bot.channels.wecom.robot import RobotChannel
    from bot.watch.figures import Prometheus

_PLATFORM_ANSWERS = 5.0
"""Seconds the start waits for platforms; without them the house opens all the same."""


@dataclass(frozen=True, slots=True)
class App:
    """The assembled house."""

    settings: Settings
    clock: Clock
    gate: Gate
    watch: Watch
    house: House
    dispatcher: Dispatcher
    web: WebChannel
    telegram: TelegramChannel | None
    robot: "RobotChannel | None"
    wecom_app: "AppChannel | None"
    channels: Mapping[str, Channel]
    jobs: tuple[Job, ...]
    figures: WatchPages | None

    async def run(self, until: asyncio.Event, ready: Callable[[], None]) -> None:
        """Run every channel and the timetable until `until` is set; `ready` is called once all listen.

        A channel that ends by a fault ends the house and raises it: an operator's supervisor starts the house again.
        """
        timetable = Timetable(tuple(watched(job, self.watch) for job in self.jobs))
        timetable.start()
        running = [asyncio.create_task(channel.run(), name=name) for name, channel in self.channels.items()]
        if self.figures:
            running.append(asyncio.create_task(self.figures.run(), name="figures"))
        stop, opened = asyncio.create_task(until.wait()), asyncio.create_task(self._opened())
        try:
            done, _ = await asyncio.wait([*running, stop, opened], return_when=asyncio.FIRST_COMPLETED)
            if done == {opened}:
                ready()
                done, _ = await asyncio.wait([*running, stop], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await timetable.stop()
            for task in (*running, stop, opened):
                task.cancel()
            await asyncio.gather(*running, stop, opened, return_exceptions=True)
            self.gate.close()

    async def _opened(self) -> None:
        """Wait until the web chat listens, and for a moment until the platforms have let us in."""
        await self.web.listening.wait()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PLATFORM_ANSWERS):
                for one in (self.telegram, self.robot, self.wecom_app):
                    if one:
                        await one.known.wait()


def build(settings: Settings, clock: Clock | None = None, *, framed: bool = False) -> App:
    """Open the database, bring it to its newest version, and put the rooms together.

    `framed` lets pages of the same origin hold the web chat in frames (the stage does).
    """
    clock = clock or SystemClock()
    figures = _figures(settings.watch, clock)
    watch = Watch(clock.monotonic, figures)
    engine = open_engine(settings.database.url)
    migrate(engine)
    gate = Gate(engine, watch.figures.batch)
    health = Health(gate, clock, watch, settings.database.url)
    slots = Slots(clock)
    gate.run_here(lambda ledger: _remember(slots, ledger, clock.now()))
    gate.run_here(lambda ledger: doubts.recover(ledger, clock.now()))
    house = _house(settings)
    dispatcher = Dispatcher(gate, clock, ROUTES, watch)

    async def feed(code: str, address: str, now: datetime) -> bytes | None:
        found = await gate.run(lambda ledger: feeds.read(ledger, code, house, address, now))
        if found is None:
            return None
        return (await asyncio.to_thread(papers.make, Drawing("feed", found.values), found.reader)).content

    backstage = Backstage(
        house, ROUTES, dispatcher.hear, dispatcher, visitors.know, visitors.behind, visitors.choose_language, feed,
        deliveries.desk, health.look, settings.web.proxy,
    )  # fmt: skip
    channels: dict[str, Channel] = {}
    telegram = None
    if settings.telegram.token:
        telegram = TelegramChannel(
            settings.telegram, gate=gate, clock=clock, house=house, routes=ROUTES,
            hear=dispatcher.hear, notice=dispatcher.notice, lasting=dispatcher, pacing=slots, watch=watch,
        )  # fmt: skip
        channels[telegram.name] = telegram
        slots.opens_when(telegram.name, lambda: bool(house.telegram))  # cards carry links with its name
        health.asks.append(telegram.look)
    bound = _configured_groups(settings, gate, clock, house, channels, slots, watch)
    robot = None
    if settings.wecom_robot.bot_id:
        robot = _robot(settings.wecom_robot, clock, house, dispatcher, slots, watch)
        channels[robot.name] = robot
        slots.opens_when(robot.name, robot.known.is_set)
    wecom_app = None
    if settings.wecom_app.corp_id:
        wecom_app = _wecom_app(settings.wecom_app, gate, clock, house, dispatcher, slots, watch)
        channels[wecom_app.name] = wecom_app
        slots.opens_when(wecom_app.name, wecom_app.known.is_set)
    beside = (*(telegram.routes if telegram else ()), *(wecom_app.routes if wecom_app else ()))
    web = WebChannel(
        gate, clock, backstage,
        host=settings.web.host, port=settings.web.port, framed=framed, extra_routes=beside,
    )  # fmt: skip
    channels[web.name] = web
    gate.run_here(lambda ledger: mending.mend(ledger, clock.now(), unwritable(channels)))
    courier = Courier(gate, clock, channels, house, slots, watch=watch)
    drawing = Boards(gate, clock, channels, house, slots, tapped=robot.tapped if robot else _never)
    jobs = (
        Job("courier", courier.deliver_one, timedelta(seconds=0.5), "each delivery carries its own", courier.finish),
        Job("boards", drawing.redraw_one, timedelta(seconds=0.5), "never too late: it shows what is known when drawn"),
        Job("reminders", partial(reminders.remind, gate, clock), timedelta(seconds=5), reminders.LATENESS),
        Job("attendance", partial(attendance.ask_one, gate, clock), timedelta(seconds=30), attendance.LATENESS),
        Job("digests", partial(digests.digest, gate, clock), timedelta(seconds=15), digests.LATENESS),
        Job("unreachable", partial(unreachable.report, gate, clock), timedelta(seconds=30), unreachable.LATENESS),
        *bound,
        Job("sweep", partial(sweep.sweep, gate, clock), timedelta(hours=1), sweep.LATENESS),
    )
    pages = _watch_pages(settings.watch, health, figures) if figures else None
    return App(settings, clock, gate, watch, house, dispatcher, web, telegram, robot, wecom_app, channels, jobs, pages)


def _configured_groups(
    settings: Settings, gate: Gate, clock: Clock, house: House, channels: dict[str, Channel], slots: Slots, watch: Watch
) -> tuple[Job, ...]:
    """Open the channel of WeCom groups' robots where there are any; let go of groups that are set no more."""
    now = clock.now()
    if not settings.wecom_groups:
        gate.run_here(lambda ledger: configured_groups.bind(ledger, HOOK, {}, now))
        return ()
    from bot.channels.wecom.hook import HookChannel, chat_of  # noqa: PLC0415 - loaded where it is set up

    hook = HookChannel(settings.wecom_groups, slots, watch)
    channels[hook.name] = hook
    house.deaf.add(hook.name)
    wanted = {name: chat_of(address) for name, address in settings.wecom_groups.items()}
    hook.without(gate.run_here(lambda ledger: configured_groups.bind(ledger, HOOK, wanted, now)))
    binder = ConfiguredGroups(gate, clock, HOOK, wanted, hook.without)
    return (Job("groups", binder.bind, timedelta(seconds=30), LATENESS),)


def _figures(settings: Watching, clock: Clock) -> "Prometheus | None":
    """Return what counts, where somebody reads it. Its library is loaded only then."""
    if not settings.on:
        return None
    from bot.watch.figures import Prometheus  # noqa: PLC0415 - see above

    return Prometheus(lambda: clock.now().timestamp())


def _robot(
    settings: WecomRobot, clock: Clock, house: House, dispatcher: Dispatcher, slots: Slots, watch: Watch
) -> "RobotChannel":
    """Return WeCom's robot. What it needs is loaded only where there is one."""
    from bot.channels.wecom.robot import RobotChannel  # noqa: PLC0415 - see above

    house.called[RobotChannel.name] = settings.name
    return RobotChannel(
        settings, clock=clock, house=house, routes=ROUTES, hear=dispatcher.hear, lasting=dispatcher, pacing=slots,
        watch=watch,
    )  # fmt: skip


def _wecom_app(
    settings: WecomApp, gate: Gate, clock: Clock, house: House, dispatcher: Dispatcher, slots: Slots, watch: Watch
) -> "AppChannel":
    """Return WeCom's app. What it needs is loaded only where there is one."""
    from bot.channels.wecom.app import AppChannel  # noqa: PLC0415 - see above

    house.called[AppChannel.name] = settings.name
    channel = AppChannel(
        settings, gate=gate, clock=clock, house=house, routes=ROUTES, hear=dispatcher.hear, notice=dispatcher.notice,
        lasting=dispatcher, pacing=slots, watch=watch,
    )  # fmt: skip
    house.directory = channel.directory
    return channel


def _never(_to: Address, _message: str) -> bool:
    return False


def _watch_pages(settings: Watching, health: Health, figures: "Prometheus") -> WatchPages:
    return WatchPages(
        health.look, figures.render, figures.content_type,
        host=settings.host, port=settings.port, token=settings.token,
    )  # fmt: skip


def _remember(slots: Slots, ledger: Session, now: datetime) -> None:
    """Keep to the chats' limits across a restart."""
    for to, at in lately.written_to(ledger, now, slots.memory()):
        slots.wrote(to, (now - at).total_seconds())


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
