"""The queue of updates a bot has not confirmed yet, and what getUpdates and webhooks take from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from tests.telegram_server.bell import Bell
from tests.telegram_server.refusing import conflict

KEPT = timedelta(hours=24)
ONLY_IF_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
SECOND_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True)
class Update:
    """One thing that happened, as the bot is told it. `line` keeps order: updates of one line wait for another."""

    number: int
    kind: str
    payload: dict[str, Any]
    line: int
    at: datetime

    def as_api(self) -> dict[str, Any]:
        """Return the Bot API's Update object."""
        return {"update_id": self.number, self.kind: self.payload}


class Updates:
    """Unconfirmed updates in order; numbers run on by one."""

    def __init__(self, clock: Clock, bell: Bell, first: int = 700_000_001) -> None:
        self.pending: list[Update] = []
        self.everything: list[Update] = []
        self.allowed: list[str] | None = None
        self.webhook_set = False
        self.polls = 0
        self.asking = 0
        self.closed = False
        self._clock, self._bell, self._next = clock, bell, first

    def add(self, kind: str, payload: dict[str, Any], line: int) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ONLY_IF_ASKED
        if wanted:
            update = Update(self._next, kind, payload, line, self._clock.now())
            self._next += 1
            self.pending.append(update)
            self.everything.append(update)
            self._bell.ring()

    def repeat(self, count: int = 1) -> None:
        """Queue the last `count` updates again under their old numbers, as a redelivery."""
        self.pending += self.everything[-count:]
        self._bell.ring()

    def jump(self, to: int) -> None:
        """Let the numbers go on from `to`, as the real server may after a quiet week."""
        self._next = to

    def close(self) -> None:
        """End every poll under way, for good."""
        self.closed = True
        self._bell.ring()

    def forget_old(self) -> None:
        """Drop what has waited for more than a day."""
        self.pending = [u for u in self.pending if self._clock.now() - u.at < KEPT]

    async def take(
        self, offset: int = 0, limit: int = 100, wait: float = 0, allowed: list[str] | None = None
    ) -> list[Update]:
        """Confirm everything below `offset`, then return at most `limit` updates, waiting up to `wait` seconds.

        A later call ends this one with 409, as does a webhook.
        """
        if self.webhook_set:
            raise conflict(WEBHOOK_SET)
        self.polls += 1
        mine = self.polls
        if allowed is not None:
            self.allowed = allowed or None
        self.forget_old()
        self.pending = [u for u in self.pending if u.number >= offset] if offset >= 0 else self.pending[offset:]
        self._bell.ring()
        self.asking += 1
        try:
            over = lambda: self.pending or self.polls != mine or self.webhook_set or self.closed  # noqa: E731
            await self._bell.until(over, wait or 0.001)
        finally:
            self.asking -= 1
        if self.polls != mine:
            raise conflict(SECOND_POLLER)
        if self.webhook_set:
            raise conflict(WEBHOOK_SET)
        return self.pending[: max(1, min(limit, 100))]
