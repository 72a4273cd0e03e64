"""The one way in: runs a unit of work in one transaction, off the event loop, one at a time."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

T = TypeVar("T")


class Gate:
    """A single writer. A unit gets a Session; what it returns is committed, what it raises is rolled back."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def run(self, unit: Callable[[Session], T]) -> T:
        """Run `unit` in the writer's thread and wait for its commit. A cancelled wait does not stop the unit."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.run_here, unit)

    def run_here(self, unit: Callable[[Session], T]) -> T:
        """Run `unit` in this thread: for the command line and for tests."""
        with self._lock, Session(self.engine, expire_on_commit=False) as ledger, ledger.begin():
            return unit(ledger)

    def close(self) -> None:
        """Finish the unit under way and let go of the database."""
        self._thread.shutdown(wait=True)
        self.engine.dispose()
