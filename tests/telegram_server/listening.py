"""Hearing what the bot does in a chat, in order, without sleeping."""

from tests.telegram_server.bell import PATIENCE
from tests.telegram_server.world import Chat, Message, Person, Seen, World


class Listener:
    """Follows one chat: each thing heard is heard once, and nothing before it is heard again."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world, self.chat = world, chat
        self._heard: dict[str, int] = {}

    def again(self) -> "Listener":
        """Return other ears on the same chat, which hear everything for themselves."""
        return Listener(self._world, self.chat)

    @property
    def messages(self) -> list[Message]:
        """Return what stands in the chat now."""
        return [m for m in self.chat.messages if not m.deleted]

    @property
    def last(self) -> Message:
        """Return the bot's newest message here."""
        return next(m for m in reversed(self.messages) if m.sender is self._world.bot and not m.service)

    async def hears(self, words: str = "", *, within: float = PATIENCE) -> Message:
        """Wait for a new or edited message of the bot that contains the words."""
        seen = await self._next(words, {"message", "edit"}, within, person=self._world.bot)
        assert seen.message
        return seen.message

    async def hears_edit(self, words: str = "", *, within: float = PATIENCE) -> Message:
        """Wait for an edit by the bot that contains the words."""
        seen = await self._next(words, {"edit"}, within, person=self._world.bot)
        assert seen.message
        return seen.message

    async def _next(self, words: str, kinds: set[str], within: float, *, person: Person) -> Seen:
        ear = "taps" if "toast" in kinds else "chat"
        here = None if ear == "taps" else self.chat
        since = self._heard.get(ear, 0)

        def candidates() -> list[Seen]:
            rows = self._world.journal[since:]
            return [s for s in rows if s.kind in kinds and s.person is person and here in {None, s.chat}]

        found = await self._world.bell.until(lambda: next((s for s in candidates() if words in s.text), None), within)
        if found is None:
            heard = "\n".join(f"  {s.kind}: {s.text}" for s in candidates()) or "  nothing"
            raise AssertionError(f"“{words}” was not heard within {within} s. Heard was:\n{heard}")
        self._heard[ear] = found.number + 1
        return found
