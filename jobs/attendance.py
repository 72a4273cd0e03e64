"""Asks who came, once an event is over."""

from bot.clock import Clock
from bot.services import recording
from bot.store import Gate

LATENESS = "asked up to two weeks after the event, should the bot have been down"


async def ask_one(gate: Gate, clock: Clock) -> bool:
    """Ask the host of one event that is over; say whether there was one. What is asked is on the ledger by then."""
    now = clock.now()
    return await gate.run(lambda ledger: recording.ask_next(ledger, now))
