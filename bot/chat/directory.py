"""A corporation's own list of its departments and people, where a platform has one and lets us read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Department:
    """One department, by the number the platform has for it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the corporation. `user` is what the platform knows them by, as in `Sender`."""

    user: str
    name: str


class Directory(Protocol):
    """The list. What is asked raises a Refusal where it cannot be had."""

    channels: tuple[str, ...]
    """Where its people are known by the same `user`: the first is where whoever stands in it can be written to."""

    async def departments(self) -> Sequence[Department]:
        """Return all departments that may be read, in the platform's order."""

    async def people(self, department: int) -> Sequence[Colleague]:
        """Return everybody in a department and in those beneath it, each once."""
