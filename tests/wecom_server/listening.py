"""Hearing what happens in a chat, in order, without sleeping, with somebody's eyes."""

from tests.telegram_server.bell import PATIENCE
from tests.wecom_server.world import Chat, Member, Message, Seen, World


class Listener:
    """Follows one chat as one person sees it: each thing heard is heard once, and nothing before it again."""

    def __init__(self, world: World, chat: Chat, viewer: Member | None = None) -> None:
        self.world, self.chat, self.viewer = world, chat, viewer
        self._heard = 0

    @property
    def messages(self) -> list[Message]:
        """Return what the robot or app has said here."""
        return [m for m in self.chat.messages if m.author is self.chat.speaker]

    @property
    def last(self) -> Message:
        """Return what it said last."""
        return self.chat.last

    def text(self, message: Message) -> str:
        """Return the words of a message as they are now."""
        return message.look(self.viewer).text

    async def hears(self, words: str = "", *, within: float = PATIENCE) -> Message:
        """Wait for a new or updated message that contains the words."""
        return await self._next(words, {"message", "update"}, within)

    async def hears_update(self, words: str = "", *, within: float = PATIENCE) -> Message:
        """Wait for the update of a card that contains the words."""
        return await self._next(words, {"update"}, within)

    async def _next(self, words: str, kinds: set[str], within: float) -> Message:
        def news() -> list[Seen]:
            return [seen for seen in self.world.journal[self._heard :] if seen.kind in kinds and self._sees(seen)]

        def found() -> Seen | None:
            return next((seen for seen in news() if words in self.text(seen.message)), None)

        seen = await self.world.bell.until(found, within)
        if seen is None:
            heard = "\n".join(f"  {s.kind}: {self.text(s.message)}" for s in news()) or "  nothing"
            raise AssertionError(f"“{words}” was not heard within {within} s. Heard was:\n{heard}")
        self._heard = seen.number + 1
        return seen.message

    def _sees(self, seen: Seen) -> bool:
        mine = seen.message.chat is self.chat and seen.message.author is self.chat.speaker
        return mine and (seen.who is None or self.viewer is None or self.viewer.userid in seen.who)
