"""Waiting for something to become true without sleeping: whoever changes the world rings."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds a test waits for what has to come, on a machine that has other things to do."""


class Bell:
    """Wakes everyone who waits for a change; all on one event loop."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Say that something changed."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, found: Callable[[], T | None], within: float | None) -> T | None:
        """Return what `found` gives once it gives something true, or None after `within` seconds."""
        try:
            async with asyncio.timeout(within):
                while not (answer := found()):
                    waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiting.add(waiter)
                    try:
                        await waiter
                    finally:
                        self._waiting.discard(waiter)
                return answer
        except TimeoutError:
            return None
