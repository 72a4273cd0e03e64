"""A WeCom to play with by hand: `python -m tests.wecom_server --port 8082`. Lines in, what people see out."""

import argparse
import asyncio
import sys

from bot.clock import SystemClock
from tests.wecom_server.app.door import AES_KEY, AGENT_ID, CORP_ID, TOKEN, AppDoor
from tests.wecom_server.app.door import SECRET as APP_SECRET
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.robot.people import Person, Place
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer
from tests.wecom_server.world import Speaker


class Stage:
    """People and groups by their names, and the lines that move them."""

    def __init__(self, door: AppDoor) -> None:
        self.door, self.server = door, door.server
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Place] = {}

    def play(self, line: str) -> str:
        """Do what a line says; return what is wrong with it, if anything."""
        name, tap, label = line.partition(">")
        if tap:
            return self._tap(self._person(name), label.strip())
        where, colon, words = line.partition(":")
        name, at, group = where.partition("@")
        if not colon or not name.strip():
            return "梅: 您好 | 梅 @对子: @结对 /bind | 梅 #: 您好 (to the app) | 梅 > 参加"
        if name.strip().endswith("#"):
            self._in_app(self._person(name.strip().removesuffix("#"))).says(words.strip())
            return ""
        person = self._person(name)
        person.says(words.strip(), to=self._group(group.strip(), person) if at else None)
        return ""

    def _tap(self, person: Person, label: str) -> str:
        app = self._in_app(person)
        for message in reversed(app.messages):
            if any(label in said for said in message.look(person.member).buttons):
                app.taps(message, label)
                return ""
        for chat in (person.chat, *(place.chat for place in self.groups.values())):
            for message in reversed(chat.messages):
                if any(label in said for said in message.look(person.member).buttons):
                    person.taps(message, label)
                    return ""
        return f"nothing to tap is called {label}"

    def _in_app(self, person: Person) -> AppPerson:
        return AppPerson(self.door.app, self.door.pushes, person.member)

    def _person(self, name: str) -> Person:
        name = name.strip()
        if name not in self.people:
            self.people[name] = self.server.person(name)
        return self.people[name]

    def _group(self, title: str, person: Person) -> Place:
        if title not in self.groups:
            self.groups[title] = self.server.group(title, *self.people.values())
        members = self.groups[title].chat.members
        if person.member not in members:
            members.append(person.member)
        return self.groups[title]

    async def tell(self) -> None:
        """Print what is said and changed, and every violation."""
        world, told, wrong = self.server.world, 0, 0

        def news() -> bool:
            return len(world.journal) > told or len(world.violations) > wrong

        while True:
            await world.bell.until(news, None)
            for seen in world.journal[told:]:
                if isinstance(seen.message.author, Speaker):
                    look = seen.message.look()
                    buttons = " ".join(f"[{label}]" for label in look.buttons)
                    place = seen.message.chat.title or seen.message.chat.members[0].name
                    sys.stdout.write(f"--- {place} · {seen.kind} · {seen.message.kind}\n{look.text}\n{buttons}\n")
            for words in world.violations[wrong:]:
                sys.stdout.write(f"!!! {words}\n")
            told, wrong = len(world.journal), len(world.violations)
            sys.stdout.flush()


async def main(port: int, calls: str) -> None:
    """Serve until the input ends; `calls` is where the app is called."""
    async with AppDoor(WecomServer(SystemClock(), port=port)) as door:
        door.app.url = calls
        stage, server = Stage(door), door.server
        robot = (("BOT_ID", BOT_ID), ("SECRET", SECRET), ("URL", server.url))
        app = (
            ("CORP_ID", CORP_ID), ("AGENT_ID", AGENT_ID), ("SECRET", APP_SECRET), ("TOKEN", TOKEN),
            ("AES_KEY", AES_KEY), ("API_URL", door.url),
        )  # fmt: skip
        for name, value in robot:
            sys.stdout.write(f"export JIEDUI_WECOM_ROBOT__{name}={value}\n")
        for key, said in app:
            sys.stdout.write(f"export JIEDUI_WECOM_APP__{key}={said}\n")
        sys.stdout.write("export JIEDUI_WEB__PUBLIC_URL=https://jiedui.example.org  # an app needs one\n")
        sys.stdout.flush()
        telling = asyncio.create_task(stage.tell())
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip() and (wrong := stage.play(line.strip())):
                sys.stdout.write(f"{wrong}\n")
        telling.cancel()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="tests.wecom_server")
    asked.add_argument("--port", type=int, default=8082)
    asked.add_argument("--calls", default="http://127.0.0.1:8300/wecom/callback", help="where the app is called")
    given = asked.parse_args()
    asyncio.run(main(given.port, given.calls))
