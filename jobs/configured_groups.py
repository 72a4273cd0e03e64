"""Binds the groups that the settings name as soon as their partnership is there."""

import logging
from collections.abc import Callable, Collection, Mapping

from bot.clock import Clock
from bot.services import configured_groups
from bot.store import Gate

LATENESS = "never too late: what is set holds until it is changed"
_log = logging.getLogger(__name__)


class ConfiguredGroups:
    """Looks whether the groups of one channel are bound as set; `tell` hears which cannot be yet."""

    def __init__(
        self, gate: Gate, clock: Clock, channel: str, wanted: Mapping[str, str],
        tell: Callable[[Collection[str]], None],
    ) -> None:  # fmt: skip
        self._gate, self._clock, self._channel, self._wanted, self._tell = gate, clock, channel, wanted, tell
        self._lost: frozenset[str] = frozenset()

    async def bind(self) -> bool:
        """Bind and let go what has to be; say whether something is different from the last time."""
        now = self._clock.now()
        lost = await self._gate.run(lambda ledger: configured_groups.bind(ledger, self._channel, self._wanted, now))
        self._tell(lost)
        before, self._lost = self._lost, lost
        for name in (name for name, chat in self._wanted.items() if chat in lost - before):
            _log.warning("no partnership is called %s: its group on %s is bound once there is one", name, self._channel)
        return before != lost
