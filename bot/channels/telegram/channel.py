"""Telegram as a channel: what the rest of the house sees of this folder."""

import asyncio
import logging
import math

from starlette.routing import Route
from telegram.error import InvalidToken, TelegramError

from bot import config
from bot.channels.giving import Pause
from bot.channels.telegram.answering import Answerer
from bot.channels.telegram.client import make_bot
from bot.channels.telegram.errors import failure
from bot.channels.telegram.evidence import Evidence
from bot.channels.telegram.inbound import ALLOWED_UPDATES, Ears, Taken
from bot.channels.telegram.intake import Intake, Notice
from bot.channels.telegram.names import NAME
from bot.channels.telegram.outbound import call, change, post
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.setup import Setup
from bot.channels.telegram.webhook import PATH, Webhook, secret
from bot.chat import (
    EVERYWHERE,
    Address,
    Answered,
    Card,
    Hear,
    House,
    Lasting,
    Misconfigured,
    Pacing,
    Reader,
    Rejected,
    Routes,
    SendFailed,
)
from bot.clock import Clock
from bot.rules.retries import channel_pause
from bot.store import Gate
from bot.texts import speak
from bot.watch import CHANNEL, Watch

_log = logging.getLogger(__name__)
_SIGN = f"{CHANNEL}{NAME}"
_SILENCE = 120.0
"""Seconds without an answer to a poll after which Telegram counts as away: two long polls, their timeouts, and a wait
between them. A webhook may be silent for a week, when nobody writes: for it, only trouble counts."""

_TROUBLE = 3
"""Failures in a row that are trouble, at the start: about ten seconds."""

_GRACE = 10.0
"""Seconds given, when stopping, to what was already taken in."""


class TelegramChannel:
    """One bot on Telegram. `known` is set when Telegram has told its name, and updates have a way to come."""

    name = NAME
    rewrites = EVERYWHERE

    def __init__(
        self, settings: config.Telegram, *, gate: Gate, clock: Clock, house: House, routes: Routes,
        hear: Hear, notice: Notice, lasting: Lasting, pacing: Pacing, pause: Pause = asyncio.sleep,
        watch: Watch | None = None,
    ) -> None:  # fmt: skip
        self._settings, self._house, self._routes, self._pause = settings, house, routes, pause
        self._pacing = pacing
        self.known = asyncio.Event()
        self._clock = clock
        self._evidence: Evidence | None = None  # until the webhook is set
        self._watch = watch or Watch(clock.monotonic)
        self._bot = make_bot(settings, self._watch)
        self._setup = Setup(self._bot, gate, clock, routes, house)
        self._intake = Intake(self._bot, clock, hear, notice, Answerer(self._bot, pacing, lasting, pause), self._after)
        self._webhook = Webhook(self._bot, self._intake, self._heard)

    @property
    def routes(self) -> tuple[Route, ...]:
        """What the web server answers for us: the webhook, where one is used."""
        return (Route(PATH, self._webhook, methods=["POST"]),) if self._settings.mode == "webhook" else ()

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Send a card and return the id of the message with its words and buttons. Raises a SendFailed."""
        return str(await post(self._bot, to, speak(card, reader), self._pacing))

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Let `card` take the place of a message; files are left out. Raises MessageGone or another SendFailed."""
        await change(self._bot, to, message, speak(card, reader))

    async def look(self) -> None:
        """Ask Telegram for evidence of how it reaches us, before somebody asks how the house is."""
        said = await self._evidence.trouble() if self._evidence else None
        if said:
            self._watch.pulse.trouble(_SIGN, said)
        elif said is not None:
            self._watch.pulse.calm(_SIGN)

    async def run(self) -> None:
        """Listen until cancelled; what was taken in is finished first. Raises Misconfigured for a wrong token."""
        self._watch.pulse.expect(_SIGN, math.inf if self._settings.mode == "webhook" else _SILENCE)
        try:
            ears = await self._greet()
            decorating = asyncio.create_task(self._decorate())
            try:
                await self._listen(ears)
            finally:
                decorating.cancel()
        finally:
            self._webhook.ears = self._evidence = None
            self._watch.pulse.forget(_SIGN)
            await self._intake.drain(_GRACE)
            await self._bot.shutdown()
            await self._bot.request.shutdown()  # which the line above leaves open if Telegram was never reached

    async def _greet(self) -> Ears:
        """Learn the bot's own name, however long the way to Telegram is closed."""
        failures = 0
        while True:
            try:
                await self._bot.initialize()
                break
            except InvalidToken as error:
                raise failure(error) from None  # the library's own words repeat the token
            except TelegramError as error:
                failures += 1
                _log.log(logging.WARNING if failures == 1 else logging.DEBUG, "Telegram is away: %s", failure(error))
                self._trouble(failures, "Telegram is away")
                await self._pause(channel_pause(failures + 1))
        self._heard()
        self._house.telegram = self._bot.username
        return Ears(self._bot.id, self._bot.username, self._routes, self._house)

    async def _listen(self, ears: Ears) -> None:
        if self._settings.mode == "webhook":
            self._webhook.ears = ears
            await self._insist(webhook=True)
            self.known.set()
            self._evidence = Evidence(self._bot, self._clock, f"{self._house.web}{PATH}")
            await asyncio.Event().wait()
        await self._insist(webhook=False)
        self.known.set()
        await Poller(self._bot, self._intake, ears, self._pause, self._heard).run()

    async def _insist(self, *, webhook: bool) -> None:
        """Set or remove the webhook; what waits at Telegram is kept. Raises Misconfigured where it is refused."""
        failures = 0
        while True:
            try:
                if webhook:
                    address, token = f"{self._house.web}{PATH}", secret(self._settings.token)
                    await call(self._bot.set_webhook(address, allowed_updates=ALLOWED_UPDATES, secret_token=token))
                else:
                    await call(self._bot.delete_webhook())
            except (Misconfigured, Rejected) as error:
                raise Misconfigured(f"Telegram does not take the webhook (web.public_url): {error}") from error
            except SendFailed as error:
                failures += 1
                _log.warning("the way updates come could not be set: %s", error)
                self._trouble(failures, "the way updates come could not be set")
                await self._pause(channel_pause(failures + 1))
            else:
                self._heard()
                return

    def _trouble(self, failures: int, reason: str) -> None:
        if failures >= _TROUBLE:
            self._watch.pulse.trouble(_SIGN, reason)

    def _heard(self) -> None:
        self._watch.pulse.beat(_SIGN)

    async def _decorate(self) -> None:
        try:
            await self._setup.everywhere()
        except SendFailed as error:
            _log.warning("menus and descriptions were not set, the next start tries again: %s", error)

    async def _after(self, taken: Taken, answered: Answered) -> None:
        """Keep the menu of whoever just spoke in private in step with their role."""
        if answered.role is None or taken.request.in_group:
            return
        try:
            await self._setup.for_person(
                taken.request.address.chat, answered.role, answered.reader.language, typed=not taken.query
            )
        except SendFailed as error:
            _log.info("a menu was not set: %s", error)
