"""When each thing that has to keep happening last happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Beating:
    """One thing that has to keep happening: at least every `within` seconds, the last time `age` seconds ago.

    `trouble` says what stands in its way, if that is known.
    """

    name: str
    within: float
    age: float
    trouble: str = ""

    @property
    def is_well(self) -> bool:
        """Whether it goes on as it should."""
        return self.age <= self.within and not self.trouble


class Pulse:
    """Remembers the last beat of everything that is expected. `seconds` counts seconds and never goes back."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._within: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._troubles: dict[str, str] = {}

    def expect(self, name: str, within: float) -> None:
        """From now on `name` has to beat, at least every `within` seconds."""
        self._within[name], self._last[name] = within, self._seconds()

    def beat(self, name: str) -> None:
        """Note that it just happened; whatever stood in its way is over."""
        self._last[name] = self._seconds()
        if self._troubles:
            self._troubles.pop(name, None)

    def trouble(self, name: str, reason: str) -> None:
        """Note what stands in its way: it is unwell at once, until it beats."""
        self._troubles[name] = reason

    def calm(self, name: str) -> None:
        """Note that what stood in its way does so no more, though it has not beaten yet."""
        self._troubles.pop(name, None)

    def forget(self, name: str) -> None:
        """Expect it no more: it was ended on purpose."""
        for kept in (self._within, self._last, self._troubles):
            kept.pop(name, None)

    def all(self, prefix: str = "") -> Iterator[Beating]:
        """Yield what is expected and begins with `prefix`, which is taken off its name."""
        now = self._seconds()
        for name, within in sorted(self._within.items()):
            if name.startswith(prefix):
                age = now - self._last[name]
                yield Beating(name.removeprefix(prefix), within, age, self._troubles.get(name, ""))
