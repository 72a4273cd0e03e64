"""The long connection: kept up, and calls over it matched with what WeCom says became of them."""

import asyncio
import contextlib
import itertools
import logging
import math
import random
import secrets
from collections.abc import Callable, Iterator

import aiohttp

from bot import config
from bot.channels.certificates import certificates
from bot.channels.giving import Pause
from bot.channels.wecom.errors import failure
from bot.channels.wecom.names import ROBOT
from bot.channels.wecom.robot import frames
from bot.channels.wecom.robot.frames import Ack, Body, Callback, Garbled
from bot.chat import Misconfigured, NotSent, PerhapsSent, SendFailed
from bot.rules.retries import channel_pause
from bot.watch import CHANNEL, Watch

_log = logging.getLogger(__name__)
SIGN = f"{CHANNEL}{ROBOT}"
PING_EVERY = 30.0
"""Seconds between two signs of life: what WeCom asks for."""

_MISSED = 2
"""Pings in a row without an answer after which the connection is thought dead."""

_SILENCE = 2 * PING_EVERY + 30.0
"""Seconds without any sign of life after which WeCom counts as away."""

_TROUBLE = 3
"""Failures in a row that are trouble, at the start: about ten seconds."""

_REFUSED_PAUSE = 30.0
_LONGEST_FRAME = 4 * 1024 * 1024


class TakenOver(Exception):
    """Another program has subscribed as this robot: WeCom ends our connection. Coming back would end theirs."""


