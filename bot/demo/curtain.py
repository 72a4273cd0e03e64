"""Puts the demo together: a house in a folder of its own, its people, its stage."""

import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App, build
from bot.clock import HandClock
from bot.config import Database, Settings, Telegram
from bot.demo.seed import ZONE, seed
from bot.demo.stage import Stage


def open_curtain(settings: Settings, folder: Path, now: datetime) -> App:
    """Return a house that serves the stage. It begins on this week's Monday at nine and forgets all at its end.

    Only the web settings are taken from `settings`: a demo never writes to the real database or to Telegram.
    """
    local = now.astimezone(ZONE)
    monday = (local - timedelta(days=local.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)
    clock = HandClock(monday, elapsed=time.monotonic)
    own = settings.model_copy(
        update={"database": Database(url=f"sqlite:///{folder / 'demo.db'}"), "telegram": Telegram(token="")}
    )
    house = build(own, clock, framed=True)
    players = house.gate.run_here(lambda ledger: seed(ledger, clock.now()))
    house.web.asgi = Stage(house, clock, players).asgi()
    return house
