"""What files we make are called, and why one that was sent in is not read: each says what to send instead."""

import re
from dataclasses import dataclass

from bot.rules.refusals import Refusal
from bot.rules.words import one_line

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED_BYTES = 16 * 1024 * 1024
MOST_ROWS = 5_000
MOST_LINES = 20_000

_MOST_NAME = 200  # bytes: file systems take 255, with the ending
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """The file is larger than `most` MiB."""

    most: int = MOST_BYTES // 1024 // 1024


@dataclass(eq=False)
class FileNotFetched(Refusal):
    """The platform did not hand over the file."""


@dataclass(eq=False)
class FileUnpacksTooLarge(Refusal):
    """Unpacked, the file would take more than `most` MiB: a zip bomb, or a picture book."""

    most: int = MOST_UNPACKED_BYTES // 1024 // 1024


@dataclass(eq=False)
class TooManyRows(Refusal):
    """The table has more than `most` rows with something in them, or is absurdly long."""

    most: int = MOST_ROWS


@dataclass(eq=False)
class OldExcelFile(Refusal):
    """An .xls of before 2007."""


@dataclass(eq=False)
class EncryptedFile(Refusal):
    """The file opens with a password only."""


@dataclass(eq=False)
class FileUnreadable(Refusal):
    """The file is neither .xlsx nor .csv, whatever its name says, or is broken."""


@dataclass(eq=False)
class NoNameColumn(Refusal):
    """No row near the top has a column of names. `seen` are the first cells there are."""

    seen: tuple[str, ...]


@dataclass(eq=False)
class NoRows(Refusal):
    """The file is empty, or there is a header and nothing under it."""


def file_name(words: str) -> str:
    """Return the words as a file may be called on every system, without its ending; empty where nothing is left.

    What leads elsewhere or is forbidden somewhere is left out or becomes _, and no dot begins or ends it.
    """
    name = _NOT_IN_NAMES.sub("_", one_line(words)).strip(" .")
    return name.encode()[:_MOST_NAME].decode(errors="ignore").strip(" .")
