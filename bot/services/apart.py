"""Doing the work of many rows so that one nobody can work with costs only itself."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlmodel import Session, SQLModel

_log = logging.getLogger(__name__)
Row = TypeVar("Row", bound=SQLModel)


def first(ledger: Session, rows: Iterable[Row], work: Callable[[Row], bool]) -> bool:
    """Do `work` on one row after the other until one has found something to do; say whether one has.

    A row on which it raises is left as it was and told in the log, every time anew: it waits for a person.
    """
    for row in rows:
        try:
            with ledger.begin_nested():
                found = work(row)
        except Exception:  # noqa: BLE001 - one poison row never stops the line
            _log.exception("%s %s cannot be worked with", type(row).__name__, getattr(row, "id", ""))
            continue
        if found:
            return True
    return False
