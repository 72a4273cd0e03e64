"""Reminders: each due rung of each event's ladder."""

from bot.clock import Clock
from bot.services import reminders
from bot.store import Gate

LATENESS = "a rung is missed when the next one is due, half of its time has passed, or the event has begun"


async def remind(gate: Gate, clock: Clock) -> bool:
    """Plan the reminders of one rung of one event; say whether any was due. All or nothing, so a crash loses none."""
    now = clock.now()
    return await gate.run(lambda ledger: reminders.take_turn(ledger, now))
