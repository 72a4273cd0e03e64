"""WeCom: the smart robot over its long connection, and the self-built app that is called over https."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

from starlette.applications import Starlette

from bot.channels.web.asgi import shortcut
from bot.channels.web.server import listen, serve
from bot.channels.wecom.app.callback import PATH
from bot.channels.wecom.names import message_of
from bot.channels.wecom.robot import frames
from bot.chat import Attachment
from bot.clock import HandClock
from bot.config import WecomApp, WecomRobot
from tests.ways.elsewhere import Elsewhere, Seen, Someone, seen
from tests.wecom_server.app.door import AES_KEY, AGENT_ID, CORP_ID, TOKEN, AppDoor
from tests.wecom_server.app.door import SECRET as APP_SECRET
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.robot.people import Person as RobotUser
from tests.wecom_server.robot.people import Place
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer
from tests.wecom_server.world import Chat, Member, Message
from tests.world import Heard, Person


class WecomPerson(Someone):
    """Somebody of the corporation, in private with the robot or the app."""

    phone: RobotUser | AppPerson

    def touches(self, message: Heard, label: str) -> None:
        """Tap, or choose and send off, a button as it was when the message was looked at."""
        assert isinstance(message, Seen)
        key = message.buttons[label]
        cards = [one for one in message.said if key in one.look(self.phone.member).buttons.values()]
        self._touch(cards[0] if cards else message.said[-1], key)

    def touches_nothing(self, data: str) -> None:
        """Tap what is not there, on the newest card."""
        cards = [one for one in self.phone.messages if one.kind == "template_card"]
        self._touch(cards[-1] if cards else self._stray(), data)

    def _touch(self, card: Message, key: str) -> None:
        look = card.look(self.phone.member)
        if look.choice:
            self.phone.click(card, look.submit or "submit", {look.choice: [key]})
        else:
            self.phone.click(card, key)

    def _stray(self) -> Message:
        """Return a card nobody sent."""
        chat = self.phone.chat
        body = {"card_type": "button_interaction", "task_id": "stray", "button_list": [{"text": "…", "key": "?"}]}
        return Message("stray", chat, chat.speaker, "template_card", body)

    def thread(self, chat: str = "") -> list[Heard]:
        """Return what was said, oldest first, as this person sees it now."""
        place = self.phone.chat
        if chat:
            if chat not in self.world.groups:
                return super().thread(chat)  # a group page of the web
            place = self.world.groups[chat].chat
        return [_seen(together, self.phone.member) for together in _cards(place)]


class RobotPerson(WecomPerson):
    """Somebody who writes to the robot."""

    world: "RobotWorld"
    phone: RobotUser

    def __init__(self, world: "RobotWorld", name: str, language: str = "") -> None:
        super().__init__(world, name, language)
        self.phone = world.server.person(name or "某人")
        self.phone.chat.contacted = True
        self.user = self.phone.member.userid
        world.people.append(self)
        for group in world.groups.values():
            group.chat.members.append(self.phone.member)

    def sends(self, text: str, to: str, file: Attachment | None, reply_to: Heard | None) -> None:
        """Write, mentioning the robot in groups."""
        if file:
            self.phone.sends_file(file.name, file.content)
            return
        place = self.world.place(to) if to else None
        self.phone.says(f"@结对 {text}" if place else text, to=place)


class RobotWorld(Elsewhere):
    """A house on the robot."""

    channel, called = "wecom", "企业微信"
    rewrites = tells_names = False
    breath = 8

    def begin(self, clock: HandClock) -> None:
        """Start the corporation."""
        self.server = WecomServer(clock)
        self.loop.run_until_complete(self.server.__aenter__())

    def end(self) -> None:
        """Stop it; what the house did against the facts, or lost silently, fails the test."""
        self.loop.run_until_complete(self.server.__aexit__(None, None, None))
        assert not self.server.world.violations, "\n".join(self.server.world.violations)
        assert not self.server.world.dropped

    def sections(self) -> dict[str, Any]:
        """Set the robot."""
        super().sections()
        return {"wecom_robot": WecomRobot(bot_id=BOT_ID, secret=SECRET, url=self.server.url)}

    def person(self, name: str, language: str = "") -> RobotPerson:
        """Return somebody new in the corporation."""
        return RobotPerson(self, name, language)

    def place(self, name: str) -> Place:
        """Return a group by the name tests have for it; it is made where there is none."""
        if name not in self.groups:
            self.group_of(name, name)
        place: Place = self.groups[name]
        return place

    def group_of(self, name: str, title: str) -> str:
        """Make a group with the robot in it."""
        self.groups[name] = group = self.server.group(title, *(person.phone for person in self.people))
        group.chat.contacted = True  # somebody has mentioned the robot there, or it was not bound
        return self.chat_of(name)

    def chat_of(self, name: str) -> str:
        """Return its chatid."""
        return str(self.groups[name].chat.id)

    def gathers(self, coordinator: Person) -> str:
        """Make a group and bind it there."""
        self.group_of("红色对子", "红色对子")
        coordinator.says("/bind", to="红色对子").hears("红色对子", chat="红色对子")
        return "红色对子"

    async def heard(self) -> None:
        """Wait for what was told, and for its answers. A ping is answered after all that was told before it."""
        robot = self.app.robot
        assert robot
        await robot._line.call(frames.PING)
        assert await robot._intake.hearing.drain(10)
        assert await robot._intake.answering.drain(10)


class InApp(WecomPerson):
    """Somebody in the app's scope."""

    world: "AppWorld"
    phone: AppPerson

    def __init__(self, world: "AppWorld", name: str, language: str = "") -> None:
        super().__init__(world, name, language)
        self.phone = world.door.person(name or "某人")
        self.user = self.phone.member.userid

    def sends(self, text: str, to: str, file: Attachment | None, reply_to: Heard | None) -> None:
        """Write, or send a file."""
        assert not to, "nobody is heard in groups by the app"
        if file:
            self.phone.sends_file(file.name, file.content)
        else:
            self.phone.says(text)


