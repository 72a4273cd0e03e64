"""A process that commits without end and says so: `python -m tests.faults.writer URL NAME`.

Each commit puts two rows under the next number, `NAME-a-N` and `NAME-b-N`; only then the number is printed. Where
another process has had the lock for too long, as one that never rests may, it tries again.
"""

import contextlib
import sys
from functools import partial

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.models.deliveries import Bookmark
from bot.store import Gate, open_engine

_PADDING = "x" * 6000  # more than a page, so that checkpoints come often


def _commit(ledger: Session, name: str, number: int) -> None:
    ledger.add(Bookmark(name=f"{name}-a-{number}", value=_PADDING))
    ledger.flush()
    ledger.add(Bookmark(name=f"{name}-b-{number}", value=_PADDING))


def _run(url: str, name: str) -> None:
    gate, number = Gate(open_engine(url)), 1
    while True:
        with contextlib.suppress(OperationalError):
            gate.run_here(partial(_commit, name=name, number=number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            number += 1


if __name__ == "__main__":
    _run(*sys.argv[1:3])
