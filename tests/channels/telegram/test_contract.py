"""The contract of all channels, on Telegram."""

import pytest

from bot.chat import Card
from tests.channels.contract import ChannelContract, Shown, Talker, Traits
from tests.channels.telegram.house import TelegramHouse
from tests.telegram_server.groups import Group
from tests.telegram_server.listening import Listener
from tests.telegram_server.people import User
from tests.telegram_server.world import Message


def shown(message: Message) -> Shown:
    now, key = message.content, f"{message.chat.id}/{message.id}"
    picture = now.photo.content if now.photo else None
    file = (now.document.name, now.document.content) if now.document else None
    return Shown(key, message.text, tuple(label for row in message.buttons for label in row), picture, file)


class TelegramTalker:
    """One user, in private or in a group."""

    def __init__(self, user: User, group: Group | None = None) -> None:
        self.user, self.group = user, group
        self.place: Listener = group.again() if group else user

    async def opens(self, code: str) -> None:
        self.user.opens_link(code)

    async def says(self, text: str) -> None:
        self.user.says(text, to=self.group)

    async def taps(self, label: str, on: Shown) -> None:
        message = self.place.chat.find(int(on.key.rpartition("/")[2]))
        assert message
        self.user.taps(message, label)

    async def sends(self, name: str, content: bytes) -> None:
        self.user.sends_document(name, content, to=self.group)

    async def hears(self, words: str) -> Shown:
        return shown(await self.place.hears(words))

    async def is_told(self, words: str) -> None:
        await self.user.sees(words)

    async def sees(self) -> list[Shown]:
        return [shown(m) for m in self.place.messages if m.sender.is_bot and not m.service]


class TelegramDriver:
    """The small house on Telegram, as the contract drives it."""

    traits = Traits()

    def __init__(self, house: TelegramHouse) -> None:
        self.house, self.handlers = house, house.handlers

    async def person(self, name: str, language: str = "zh") -> TelegramTalker:
        return TelegramTalker(self.house.server.user(name, language={"zh": "zh-hans"}.get(language, language)))

    async def group(self, *people: Talker) -> list[Talker]:
        users = [one.user for one in people if isinstance(one, TelegramTalker)]
        group = self.house.server.group("对子", *users)
        await group.hears("没看懂")
        self.handlers.heard.clear()
        return [TelegramTalker(user, group) for user in users]

    async def send(self, to: Talker, shown: Card) -> str:
        assert isinstance(to, TelegramTalker)
        return await self.house.send(to.place.chat.id, shown)

    async def edit(self, to: Talker, message: str, shown: Card) -> None:
        assert isinstance(to, TelegramTalker)
        await self.house.edit(to.place.chat.id, message, shown)


class TestTelegramContract(ChannelContract):
    @pytest.fixture
    def driver(self, house: TelegramHouse) -> TelegramDriver:
        return TelegramDriver(house)
