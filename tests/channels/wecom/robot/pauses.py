"""Waiting as tests have it: no time passes by itself."""

import asyncio

from bot.channels.wecom.robot.line import PING_EVERY
from tests.telegram_server.bell import Bell


class Pauses:
    """Keeps what was waited for. Pings wait until `ping()`; everything else waits for nothing."""

    def __init__(self, bell: Bell) -> None:
        self.asked: list[float] = []
        self._bell, self._pings = bell, list[asyncio.Future[None]]()

    async def __call__(self, seconds: float) -> None:
        """Wait."""
        if seconds == PING_EVERY:
            pinging: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._pings.append(pinging)
            self._bell.ring()
            await pinging
        else:
            self.asked.append(seconds)
            self._bell.ring()
            await asyncio.sleep(0)

    async def ping(self) -> None:
        """Let half a minute be over."""
        assert await self._bell.until(lambda: any(not one.done() for one in self._pings), 20)
        for one in self._pings:
            if not one.done():
                one.set_result(None)
        self._pings.clear()
