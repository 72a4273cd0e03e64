"""The port through which a channel asks when it may send: platforms count every message, whoever causes it."""

from typing import Protocol

from bot.chat.requests import Address


class Pacing(Protocol):
    """Gives everybody who sends their turn, so that no limit of a platform is met."""

    async def turn(self, to: Address) -> None:
        """Wait for the next free slot of `to` and take it, before everything that was planned.

        Raises NotSent where the platform has asked for a rest that nobody would wait for.
        """

    def rest(self, to: Address, seconds: float) -> None:
        """Let a chat rest: the platform asked for it."""
