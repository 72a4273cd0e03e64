"""The sending limits, counted: 30 a second over all chats, 1 a second a chat, 20 a minute a group."""

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
        self._now = now
        self._sent: list[tuple[datetime, int]] = []

    def count(self, method: str, chat_id: int) -> None:
        """Count one call into a chat, or raise 429 with the seconds to wait."""
        if not method.startswith(COUNTED) or method == "sendChatAction":
            return
        now = self._now()
        self._sent = [(at, chat) for at, chat in self._sent if now - at < timedelta(minutes=1)]
        windows = [("bot", 30, 1, None), ("chat", 1, 1, chat_id)] + (
            [("group", 20, 60, chat_id)] if chat_id < 0 else []
        )
        waits = [self._wait(now, most, seconds, only) for _, most, seconds, only in windows]
        if max(waits) > 0:
            names = [name for (name, *_), wait in zip(windows, waits, strict=True) if wait > 0]
            self.overruns.append(f"{method} to {chat_id} at {now.isoformat()}: over the {names} limit")
            if self.enforced:
                raise too_many(ceil(max(waits)))
        self._sent.append((now, chat_id))

    def _wait(self, now: datetime, most: int, seconds: int, only: int | None) -> float:
        window = timedelta(seconds=seconds)
        recent = [at for at, chat in self._sent if now - at < window and only in {None, chat}]
        return (recent[-most] + window - now).total_seconds() if len(recent) >= most else 0.0
