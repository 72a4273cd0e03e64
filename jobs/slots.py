"""When a channel and a chat may be written to again, by an absolute clock: slots are booked, limits never met.

All in seconds of `Clock.monotonic`, so that nothing stops when the clock on the wall is set. Lives on the event loop.
Of a restart only the chats are told that the ledger knows to have been written to (`wrote`): a channel's next slot has
come by then. Whoever got a direct answer in the last second before it may meet a 429, which is waited out.
"""

import asyncio
import contextlib
import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.chat import Address, Audience, NotSent
from bot.clock import Clock
from bot.rules.retries import channel_pause
from jobs.windows import Window, Windows

_LONGEST_WAIT = 30.0
"""Seconds a direct answer may wait for a chat that the platform lets rest: later it would answer nobody."""

_LATEST = 1.0
"""Seconds a call is thought to arrive late at most: what takes longer says nothing about when it arrived."""

_CALLS = 64
"""Calls of a channel that are remembered: more than any platform takes in a second."""

_ROUNDING = 1e-6
"""Seconds below which a wait is the rounding of sums: a clock that stands still would never be there."""

_PATIENCE = 1.0
"""Seconds something planned may stand in the line of its channel while others are answered: then it is taken anew."""

_REMEMBERED = 4096
"""Chats whose last slot is remembered before those long free are forgotten."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The least seconds between two messages: of the whole channel, to one person, to one group.

    `most` is how many messages the platform takes in any second; 0: any number. `windows`: what it takes in one chat.
    """

    channel: float = 0.0
    private: float = 0.0
    group: float = 0.0
    most: int = 0
    windows: tuple[Window, ...] = ()


_TALK = (Window(28, 60, kept=8), Window(950, 3600, kept=100))
"""WeCom takes 30 a minute and 1,000 an hour to one chat and silently drops what is more, so we stay a little under.
People talk in bursts: only what is planned leaves room for them."""

PACES: Mapping[str, Pace] = {
    # Telegram: 30 a second in all, 1 a second in a chat, 20 a minute in a group; answers to taps share the same limits.
    # 29 a second leave no sliding second over 30; the rest is a little more than asked, for the way there varies.
    "telegram": Pace(channel=1 / 29, private=1.1, group=3.1, most=30),
    "wecom": Pace(windows=_TALK),
    "wecom-app": Pace(windows=_TALK),
    "wecom-hook": Pace(windows=(Window(18, 60),)),  # 20 a minute; more are refused
}


