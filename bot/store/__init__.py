"""Where rows live: the engine, the one gate to it, and the tables' versions."""

from bot.store.engine import open_engine
from bot.store.gate import Gate
from bot.store.schema import migrate, newest, version

__all__ = ["Gate", "migrate", "newest", "open_engine", "version"]
