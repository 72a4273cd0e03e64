"""A channel that works like the one behind it, except for the failures it was told of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.chat import EVERYWHERE, Address, Audience, Card, Channel, Reader


@dataclass
class MoodyChannel:
    """Raises what is in `failures`, one a call, before it passes calls on again. `edits` counts those that went on.

    `before` is done before each failure.
    """

    behind: Channel
    failures: list[Exception] = field(default_factory=list)
    edits: int = 0
    name: str = "moody"
    rewrites: frozenset[Audience] = EVERYWHERE
    before: Callable[[], None] = lambda: None

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Send, unless a failure is due."""
        self._fail()
        return await self.behind.send(to, card, reader)

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Edit, unless a failure is due."""
        self._fail()
        await self.behind.edit(to, message, card, reader)
        self.edits += 1

    async def run(self) -> None:
        """Listen like the one behind."""
        await self.behind.run()

    def _fail(self) -> None:
        if self.failures:
            self.before()
            raise self.failures.pop(0)