class Slots:
    """Books slots. Direct answers take theirs first, each in turn; planned messages stand in line for what is left."""

    def __init__(self, clock: Clock, paces: Mapping[str, Pace] = PACES) -> None:
        self._clock, self._paces = clock, paces
        self._channels: dict[str, float] = {}
        self._chats: dict[tuple[str, str], float] = {}
        self._windows = {name: Windows(pace.windows) for name, pace in paces.items() if pace.windows}
        self._rests: dict[str, float] = {}  # because it failed
        self._asked: dict[str, float] = {}  # because the platform asked for it
        self._troubles: dict[str, int] = {}
        self._opens: dict[str, Callable[[], bool]] = {}
        self._lines: defaultdict[str, _Line] = defaultdict(_Line)

    def opens_when(self, channel: str, ready: Callable[[], bool]) -> None:
        """Let what is planned for a channel rest while it is not `ready`, which the writer's thread asks as well."""
        self._opens[channel] = ready

    async def turn(self, to: Address) -> None:
        """Wait for the next free slot of `to` and take it, before everything that was planned.

        Where time does not pass by itself nobody waits. Raises NotSent where the chat rests for long.
        """
        wait = self._answer_wait(to)
        if wait > _LONGEST_WAIT:
            raise NotSent("the platform has asked for a rest", wait)
        at = self._clock.monotonic() + wait
        self._book_chat(to, at)  # before waiting: whoever comes next queues behind
        await self._clock.until(at)
        at = max(self._clock.monotonic(), self._channels.get(to.channel, 0.0))
        self._channels[to.channel] = at + self._pace(to).channel
        self._lines[to.channel].calls.append(Call(at))
        await self._clock.until(at)

    async def leave(self, to: Address) -> "Call | None":
        """Stand in the line of the channel and take a slot when it comes: the call leaves at that moment.

        Those in line leave as they came, and behind every direct answer. None, and no slot taken, where by then the
        chat or the channel rests, or too many had to be answered.
        """
        line, until = self._lines[to.channel], self._clock.monotonic() + _PATIENCE
        line.length += 1
        try:
            async with line.first:
                while (wait := self._planned_wait(to)) > 0 and not self.rests(to.channel):
                    at = self._clock.monotonic() + wait
                    if at > until:
                        return None
                    if not await self._clock.until(at):
                        break
                if self.rests(to.channel) or self.chat_wait(to) > 0:
                    return None
                return self.take(to)
        finally:
            line.length -= 1

    @contextlib.contextmanager
    def timed(self, call: "Call") -> Iterator[None]:
        """Note how long a call takes that leaves now: what is slow on its way comes close to what follows."""
        call.left, call.took = self._clock.monotonic(), None
        try:
            yield
        finally:
            call.took = self._clock.monotonic() - call.left

    def ready(self, channels: Iterable[str], ahead: int = 0) -> list[str]:
        """Return the channels that do not rest and have a free slot now, or within so many slots, for one more."""
        return [channel for channel in channels if self.line_wait(channel, ahead) <= 0]

    def line_wait(self, channel: str, ahead: int = 0) -> float:
        """Return the seconds until a slot is free, or `ahead` slots from that, for one behind all who stand in line."""
        if self.rests(channel):
            return self.channel_wait(channel)
        gap = self._paces.get(channel, Pace()).channel
        return _unless_rounding(self.channel_wait(channel) + (self._lines[channel].length - ahead) * gap)

    def channel_wait(self, channel: str) -> float:
        """Return the seconds until the channel has a slot for what is planned."""
        return _unless_rounding(max(self._channels.get(channel, 0.0), self._rested(channel)) - self._clock.monotonic())

    def rests(self, channel: str) -> bool:
        """Say whether what is planned for a channel waits because it failed, asked for it or is not open yet."""
        return self._rested(channel) > self._clock.monotonic()

    def chat_wait(self, to: Address) -> float:
        """Return the seconds until what is planned for the chat may be written; none: now."""
        return self._wait(to, planned=True)

    def _answer_wait(self, to: Address) -> float:
        return self._wait(to, planned=False)

    def _wait(self, to: Address, *, planned: bool) -> float:
        now = self._clock.monotonic()
        wait = self._chats.get((to.channel, to.chat), 0.0) - now
        if windows := self._windows.get(to.channel):
            wait = max(wait, windows.wait(to.chat, now, planned=planned))
        return max(0.0, _unless_rounding(wait))

    def take(self, to: Address) -> "Call":
        """Take the slot that is free now: of the channel and of the chat.

        Slots of a channel follow each other by an absolute clock: one that is taken late does not push back all the
        others. What is caught up so is half a slot at most, which leaves 30 in any second at 29 a second.
        """
        now, gap = self._clock.monotonic(), self._pace(to).channel
        self._channels[to.channel] = max(now - gap / 2, self._channels.get(to.channel, 0.0)) + gap
        call = Call(now)
        self._lines[to.channel].calls.append(call)
        self._book_chat(to, now)
        return call

    def wrote(self, to: Address, ago: float) -> None:
        """Note that the house before wrote to a chat so many seconds ago; the latest last."""
        self._book_chat(to, self._clock.monotonic() - ago)

    def arrived(self, to: Address) -> None:
        """Note that what was sent to a chat last may have arrived only now."""
        now = self._clock.monotonic()
        self._pause_chat(to, now)
        if windows := self._windows.get(to.channel):
            windows.arrived(to.chat, now)

    def memory(self) -> Mapping[str, float]:
        """Return for how many seconds the channels count what was written to a chat, where that is long."""
        return {name: max(one.seconds for one in self._paces[name].windows) for name in self._windows}

    def rest(self, to: Address, seconds: float) -> None:
        """Let a chat rest: the platform asked for it."""
        key = to.channel, to.chat
        self._chats[key] = max(self._chats.get(key, 0.0), self._clock.monotonic() + seconds)

    def trouble(self, channel: str, at_least: float = 0.0) -> float:
        """Note that the channel failed; let what is planned rest, longer each time in a row. Returns the seconds.

        `at_least` is what the platform asked for. No rest that stands is cut short.
        """
        self._troubles[channel] = self._troubles.get(channel, 0) + 1
        now = self._clock.monotonic()
        self._rests[channel] = max(self._rests.get(channel, 0.0), now + channel_pause(self._troubles[channel]))
        self._asked[channel] = max(self._asked.get(channel, 0.0), now + at_least)
        return self._rest_ends(channel) - now

    def works(self, channel: str) -> None:
        """Note that the channel works. What the platform asked for stands: the call may have left before."""
        self._troubles.pop(channel, None)
        self._rests.pop(channel, None)

    def _rested(self, channel: str) -> float:
        opens = self._opens.get(channel)
        if opens and not opens():
            return math.inf
        return self._rest_ends(channel)

    def _rest_ends(self, channel: str) -> float:
        """Return when a channel has rested, whether it is open by then or not."""
        return max(self._rests.get(channel, 0.0), self._asked.get(channel, 0.0))

    def _planned_wait(self, to: Address) -> float:
        """Return the seconds until a slot comes and the platform surely has no more than it takes in a second.

        The call that left `most` calls ago has arrived, at the latest, as much later than the quickest as its answer
        came later. One that is slow and not answered yet is looked at again a slot later.
        """
        wait, pace = self.channel_wait(to.channel), self._pace(to)
        calls = self._lines[to.channel].calls
        if not pace.most or len(calls) < pace.most:
            return wait
        before, now = calls[-pace.most], self._clock.monotonic()
        quickest = min((call.took for call in calls if call.took), default=0.0)
        took = now - before.left if before.took is None else before.took
        late = min(max(0.0, took - quickest), _LATEST)
        if before.took is None and 0 < late < _LATEST:
            return max(wait, pace.channel)
        return max(wait, _unless_rounding(before.left + 1 + late - now))

    def _book_chat(self, to: Address, at: float) -> None:
        self._pause_chat(to, at)
        if windows := self._windows.get(to.channel):
            windows.book(to.chat, at, self._clock.monotonic())

    def _pause_chat(self, to: Address, at: float) -> None:
        pace = self._pace(to)
        gap = pace.group if to.audience is Audience.GROUP else pace.private
        if gap:
            self._chats[to.channel, to.chat] = max(at + gap, self._chats.get((to.channel, to.chat), 0.0))
        if len(self._chats) > _REMEMBERED:
            now = self._clock.monotonic()
            self._chats = {key: free for key, free in self._chats.items() if free > now}

    def _pace(self, to: Address) -> Pace:
        return self._paces.get(to.channel, Pace())


def _unless_rounding(wait: float) -> float:
    return 0.0 if 0 < wait < _ROUNDING else wait


@dataclass(slots=True)
class Call:
    """When a call left (till then its slot), and the seconds to its answer: None while awaited, 0 if nobody looked."""

    left: float
    took: float | None = 0.0


class _Line:
    """Who waits to write over one channel, `first` held by whoever leaves next, and the calls that left last."""

    def __init__(self) -> None:
        self.length = 0
        self.first = asyncio.Lock()
        self.calls: deque[Call] = deque(maxlen=_CALLS)
