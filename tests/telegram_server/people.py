"""Users a test moves: they type, tap, open links, send files, block the bot, and listen."""

import itertools
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from tests.telegram_server.bell import PATIENCE
from tests.telegram_server.listening import Listener
from tests.telegram_server.markup import found_in
from tests.telegram_server.telling import rank_of_bot, tell, tell_rank
from tests.telegram_server.world import Chat, Content, Message, Person, Query, World

TAPS = 3 << 33
"""Taps of one person are a line of their own: the real server lets those of a whole group come side by side."""


class User(Listener):
    """One user of Telegram. Without `to`, everything happens in their private chat with the bot."""

    queries = itertools.count(4_382_000_000_000_000_001)

    def __init__(self, world: World, person: Person) -> None:
        super().__init__(world, world.private(person))
        self.person, self.id, self.name = person, person.id, person.first_name

    def says(
        self, text: str, *, to: Listener | None = None, reply_to: Message | None = None, thread: int | None = None
    ) -> Message:
        """Type a message."""
        return self._post(Content(text, tuple(found_in(text, []))), to, reply_to, thread)

    def opens_link(self, code: str = "") -> Message:
        """Open `t.me/<bot>?start=<code>` and press Start; a blocked bot is unblocked by it."""
        self.unblocks_bot()
        return self.says(f"/start {code}".strip())

    def sends_document(
        self, name: str, content: bytes, *, mime: str = "application/octet-stream", caption: str = "",
        to: Listener | None = None, claimed_bytes: int | None = None,
    ) -> Message:  # fmt: skip
        """Send a file; `claimed_bytes` tells another size than it has."""
        stored = self._world.keep(name, content, mime, claimed_bytes=claimed_bytes)
        return self._post(Content(caption, tuple(found_in(caption, [])), document=stored), to, None, None)

    def edits(self, message: Message, text: str) -> None:
        """Change a message of their own."""
        message.versions.append(replace(message.content, text=text, entities=tuple(found_in(text, []))))
        message.edited_at = self._world.clock.now()
        tell(self._world, message, "edited_message")

    def taps(self, message: Message, label: str, *, version: int = -1) -> Query:
        """Tap a callback button by its label; `version` taps the keyboard of an earlier state of the message."""
        button = find_button(message, label, version)
        if "callback_data" not in button:
            raise AssertionError(f"“{label}” is not a callback button: {button}")
        self.person.known = True
        query = Query(str(next(self.queries)), self.person, message, button["callback_data"], self._world.clock.now())
        self._world.queries[query.id] = query
        told = {
            "id": query.id,
            "from": self.person.as_api(),
            "message": message.as_api(),
            "chat_instance": str(hash(("instance", message.chat.id))),
            "data": query.data,
        }
        self._world.updates.add("callback_query", told, TAPS + self.id)
        return query

    def follows(self, message: Message, label: str) -> str:
        """Tap a link button and return its address; a deep link to the bot is opened."""
        url = str(find_button(message, label, -1)["url"])
        parts = urlsplit(url)
        if parts.netloc in {"t.me", "telegram.me"} and parts.path.strip("/") == self._world.bot.username:
            self.opens_link(parse_qs(parts.query).get("start", [""])[0])
        return url

    def blocks_bot(self) -> None:
        """Block the bot; it is told."""
        self._stand(blocked=True)

    def unblocks_bot(self) -> None:
        """Unblock the bot; it is told."""
        self._stand(blocked=False)

    def deletes_account(self) -> None:
        """Be deactivated; the bot learns it only when it writes."""
        self.person.deactivated = True

    async def sees(self, words: str, *, within: float = PATIENCE) -> str:
        """Wait for a toast or alert with these words after a tap of theirs."""
        seen = await self._next(words, {"toast", "alert"}, within, person=self.person)
        return seen.text

    def _stand(self, *, blocked: bool) -> None:
        if self.person.blocked != blocked:
            before = rank_of_bot(self._world, self.chat)
            self.person.blocked = blocked
            tell_rank(self._world, self.chat, self.person, before)

    def _post(self, content: Content, to: Listener | None, reply_to: Message | None, thread: int | None) -> Message:
        chat = to.chat if to else self.chat
        self._may_write(chat)
        message = self._world.post(chat, self.person, content, reply_to=reply_to, thread=thread)
        tell(self._world, message)
        return message

    def _may_write(self, chat: Chat) -> None:
        if chat.person:
            if self.person.blocked:
                raise AssertionError(f"{self.name} blocked the bot and cannot write to it")
            self.person.started = True
        elif self.id not in chat.ranks:
            raise AssertionError(f"{self.name} is not in {chat.title}")


def find_button(message: Message, label: str, version: int) -> dict[str, str]:
    """Return the button with this label, or the only one that contains it."""
    buttons = [button for row in message.versions[version].keyboard for button in row]
    exact = [b for b in buttons if b["text"] == label]
    near = exact or [b for b in buttons if label in b["text"]]
    if not near:
        raise AssertionError(f"no button “{label}” under “{message.text}”: {message.buttons}")
    return near[0]
