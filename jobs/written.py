"""Writing down what has happened already: it must not be forgotten because the database is away."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.store import Gate

_log = logging.getLogger(__name__)
T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]

_PAUSE = 0.5
"""Seconds between two tries to write while the database is away."""


async def write_down(
    gate: Gate, pause: Pause, unit: Callable[[Session], T], quick: Callable[[Connection], T | None] | None = None
) -> T | None:
    """Write, and keep trying while the database is away. Never raises; None where it cannot be written at all.

    Should the house end before, what was under way is found so at the next start, and settled then.
    """
    tries = 0
    while True:
        try:
            return await gate.run(unit, quick)
        except OperationalError as error:
            tries += 1
            _log.log(logging.ERROR if tries == 1 else logging.DEBUG, "what was sent is not written yet: %s", error)
        except Exception:  # noqa: BLE001 - the others go on; this one is settled at the next start
            _log.exception("what became of a message could not be written down")
            return None
        await pause(_PAUSE)
