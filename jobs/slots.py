"""When a chat may be written to again. Booked by an absolute clock; each channel has its own numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.chat import Address, Audience

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pace:
    """The least time between two messages: of the whole channel, to one person, to one group."""

    channel: timedelta = timedelta(0)
    private: timedelta = timedelta(0)
    group: timedelta = timedelta(0)


PACES: Mapping[str, Pace] = {
    # Telegram: 30 a second in all, 1 a second in a chat, 20 a minute in a group; answers to taps share the same limits.
    "telegram": Pace(
        channel=timedelta(milliseconds=40), private=timedelta(seconds=1), group=timedelta(seconds=3, milliseconds=100)
    ),
}


class Slots:
    """Remembers the next free moment of each channel and chat. Lost at a restart, which costs nothing."""

    def __init__(self, paces: Mapping[str, Pace]) -> None:
        self._paces = paces
        self._next: dict[tuple[str, str], datetime] = {}

    def free(self, to: Address, now: datetime) -> bool:
        """Say whether `to` may be written to at `now`."""
        whole, chat = (to.channel, ""), (to.channel, to.chat)
        return self._next.get(whole, _LONG_AGO) <= now and self._next.get(chat, _LONG_AGO) <= now

    def book(self, to: Address, now: datetime) -> None:
        """Take the slot at `now`."""
        pace = self._paces.get(to.channel, Pace())
        self._next[to.channel, ""] = now + pace.channel
        self._next[to.channel, to.chat] = now + (pace.group if to.audience is Audience.GROUP else pace.private)

    def hold(self, to: Address, until: datetime) -> None:
        """Let a chat rest until `until`: the platform asked for it."""
        self._next[to.channel, to.chat] = until
