"""The contract of all channels, on WeCom's app."""

import pytest

from bot.chat import Card
from tests.channels.contract import ChannelContract, Shown, Talker, Traits
from tests.channels.wecom.app.house import AppHouse
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.listening import Listener
from tests.wecom_server.world import Message


class AppTalker:
    """One person, in private."""

    def __init__(self, person: AppPerson) -> None:
        self.person = person
        self._told = Listener(person.world, person.chat, person.member)

    def shown(self, message: Message) -> Shown:
        look, media = message.look(self.person.member), message.media
        picture = media.content if media and media.kind == "image" else None
        file = (media.name, media.content) if media and media.kind == "file" else None
        return Shown(message.id, look.text, tuple(look.buttons), picture, file)

    async def opens(self, code: str) -> None:
        self.person.says(f"/start {code}")

    async def says(self, text: str) -> None:
        self.person.says(text)

    async def taps(self, label: str, on: Shown) -> None:
        self.person.taps(next(m for m in self.person.messages if m.id == on.key), label)

    async def sends(self, name: str, content: bytes) -> None:
        self.person.sends_file(name, content)

    async def hears(self, words: str) -> Shown:
        return self.shown(await self.person.hears(words))

    async def is_told(self, words: str) -> None:
        await self._told.hears(words)

    async def sees(self) -> list[Shown]:
        return [self.shown(m) for m in self.person.messages]


class AppDriver:
    """The small house on the app, as the contract drives it."""

    traits = Traits(captions=False, names_files=False, tells_language=False, rewrites=1)

    def __init__(self, house: AppHouse) -> None:
        self.house, self.handlers = house, house.handlers

    async def person(self, name: str, language: str = "zh") -> AppTalker:
        return AppTalker(self.house.door.person(name))

    async def group(self, *people: Talker) -> list[Talker]:
        raise NotImplementedError

    async def send(self, to: Talker, shown: Card) -> str:
        assert isinstance(to, AppTalker)
        return await self.house.send(to.person, shown)

    async def edit(self, to: Talker, message: str, shown: Card) -> None:
        assert isinstance(to, AppTalker)
        await self.house.edit(to.person, message, shown)


class TestAppContract(ChannelContract):
    # An app is in no group whose members could tap anything: messages to groups carry no cards.
    test_one_card_in_a_group_serves_all_and_tells_only_who_tapped = None  # type: ignore[assignment]

    @pytest.fixture
    def driver(self, house: AppHouse) -> AppDriver:
        return AppDriver(house)
