"""The weekly digest: shown to its coordinators an hour before, then posted to the partnership's groups."""

from bot.clock import Clock
from bot.services import digests
from bot.store import Gate

LATENESS = "a digest over a day late is missed; the next one tells what it would have told"


async def digest(gate: Gate, clock: Clock) -> bool:
    """Preview or close one digest; say whether there was one. One transaction each, so a restart repeats nothing."""
    now = clock.now()
    return await gate.run(lambda ledger: digests.close_one(ledger, now) or digests.preview_one(ledger, now))
