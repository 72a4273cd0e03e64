"""Faults on demand: the next calls of a method go wrong in the way a test asks for."""

import asyncio
from dataclasses import dataclass, field

from tests.telegram_server.refusing import ApiError, too_many

WORDS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}


@dataclass
class Fault:
    """What goes wrong: an error answered, the connection cut, the answer held back until released, or a strange result.

    `applied` says whether the call takes effect before that.
    """

    error: ApiError | None = None
    cut: bool = False
    hold: bool = False
    result: object = None
    applied: bool = False
    times: int = 1
    hits: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let every held answer go."""
        self.released.set()


class Faults:
    """The faults waiting, by method name; "*" means any method but getUpdates."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Fault]] = {}
        self._given: list[Fault] = []

    def answer(self, method: str, code: int, *, times: int = 1, retry_after: int = 1, applied: bool = False) -> Fault:
        """Answer the next calls with an error: 429 or a 5xx."""
        error = too_many(retry_after) if code == 429 else ApiError(code, WORDS.get(code, "Error"))
        return self._add(method, Fault(error=error, times=times, applied=applied))

    def refuse(self, method: str, error: ApiError, *, times: int = 1) -> Fault:
        """Answer the next calls with this very error."""
        return self._add(method, Fault(error=error, times=times))

    def cut(self, method: str, *, times: int = 1, applied: bool = True) -> Fault:
        """Drop the connection without an answer."""
        return self._add(method, Fault(cut=True, times=times, applied=applied))

    def hold(self, method: str, *, times: int = 1, applied: bool = True) -> Fault:
        """Withhold the answer until `release()`; `reached` is set when a call waits."""
        return self._add(method, Fault(hold=True, times=times, applied=applied))

    def garble(self, method: str, result: object, *, times: int = 1) -> Fault:
        """Do what is asked and answer with this result."""
        return self._add(method, Fault(result=result, times=times, applied=True))

    def next(self, method: str) -> Fault | None:
        """Return the fault for this call, if one waits."""
        for name in (method, "*"):
            if name == "*" and method == "getUpdates":
                continue
            for fault in self._waiting.get(name, []):
                if fault.hits < fault.times:
                    fault.hits += 1
                    return fault
        return None

    def clear(self) -> None:
        """Forget all faults and release what is held."""
        self._waiting.clear()
        for fault in self._given:
            fault.release()

    def _add(self, method: str, fault: Fault) -> Fault:
        self._waiting.setdefault(method, []).append(fault)
        self._given.append(fault)
        return fault
