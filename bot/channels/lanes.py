"""Work in order for one person, side by side for different ones."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class Lanes:
    """One queue a key. A piece of work waits for the one before it in its lane, however that ended."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Task[object]] = {}
        self._all: set[asyncio.Task[object]] = set()

    def put(self, key: str, work: Callable[[], Awaitable[T]]) -> "asyncio.Task[T]":
        """Start `work` as soon as its lane is free."""
        before = self._last.get(key)

        async def in_turn() -> T:
            if before:
                await asyncio.wait({before})
            return await work()

        task = asyncio.create_task(in_turn())
        self._last[key] = task
        self._all.add(task)
        task.add_done_callback(lambda done: self._leave(key, done))
        return task

    async def drain(self, within: float) -> bool:
        """Wait until all lanes are empty; after `within` seconds cancel what is left and return False."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self._all:
                    await asyncio.wait(set(self._all))
                return True
        for task in self._all:
            task.cancel()
        await asyncio.gather(*self._all, return_exceptions=True)
        return False

    def _leave(self, key: str, done: "asyncio.Task[object]") -> None:
        self._all.discard(done)
        if self._last.get(key) is done:
            del self._last[key]
