"""Waiting for what another process does: a condition that is looked at again until it holds."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
_LOOKS = 0.02
"""Seconds between two looks. A file changed by another process rings no bell."""


async def eventually(found: Callable[[], T | None], otherwise: str | Callable[[], str], *, within: float = 30) -> T:
    """Return what `found` gives once it gives something true; fail with `otherwise` after `within` seconds."""
    try:
        async with asyncio.timeout(within):
            while not (answer := found()):
                await lasting(_LOOKS)
            return answer
    except TimeoutError:
        why = otherwise if isinstance(otherwise, str) else otherwise()
        raise AssertionError(f"{why} within {within} s") from None


async def lasting(seconds: float) -> None:
    """Let a fault last: a lock that is held, a way that is closed, for so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), seconds)