class AppWorld(Elsewhere):
    """A house on the app. What groups read is the web's."""

    channel, called = "wecom-app", "企业微信应用"
    hears_groups = tells_names = False
    breath = 8

    def begin(self, clock: HandClock) -> None:
        """Start the corporation with its app."""
        self.door = AppDoor(WecomServer(clock))
        self.loop.run_until_complete(self.door.__aenter__())
        self._serving: asyncio.Task[None] | None = None

    def end(self) -> None:
        """Stop it; what the house did against the facts, or lost silently, fails the test."""
        self.loop.run_until_complete(self.door.__aexit__(None, None, None))
        assert not self.door.world.violations, "\n".join(self.door.world.violations)
        assert not self.door.world.dropped

    def sections(self) -> dict[str, Any]:
        """Set the app."""
        super().sections()
        keys = {"secret": APP_SECRET, "token": TOKEN, "aes_key": AES_KEY, "api_url": self.door.url}
        return {"wecom_app": WecomApp.model_validate({"corp_id": CORP_ID, "agent_id": AGENT_ID, **keys})}

    def opened(self) -> None:
        """Let the house be called, and listen."""
        assert self.app.wecom_app
        taken = listen("127.0.0.1", 0)
        self.door.app.url = f"http://127.0.0.1:{taken.getsockname()[1]}{PATH}"
        serving = serve(shortcut(self.app.wecom_app.routes, Starlette()), taken, lambda: None)
        self._serving = self.loop.create_task(serving)
        super().opened()

    def left(self) -> None:
        """End both."""
        super().left()
        if self._serving:
            self._serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                self.loop.run_until_complete(self._serving)
            self._serving = None

    def person(self, name: str, language: str = "") -> InApp:
        """Return somebody new in the corporation."""
        return InApp(self, name, language)

    async def heard(self) -> None:
        """Wait until every call was taken in and answered."""
        await self.door.settled()
        assert self.app.wecom_app
        assert await self.app.wecom_app._intake.answering.drain(10)


def _cards(place: Chat) -> Iterator[list[Message]]:
    """Yield what was said, what belongs to one card together: its words, its pages, its files."""
    together: list[Message] = []
    for one in place.messages:
        if one.author is not place.speaker:
            continue
        is_card, is_file = one.kind == "template_card", one.media is not None
        before = [said for said in together if said.kind == "template_card"]
        goes_on = is_file or (is_card and (not before or message_of(before[0].task_id) == message_of(one.task_id)))
        if together and not goes_on:
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def _seen(said: list[Message], viewer: Member) -> Heard:
    looks = [message.look(viewer) for message in said]
    media = [message.media for message in said if message.media]
    files = [(one.name, one.content) for one in media if one.kind == "file"]
    pictures = [one.content for one in media if one.kind == "image"]
    rows = [list(shown.items()) for look in looks for shown in (look.buttons, look.links)]
    text = "\n".join(look.text for look in looks if look.text)
    return seen(
        said[0].id, said, text, rows, file=files[-1] if files else None, picture=pictures[-1] if pictures else None
    )  # fmt: skip
