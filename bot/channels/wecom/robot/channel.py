"""The smart robot as a channel: what the rest of the house sees of this folder."""

import asyncio

from bot import config
from bot.channels.giving import Pause
from bot.channels.wecom.errors import ReqIdUnknown
from bot.channels.wecom.names import ROBOT
from bot.channels.wecom.robot.answering import Answerer
from bot.channels.wecom.robot.frames import Callback
from bot.channels.wecom.robot.inbound import Ears
from bot.channels.wecom.robot.intake import Intake
from bot.channels.wecom.robot.line import Line
from bot.channels.wecom.robot.outbound import Mouth
from bot.channels.wecom.robot.taps import Taps
from bot.chat import NOWHERE, Address, Card, Hear, House, Lasting, MessageGone, Pacing, Reader, Routes
from bot.clock import Clock
from bot.texts import speak
from bot.watch import Watch

_GRACE = 10.0
"""Seconds given, when stopping, to what was already taken in."""


class RobotChannel:
    """One smart robot. `known` is set once WeCom has let it in."""

    name = ROBOT
    rewrites = NOWHERE

    def __init__(
        self, settings: config.WecomRobot, *, clock: Clock, house: House, routes: Routes, hear: Hear, lasting: Lasting,
        pacing: Pacing, pause: Pause = asyncio.sleep, watch: Watch | None = None, patience: float = 10.0,
    ) -> None:  # fmt: skip
        self._taps = Taps(clock)
        self._line = Line(settings, self._take, watch or Watch(clock.monotonic), pause, patience)
        self._mouth = Mouth(self._line, pacing)
        answerer = Answerer(self._mouth, self._taps, pacing, lasting, pause)
        self._intake = Intake(Ears(settings.name, routes, house), self._taps, clock, hear, answerer)
        self._intake.line = self._line

    @property
    def known(self) -> asyncio.Event:
        """Set while WeCom lets the robot in."""
        return self._line.subscribed

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Send a card and return the id of its message. Raises a SendFailed."""
        return await self._mouth.post(to, speak(card, reader), reader)

    def tapped(self, to: Address, message: str) -> bool:
        """Say whether a message was tapped just now: for a moment it can be changed. Asked in the writer's thread."""
        return to.channel == self.name and self._taps.is_open(message)

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Let `card` take the place of a message that was tapped within five seconds. Raises MessageGone else."""
        tap = self._taps.take(message)
        if tap is None:
            raise MessageGone("a card can be changed within five seconds of a tap on it only")
        try:
            await self._mouth.change(to, tap.req_id, tap.task, speak(card, reader), reader)
        except ReqIdUnknown as error:
            raise MessageGone(str(error)) from error

    async def run(self) -> None:
        """Listen until cancelled; what was taken in is finished first. Raises Misconfigured for a wrong secret."""
        keeping_up = asyncio.create_task(self._line.run())
        try:
            await asyncio.wait({keeping_up})
            keeping_up.result()
        finally:
            await self._intake.drain(_GRACE)  # while there is still a line to answer over
            keeping_up.cancel()
            await asyncio.gather(keeping_up, return_exceptions=True)

    def _take(self, told: Callback) -> None:
        self._intake.take(told)
