"""Taps on cards that nobody has answered with a change yet: the card can be changed for five seconds."""

from collections import OrderedDict
from dataclasses import dataclass

from bot.channels.wecom.names import message_of
from bot.clock import Clock

WITHIN = 4.5
"""Seconds: WeCom takes a change for five, and there is the way there."""

_MOST = 1000


@dataclass(frozen=True, slots=True)
class Open:
    """A tap: the callback's name, the card's, and when it came."""

    req_id: str
    task: str
    at: float


class Taps:
    """Open taps by the message they were on, the latest of each."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: OrderedDict[str, Open] = OrderedDict()

    def came(self, req_id: str, task: str) -> None:
        """Note that a card was tapped."""
        message = message_of(task)
        self._open.pop(message, None)
        self._open[message] = Open(req_id, task, self._clock.monotonic())
        if len(self._open) > _MOST:
            self._open.popitem(last=False)

    def is_open(self, message: str) -> bool:
        """Say whether there is a tap by which a message can be changed now."""
        tap = self._open.get(message)
        return tap is not None and self._clock.monotonic() - tap.at < WITHIN

    def take(self, message: str) -> Open | None:
        """Return a tap by which a message can be changed now, and use it up."""
        is_open, tap = self.is_open(message), self._open.pop(message, None)
        return tap if is_open else None

    def used(self, req_id: str, task: str) -> None:
        """Note that a tap was answered with a change."""
        message = message_of(task)
        if (tap := self._open.get(message)) and tap.req_id == req_id:
            del self._open[message]
