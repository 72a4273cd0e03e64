"""How much a chat was written to lately, where a platform counts messages over minutes and hours."""

from collections import deque
from dataclasses import dataclass

_REMEMBERED = 4096
"""Chats that are remembered before those long free are forgotten."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` messages to one chat in any `seconds`. The last `kept` of them are for direct answers only."""

    most: int
    seconds: float
    kept: int = 0


class Windows:
    """The last messages to each chat of one channel, in seconds of a clock that only grows, booked ones included."""

    def __init__(self, windows: tuple[Window, ...]) -> None:
        self._windows = windows
        self._longest = max(window.seconds for window in windows)
        self._most = max(window.most for window in windows)
        self._written: dict[str, deque[float]] = {}

    def wait(self, chat: str, now: float, *, planned: bool) -> float:
        """Return the seconds until one more message to the chat fits into every window; none or less: now."""
        written = self._written.get(chat)
        if not written:
            return 0.0
        waits = 0.0
        for window in self._windows:
            most = window.most - window.kept if planned else window.most
            if len(written) >= most:
                waits = max(waits, written[-most] + window.seconds - now)
        return waits

    def book(self, chat: str, at: float, now: float) -> None:
        """Note that a message goes to the chat at a moment: now, later, or before the house was started."""
        written = self._written.setdefault(chat, deque(maxlen=self._most))
        written.append(max(at, written[-1]) if written else at)
        if len(self._written) > _REMEMBERED:
            since = now - self._longest
            self._written = {chat: times for chat, times in self._written.items() if times[-1] > since}

    def arrived(self, chat: str, now: float) -> None:
        """Note that the message that was booked last may have arrived only now."""
        if written := self._written.get(chat):
            written[-1] = max(now, written[-1])
