"""The sending limits, counted: 30 a second over all chats, 1 a second a chat, 20 a minute a group."""

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

from tests.telegram_server.refusing import too_many

COUNTED = ("send", "edit")


class Pace:
    """Counts what is sent. It always writes down overruns; it answers 429 only while `enforced`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.enforced = False
        self.overruns: list[str] = []
        self.passed: list[datetime] = []
        self._now = now
        self._sent: defaultdict[tuple[str, int], deque[datetime]] = defaultdict(deque)

    def count(self, method: str, chat_id: int) -> None:
        """Count one call into a chat, or raise 429 with the seconds to wait."""
        if not method.startswith(COUNTED) or method == "sendChatAction":
            return
        now = self._now()
        windows = [("bot", 30, 1, 0), ("chat", 1, 1, chat_id)] + ([("group", 20, 60, chat_id)] if chat_id < 0 else [])
        waits = {name: self._wait(now, (name, chat), most, seconds) for name, most, seconds, chat in windows}
        if max(waits.values()) > 0:
            names = [name for name, wait in waits.items() if wait > 0]
            self.overruns.append(f"{method} to {chat_id} at {now.isoformat()}: over the {names} limit")
            if self.enforced:
                raise too_many(ceil(max(waits.values())))
        self.passed.append(now)
        for name, most, _, chat in windows:
            sent = self._sent[name, chat]
            sent.append(now)
            if len(sent) > most:
                sent.popleft()

    def _wait(self, now: datetime, window: tuple[str, int], most: int, seconds: int) -> float:
        """Return the seconds until the oldest of the last `most` is as old as the window is long."""
        sent = self._sent[window]
        return max(0.0, (sent[0] + timedelta(seconds=seconds) - now).total_seconds()) if len(sent) == most else 0.0
