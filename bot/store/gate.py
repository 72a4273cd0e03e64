"""The one way in: units of work run one after the other, off the event loop, and are committed together.

A commit that survives a power cut costs more than a small unit does, so whatever waits when the writer comes round
shares one transaction: each unit in a savepoint of its own, one commit, then all are answered.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from bot.store.engine import driver_of, is_open

T = TypeVar("T")
_Unit = Callable[[Session], Any]
_Quick = Callable[[Connection], Any]

_MOST_TOGETHER = 200
"""Units that share a transaction at most: nobody waits long for the others, nor another process for the lock."""

_GATHER = 0.002
"""Seconds a short unit waits for others to share its commit, which costs more than it does; nobody notices them."""


class Gate:
    """A single writer. A unit gets a Session; what it returns is committed, what it raises is rolled back.

    What a unit returns is its own: rows are detached from the Session before the next unit runs. `tell` is told, in the
    writer's thread, how many units shared a commit.
    """

    def __init__(self, engine: Engine, tell: Callable[[int], None] = lambda _: None) -> None:
        self.engine = engine
        self._tell = tell
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[_Waiting[Any] | None] = SimpleQueue()
        self._writer: threading.Thread | None = None
        self._connection: Connection | None = None
        self._gathering = threading.Event()  # nobody sets it; time.sleep never ends under libfaketime (tests/faults)
        self._closed = False

    async def run(self, unit: Callable[[Session], T], quick: Callable[[Connection], T | None] | None = None) -> T:
        """Hand `unit` to the writer and wait for its commit. A cancelled wait does not stop the unit.

        `quick` is tried first: a few statements made once, without objects, an eighth of what a Session costs. Where it
        returns None, having done nothing, `unit` is run.

        Raises what the unit raises; what a failing commit raises goes to all that shared it. After `close` raises
        RuntimeError.
        """
        if self._closed:
            raise RuntimeError("the gate is closed")
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="ledger", daemon=True)
            self._writer.start()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._waiting.put(_Waiting(unit, loop, answer, quick))
        return await answer

    def run_here(self, unit: Callable[[Session], T]) -> T:
        """Run `unit` in this thread, in a transaction of its own: for the command line and for tests."""
        outcome = self._together([(unit, None)])[0]
        if outcome.error is not None:
            raise outcome.error
        return outcome.result  # type: ignore[no-any-return] # what the unit returned

    def close(self) -> None:
        """Finish what was handed in and let go of the database."""
        self._closed = True
        if self._writer is not None:
            self._waiting.put(None)
            self._writer.join()
        self._let_go()
        self.engine.dispose()

    def _write(self) -> None:
        """Be the writer's thread: serve whatever waits until told to end."""
        going_on = True
        while going_on:
            group, going_on = self._next_group()
            if group:
                _answer(group, self._together([(one.unit, one.quick) for one in group]))
                self._tell(len(group))

    def _next_group(self) -> tuple[list["_Waiting[Any]"], bool]:
        """Wait for a unit and return it with those behind it; False when the gate is closing and these are the last."""
        group: list[_Waiting[Any]] = []
        try:
            one = self._waiting.get()
            if one and one.quick:
                self._gathering.wait(_GATHER)
            while one is not None:
                group.append(one)
                if len(group) == _MOST_TOGETHER:
                    return group, True
                one = self._waiting.get_nowait()
        except Empty:
            return group, True
        return group, False

    def _together(self, units: Sequence[tuple[_Unit, _Quick | None]]) -> list["_Outcome"]:
        """Run units in one transaction and say how each ended; if they cannot be committed, all ended by that."""
        try:
            with self._lock, self._transaction() as ledger:
                quickly = _quickly(ledger, [quick for _, quick in units])
                return [done or _alone(ledger, unit) for done, (unit, _) in zip(quickly, units, strict=True)]
        except BaseException as error:  # noqa: BLE001 - nobody may wait for ever
            return [_Outcome(None, error) for _ in units]

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Begin a transaction on the writer's own connection; after any trouble the next one has a new connection."""
        if self._connection is None:
            self._connection = self.engine.connect()
        try:
            with self._connection.begin():
                yield self._connection
        except BaseException:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a unit ended: with a result, or an error."""

    result: Any
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[T]):
    """A unit, and who waits for it where."""

    unit: Callable[[Session], T]
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[T]"
    quick: Callable[[Connection], T | None] | None


def _alone(ledger: Connection, unit: Callable[[Session], Any]) -> _Outcome:
    """Run one unit in a Session and a savepoint of its own: nothing of it is left if it raises.

    Raises the unit's error where that cannot be had: on a full disk SQLite ends the whole transaction by itself.
    """
    session = Session(ledger, expire_on_commit=False, join_transaction_mode="create_savepoint")
    try:
        result = unit(session)
        session.commit()
    except BaseException as error:  # whatever it is, it goes to whoever waits for this unit
        if not is_open(ledger):
            raise
        session.rollback()
        return _Outcome(None, _raisable(error))
    finally:
        session.close()
    return _Outcome(result)


def _quickly(ledger: Connection, units: Sequence[_Quick | None]) -> list["_Outcome | None"]:
    """Run the quick ways there are, in order; None where there is none, or where it returns None.

    They share one savepoint, which costs as much as two of their statements. Should one raise, all are undone, and each
    is run once more in a savepoint of its own, where nothing of it is left if it raises.
    """
    driver = driver_of(ledger)
    if not any(units):
        return [None] * len(units)
    driver.execute("SAVEPOINT quick")
    try:
        results = [quick and quick(ledger) for quick in units]
    except BaseException:
        if not is_open(ledger):
            raise
        driver.execute("ROLLBACK TO quick")
        driver.execute("RELEASE quick")
        return [quick and _quickly_alone(ledger, quick) for quick in units]
    driver.execute("RELEASE quick")
    return [None if result is None else _Outcome(result) for result in results]


def _quickly_alone(ledger: Connection, quick: _Quick) -> "_Outcome | None":
    driver = driver_of(ledger)
    driver.execute("SAVEPOINT quick")
    try:
        result = quick(ledger)
    except BaseException as error:  # whatever it is, it goes to whoever waits for this unit
        if not is_open(ledger):
            raise
        driver.execute("ROLLBACK TO quick")
        driver.execute("RELEASE quick")
        return _Outcome(None, _raisable(error))
    driver.execute("RELEASE quick")
    return None if result is None else _Outcome(result)


def _raisable(error: BaseException) -> BaseException:
    """Return what can be raised where somebody waits: a future takes no StopIteration."""
    if not isinstance(error, StopIteration):
        return error
    raised = RuntimeError("a unit raised StopIteration")
    raised.__cause__ = error
    return raised


def _answer(group: Sequence[_Waiting[Any]], outcomes: Sequence[_Outcome]) -> None:
    """Tell everybody who waits how their unit ended, with one call a loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = {}
    for one, outcome in zip(group, outcomes, strict=True):
        by_loop.setdefault(one.loop, []).append((one.answer, outcome))
    for loop, answers in by_loop.items():
        if not loop.is_closed():  # whoever waited there has gone with it
            loop.call_soon_threadsafe(_settle, answers)


def _settle(answers: Sequence[tuple["asyncio.Future[Any]", _Outcome]]) -> None:
    for answer, outcome in answers:
        if answer.done():  # nobody waits any more
            continue
        if outcome.error is None:
            answer.set_result(outcome.result)
        else:
            answer.set_exception(outcome.error)
