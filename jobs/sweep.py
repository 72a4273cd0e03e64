"""Housekeeping."""

from bot.clock import Clock
from bot.services import sweeping
from bot.store import Gate

LATENESS = "never too late"


async def sweep(gate: Gate, clock: Clock) -> bool:
    """Clear away what has served its time; say whether there was anything."""
    now = clock.now()
    return await gate.run(lambda ledger: sweeping.sweep(ledger, now))
