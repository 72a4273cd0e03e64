"""The contract of all channels, on WeCom's robot."""

import pytest

from bot.chat import Card
from tests.channels.contract import ChannelContract, Shown, Talker, Traits
from tests.channels.wecom.robot.house import RobotHouse
from tests.wecom_server.listening import Listener
from tests.wecom_server.robot.people import Person, Place
from tests.wecom_server.world import Message


class RobotTalker:
    """One person, in private or in a group."""

    def __init__(self, person: Person, group: Place | None = None) -> None:
        self.person, self.group = person, group
        self.place: Listener = group.seen_by(person) if group else person
        self._told = Listener(person.world, person.chat, person.member)

    def shown(self, message: Message) -> Shown:
        look, media = message.look(self.person.member), message.media
        picture = media.content if media and media.kind == "image" else None
        file = (media.name, media.content) if media and media.kind == "file" else None
        return Shown(message.id, look.text, tuple(look.buttons), picture, file)

    async def opens(self, code: str) -> None:
        self.person.says(f"/start {code}")

    async def says(self, text: str) -> None:
        self.person.says(f"@结对 {text}" if self.group else text, to=self.group)

    async def taps(self, label: str, on: Shown) -> None:
        self.person.taps(next(m for m in self.place.messages if m.id == on.key), label)

    async def sends(self, name: str, content: bytes) -> None:
        self.person.sends_file(name, content)

    async def hears(self, words: str) -> Shown:
        return self.shown(await self.place.hears(words))

    async def is_told(self, words: str) -> None:
        await self._told.hears(words)

    async def sees(self) -> list[Shown]:
        return [self.shown(m) for m in self.place.messages]


class RobotDriver:
    """The small house on the robot, as the contract drives it."""

    traits = Traits(captions=False, names_files=False, tells_language=False, rewrites=0)

    def __init__(self, house: RobotHouse) -> None:
        self.house, self.handlers = house, house.handlers

    async def person(self, name: str, language: str = "zh") -> RobotTalker:
        return RobotTalker(self.house.server.person(name))

    async def group(self, *people: Talker) -> list[Talker]:
        persons = [one.person for one in people if isinstance(one, RobotTalker)]
        for person in persons:
            person.says("您好")
            await person.hears("没看懂")
        self.handlers.heard.clear()
        group = self.house.server.group("对子", *persons)
        return [RobotTalker(person, group) for person in persons]

    async def send(self, to: Talker, shown: Card) -> str:
        assert isinstance(to, RobotTalker)
        return await self.house.send(to.place.chat, shown)

    async def edit(self, to: Talker, message: str, shown: Card) -> None:
        assert isinstance(to, RobotTalker)
        await self.house.edit(to.place.chat, message, shown)


class TestRobotContract(ChannelContract):
    @pytest.fixture
    def driver(self, house: RobotHouse) -> RobotDriver:
        return RobotDriver(house)