class Line:
    """One robot's connection. `take` is called with each callback, in order; it must not wait.

    `pause` waits between two tries and between two pings. `patience`: seconds for WeCom to say what became of a call.
    """

    def __init__(
        self, settings: config.WecomRobot, take: Callable[[Callback], None], watch: Watch, pause: Pause = asyncio.sleep,
        patience: float = 10.0,
    ) -> None:  # fmt: skip
        self._settings, self._take, self._watch, self._pause = settings, take, watch, pause
        self._patience = patience
        self._ws: aiohttp.ClientWebSocketResponse | None = None
        self._acks: dict[str, asyncio.Future[Ack]] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._numbers, self._ours = itertools.count(1), secrets.token_hex(6)
        self.subscribed = asyncio.Event()
        self.session: aiohttp.ClientSession | None = None
        self._is_taken_over = False
        self._was_in = False

    async def run(self) -> None:
        """Keep the connection up until cancelled. Raises Misconfigured where WeCom refuses the robot at the start."""
        self._watch.pulse.expect(SIGN, _SILENCE)
        failures = 0
        try:
            async with aiohttp.ClientSession(trust_env=True) as self.session:
                while True:
                    was_up, why = await self._once(self.session)
                    failures = 1 if was_up else failures + 1
                    if failures >= _TROUBLE or isinstance(why, Misconfigured):
                        self._watch.pulse.trouble(SIGN, str(why))
                    level = logging.WARNING if failures == 1 else logging.DEBUG
                    _log.log(level, "the connection to WeCom is down: %s", why)
                    wait = _REFUSED_PAUSE if isinstance(why, Misconfigured) else channel_pause(failures)
                    # Whoever lost the connection with us comes back at another moment.
                    await self._pause(wait * random.uniform(0.8, 1.2))  # noqa: S311 - no secret
        except TakenOver:
            self._is_taken_over = True
            _log.error("another program is connected as this robot: stop it, then start this bot again")
            self._watch.pulse.expect(SIGN, math.inf)
            self._watch.pulse.trouble(SIGN, "another program is connected as this robot")
            await asyncio.Event().wait()
        finally:
            self._watch.pulse.forget(SIGN)

    async def call(self, cmd: str, body: Body | None = None, req_id: str = "") -> Body:
        """Make a call and return what WeCom adds to its yes. Raises a SendFailed.

        `req_id` names the callback that is answered; answers to one callback go one after the other.
        """
        if self._is_taken_over:
            raise Misconfigured("another program is connected as this robot", everywhere=True)
        if not self.subscribed.is_set():
            raise NotSent("there is no connection to WeCom")
        with self._turn(req_id) as turn:
            async with turn:
                return await self._ask(cmd, body, req_id)

    async def _once(self, session: aiohttp.ClientSession) -> tuple[bool, Exception]:
        """Connect, subscribe, serve until it ends; return whether it was up, and why it ended.

        Raises TakenOver, and Misconfigured where the robot was refused before it was ever let in.
        """
        url, why = self._settings.url, Exception("it was closed")
        trust = certificates() if url.startswith("wss:") else True
        try:
            async with asyncio.timeout(self._patience):
                ws = await session.ws_connect(url, ssl=trust, max_msg_size=_LONGEST_FRAME, autoclose=True)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return False, Exception(f"{type(error).__name__} at {url}")
        self._ws = ws
        reading = asyncio.create_task(self._read(ws))
        try:
            try:
                await self._subscribe()
            except Misconfigured as refused:
                if not self._was_in:
                    raise
                return False, refused
            except SendFailed as failed:
                return False, failed
            await self._serve(reading)
            return True, why
        finally:
            self.subscribed.clear()
            self._ws = None
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError, OSError, TakenOver):
                await reading
            with contextlib.suppress(TimeoutError, aiohttp.ClientError, OSError):
                async with asyncio.timeout(1):
                    await ws.close()

    async def _subscribe(self) -> None:
        """Say who we are. Raises Misconfigured where that is refused, another SendFailed where it is not heard."""
        body = {"bot_id": self._settings.bot_id, "secret": self._settings.secret}
        try:
            await self._ask(frames.SUBSCRIBE, body)
        except (NotSent, PerhapsSent, Misconfigured):
            raise
        except SendFailed as error:
            reason = f"WeCom refuses this robot (wecom_robot.bot_id, wecom_robot.secret): {error}"
            raise Misconfigured(reason, everywhere=True) from error
        self._was_in = True
        self._heard()
        self.subscribed.set()

    async def _serve(self, reading: "asyncio.Task[None]") -> None:
        pinging = asyncio.create_task(self._ping())
        try:
            done, _ = await asyncio.wait({reading, pinging}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    task.result()
        finally:
            pinging.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pinging

    async def _ping(self) -> None:
        """Give signs of life until they are not answered."""
        missed = 0
        while missed < _MISSED:
            await self._pause(PING_EVERY)
            try:
                await self._ask(frames.PING, None)
            except SendFailed:
                missed += 1
            else:
                missed = 0
                self._heard()
        _log.warning("WeCom has not answered %s pings", missed)

    async def _read(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        """Take in what comes until it ends. Raises TakenOver."""
        try:
            async for message in ws:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._sort(message.data)
        finally:
            self.subscribed.clear()
            self._fail_all()

    def _sort(self, text: str) -> None:
        """Give a frame to whom it concerns; one that is none is set aside. Raises TakenOver."""
        try:
            frame = frames.read(text)
        except Garbled as error:
            _log.warning("a frame is set aside: %s", error)
            return
        if isinstance(frame, Callback):
            if frame.event == "disconnected_event":
                raise TakenOver
            self._take(frame)
        elif (waiting := self._acks.get(frame.req_id)) and not waiting.done():
            waiting.set_result(frame)

    async def _ask(self, cmd: str, body: Body | None, req_id: str = "") -> Body:
        ws = self._ws
        if ws is None or ws.closed:
            raise NotSent("the connection to WeCom is down")
        name = req_id or f"{cmd}_{self._ours}_{next(self._numbers)}"
        waiting = self._acks[name] = asyncio.get_running_loop().create_future()
        began = self._watch.seconds()
        outcome = "cancelled"
        try:
            async with asyncio.timeout(self._patience):
                await _write(ws, frames.write(cmd, name, body))
                ack: Ack = await waiting
            outcome = str(ack.code)
        except TimeoutError as error:
            outcome = "timeout"
            raise PerhapsSent(f"WeCom does not say what became of {cmd}") from error
        except SendFailed as error:
            outcome = type(error).__name__
            raise
        finally:
            self._acks.pop(name, None)
            self._watch.figures.call(cmd, outcome, self._watch.seconds() - began)
        if ack.code:
            raise failure(ack.code, ack.words)
        return ack.body

    @contextlib.contextmanager
    def _turn(self, req_id: str) -> Iterator[asyncio.Lock]:
        """Give answers to one callback their turns; a call of our own needs none."""
        if not req_id:
            yield asyncio.Lock()
            return
        turn = self._turns.setdefault(req_id, asyncio.Lock())
        try:
            yield turn
        finally:
            if not turn.locked():
                self._turns.pop(req_id, None)

    def _fail_all(self) -> None:
        for waiting in self._acks.values():
            if not waiting.done():
                waiting.set_exception(PerhapsSent("the connection was cut before WeCom said what became of it"))

    def _heard(self) -> None:
        self._watch.pulse.beat(SIGN)


async def _write(ws: aiohttp.ClientWebSocketResponse, text: str) -> None:
    """Write a frame. Raises NotSent where it certainly did not leave, else PerhapsSent."""
    try:
        await ws.send_str(text)
    except (aiohttp.ClientError, OSError) as error:
        if ws.closed or "closing transport" in str(error):
            raise NotSent("the connection to WeCom was down") from error
        raise PerhapsSent("the connection was cut while something was written") from error
