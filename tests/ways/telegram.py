"""Telegram: over the project's own Bot API server."""

from typing import Any

from bot.chat import Attachment
from bot.clock import HandClock
from bot.config import Telegram
from tests.telegram_server.groups import Group
from tests.telegram_server.people import TAPS, User
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Content, Message, Query
from tests.ways.elsewhere import Elsewhere, Seen, Someone, seen
from tests.world import Heard, Person


class TelegramPerson(Someone):
    """A user of Telegram."""

    world: "TelegramWorld"

    def __init__(self, world: "TelegramWorld", name: str, language: str = "") -> None:
        super().__init__(world, name, language)
        self.phone: User = world.server.user(name or "某人", language=language or "zh-hans")
        self.phone.person.started = True
        self.user = str(self.phone.id)
        self._query: Query | None = None
        world.people.append(self)
        for group in world.groups.values():
            group.chat.ranks[self.phone.id] = "member"

    def sends(self, text: str, to: str, file: Attachment | None, reply_to: Heard | None) -> None:
        """Type or send."""
        group = self.world.place(to) if to else None
        if file:
            self.phone.sends_document(file.name, file.content, mime=file.media_type, caption=text, to=group)
            return
        card = reply_to.said if isinstance(reply_to, Seen) else None
        words = f"@{self.world.server.world.bot.username} {text}" if group and text[:1] != "/" else text
        self.phone.says(words, to=group, reply_to=card)

    def touches(self, message: Heard, label: str) -> None:
        """Tap a button as it was when the message was looked at."""
        assert isinstance(message, Seen)
        self._touch(message.said, message.buttons[label])

    def touches_nothing(self, data: str) -> None:
        """Tap what is not there, on the newest message."""
        world = self.phone._world
        mine = [one for one in self.phone.messages if one.sender is world.bot]
        self._touch(mine[-1] if mine else world.post(self.phone.chat, world.bot, Content("…")), data)

    def _touch(self, card: Message, data: str) -> None:
        world = self.phone._world
        self.phone.person.known = True
        self._query = Query(str(next(User.queries)), self.phone.person, card, data, world.clock.now())
        world.queries[self._query.id] = self._query
        told = {"id": self._query.id, "from": self.phone.person.as_api(), "message": card.as_api()}
        world.updates.add("callback_query", {**told, "chat_instance": "1", "data": data}, TAPS + self.phone.id)

    @property
    def toast(self) -> str:
        """Return what the last tap was answered with."""
        return str((self._query.answer or {}).get("text", "")) if self._query else ""

    @toast.setter
    def toast(self, _nothing: str) -> None:
        self._query = None

    def thread(self, chat: str = "") -> list[Heard]:
        """Return what the bot said, oldest first."""
        if chat and chat not in self.world.groups:
            return super().thread(chat)  # a group page of the web
        place = self.world.groups[chat].chat if chat else self.phone.chat
        bot = self.world.server.world.bot
        return [_seen(one) for one in place.messages if one.sender is bot and not one.deleted and not one.service]


class TelegramWorld(Elsewhere):
    """A house on Telegram, by polling."""

    channel = "telegram"
    called = "Telegram"

    def begin(self, clock: HandClock) -> None:
        """Start the Bot API."""
        self.server = TelegramServer(clock)
        self.loop.run_until_complete(self.server.__aenter__())

    def end(self) -> None:
        """Stop it; whatever the house did against the Bot API fails the test."""
        self.loop.run_until_complete(self.server.__aexit__(None, None, None))
        assert not self.server.violations, "\n".join(self.server.violations)

    def sections(self) -> dict[str, Any]:
        """Set the token."""
        super().sections()
        return {"telegram": Telegram(token=self.server.token, api_url=self.server.url)}

    def person(self, name: str, language: str = "") -> TelegramPerson:
        """Return a new user."""
        return TelegramPerson(self, name, language)

    def group_of(self, name: str, title: str) -> str:
        """Make a group with the bot in it."""
        owner = self.person("群主")
        group = self.groups[name] = Group.made(self.server.world, title, (owner.phone,), kind="supergroup", forum=False)
        group.chat.ranks[self.server.world.bot.id] = "member"
        group.chat.was_in.add(self.server.world.bot.id)
        group.chat.ranks |= {person.phone.id: "member" for person in self.people if person is not owner}
        return str(group.id)

    def chat_of(self, name: str) -> str:
        """Return its id."""
        return str(self.groups[name].id)

    def called_group(self, name: str) -> str:
        """Return its title."""
        return name

    def gathers(self, coordinator: Person) -> str:
        """Make a group and bind it there."""
        self.group_of("红色对子", "红色对子")
        coordinator.says("/bind", to="红色对子").hears("红色对子", chat="红色对子")
        return "红色对子"

    def place(self, name: str) -> Group:
        """Return a group by the name tests have for it; it is made where there is none."""
        if name not in self.groups:
            self.group_of(name, name)
        group: Group = self.groups[name]
        return group

    async def heard(self) -> None:
        """Wait for the updates and their answers."""
        await self.server.settled()
        assert self.app.telegram
        assert await self.app.telegram._intake.answering.drain(10)


def _seen(message: Message) -> Heard:
    content = message.content
    buttons = [[(str(b["text"]), str(b.get("callback_data") or b.get("url"))) for b in row] for row in content.keyboard]
    file = (content.document.name, content.document.content) if content.document else None
    picture = content.photo.content if content.photo else None
    return seen(str(message.id), message, content.text, buttons, file=file, picture=picture)
