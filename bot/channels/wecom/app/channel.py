"""The self-built app as a channel: what the rest of the house sees of this folder."""

import asyncio
import logging
import math

from starlette.routing import Route

from bot import config
from bot.channels.giving import Pause
from bot.channels.wecom.app.answering import Answerer
from bot.channels.wecom.app.api import SIGN, Api, AppRefused
from bot.channels.wecom.app.callback import PATH, Callback
from bot.channels.wecom.app.directory import CorporationDirectory
from bot.channels.wecom.app.inbound import Ears
from bot.channels.wecom.app.intake import Intake, Notice
from bot.channels.wecom.app.media import MediaShelf
from bot.channels.wecom.app.outbound import Mouth
from bot.channels.wecom.app.sealing import Seals
from bot.channels.wecom.names import APP
from bot.chat import Address, Audience, Card, Hear, House, Lasting, Pacing, Reader, Routes, SendFailed
from bot.clock import Clock
from bot.rules.retries import channel_pause
from bot.store import Gate
from bot.texts import speak
from bot.watch import Watch

_log = logging.getLogger(__name__)
_GRACE = 10.0
"""Seconds given, when stopping, to what was already taken in."""


class AppChannel:
    """One app. `known` is set once WeCom has given it a token."""

    name = APP
    rewrites = frozenset({Audience.PRIVATE})

    def __init__(
        self, settings: config.WecomApp, *, gate: Gate, clock: Clock, house: House, routes: Routes, hear: Hear,
        notice: Notice, lasting: Lasting, pacing: Pacing, pause: Pause = asyncio.sleep, watch: Watch | None = None,
    ) -> None:  # fmt: skip
        self._pause, self._watch = pause, watch or Watch(clock.monotonic)
        self.known = asyncio.Event()
        self._api = Api(settings, clock, self._watch)
        self.directory = CorporationDirectory(self._api)
        media = MediaShelf(self._api, clock)
        self._mouth = Mouth(self._api, media, gate, clock, pacing)
        self._intake = Intake(media, hear, notice, Answerer(self._mouth, pacing, lasting, pause))
        seals = Seals(settings.token, settings.aes_key, settings.corp_id)
        self._callback = Callback(seals, Ears(settings.agent_id, routes, house), self._intake, clock)

    @property
    def routes(self) -> tuple[Route, ...]:
        """What the web server answers for us."""
        return (Route(PATH, self._callback, methods=["GET", "POST"]),)

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Send a card and return the id of its message. Raises a SendFailed."""
        return await self._mouth.post(to, speak(card, reader), reader)

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Let `card` take the place of a message WeCom lets us change: once, within 72 hours. Raises MessageGone."""
        await self._mouth.rewrite(to, message, speak(card, reader), reader)

    async def run(self) -> None:
        """Listen until cancelled; what was taken in is finished first. Raises Misconfigured for a wrong secret."""
        self._watch.pulse.expect(SIGN, math.inf)
        try:
            self._callback.listens = True
            await self._greet()
            await asyncio.Event().wait()
        finally:
            self._callback.listens = False
            await self._intake.drain(_GRACE)
            self._watch.pulse.forget(SIGN)
            await self._api.close()

    async def _greet(self) -> None:
        """See whether WeCom knows the app, however long the way there is closed."""
        failures = 0
        while True:
            try:
                await self._api.greet()
            except AppRefused:
                raise
            except SendFailed as error:
                failures += 1
                _log.log(logging.WARNING if failures == 1 else logging.DEBUG, "WeCom is away: %s", error)
                await self._pause(channel_pause(failures))
            else:
                self.known.set()
                return
