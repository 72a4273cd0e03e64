"""Calls under way: started side by side, never too many, and finished before the house ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

K = TypeVar("K")

_LOOK_AGAIN = 0.25
"""Seconds after which somebody who waits for a call looks whether something else has become due."""


class Flight(Generic[K]):
    """What is under way, by the key of whom it concerns. Nothing it runs may raise."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way: dict[asyncio.Task[None], K] = {}

    @property
    def keys(self) -> set[K]:
        """Return whom the calls under way concern."""
        return set(self._under_way.values())

    @property
    def is_full(self) -> bool:
        """Whether no further call may be started."""
        return len(self._under_way) >= self._most

    def start(self, key: K, call: Coroutine[Any, Any, None]) -> None:
        """Let a call run beside the others."""
        task = asyncio.create_task(call)
        self._under_way[task] = key
        task.add_done_callback(self._under_way.pop)

    async def wait(self) -> bool:
        """Wait until a call has ended, a moment at most; False where none was under way."""
        if not self._under_way:
            return False
        await asyncio.wait(self._under_way, timeout=_LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
        return True

    async def finish(self) -> None:
        """Wait until all have ended."""
        while self._under_way:
            await asyncio.wait(set(self._under_way))
