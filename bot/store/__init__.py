"""Where rows live: the engine, the one gate to it, and the tables' versions."""

from bot.store.backup import copy_database
from bot.store.engine import open_engine
from bot.store.gate import Gate
from bot.store.schema import migrate, newest, version

__all__ = ["Gate", "copy_database", "migrate", "newest", "open_engine", "version"]
