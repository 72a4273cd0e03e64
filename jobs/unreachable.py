"""Who cannot be reached is told to their secretary."""

from bot.clock import Clock
from bot.services import unreachable
from bot.store import Gate

LATENESS = "of no use once the event has begun"


async def report(gate: Gate, clock: Clock) -> bool:
    """Plan the card of one event and branch; say whether there was one. All or nothing, so nobody is told twice."""
    now = clock.now()
    return await gate.run(lambda ledger: unreachable.report_one(ledger, now))
