"""Whether WeCom lets the robot in, tried once. Whoever is connected as it meanwhile is ended by that."""

import asyncio

from bot import config
from bot.channels.wecom.robot.line import Line
from bot.chat import NotSent
from bot.watch import Watch


async def probe(settings: config.WecomRobot, patience: float = 10.0) -> None:
    """Connect, and leave again. Raises Misconfigured where the robot is refused, NotSent where nobody answers."""
    line = Line(settings, lambda _: None, Watch(), _once, patience)
    running, let_in = asyncio.create_task(line.run()), asyncio.create_task(line.subscribed.wait())
    try:
        await asyncio.wait({running, let_in}, return_when=asyncio.FIRST_COMPLETED, timeout=patience)
        if running.done():
            running.result()
        if not let_in.done():
            raise NotSent("WeCom does not answer")
    finally:
        for task in (running, let_in):
            task.cancel()
        await asyncio.gather(running, let_in, return_exceptions=True)


async def _once(_seconds: float) -> None:
    """Wait for ever: one try is enough."""
    await asyncio.Event().wait()
