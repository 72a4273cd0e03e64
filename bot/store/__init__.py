"""Where rows live: the engine, the one gate to it, and the tables' versions."""

from bot.store.backup import NoDatabase, copy_database, keep_newest, last_copy, name_for, note_copy
from bot.store.engine import open_engine, open_to_read
from bot.store.gate import Gate
from bot.store.lock import InUse, alone
from bot.store.quick import Quick, columns, get, loaded, standing_alone
from bot.store.restore import NotACopy, TooNew, put_in_place
from bot.store.schema import migrate, newest, version

__all__ = [
    "Gate",
    "InUse",
    "NoDatabase",
    "NotACopy",
    "Quick",
    "TooNew",
    "alone",
    "columns",
    "copy_database",
    "get",
    "keep_newest",
    "last_copy",
    "loaded",
    "migrate",
    "name_for",
    "newest",
    "note_copy",
    "open_engine",
    "open_to_read",
    "put_in_place",
    "standing_alone",
    "version",
]
