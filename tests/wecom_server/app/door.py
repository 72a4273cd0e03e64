"""The app's way into the tests' WeCom, beside that of robots, and the handles a test moves it with."""

from types import TracebackType
from typing import Self

from tests.telegram_server.bell import PATIENCE
from tests.wecom_server.app.api import Api, Fault
from tests.wecom_server.app.app import App
from tests.wecom_server.app.directory import Department
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.app.pushing import Pushes
from tests.wecom_server.listening import Listener
from tests.wecom_server.server import WecomServer

CORP_ID, AGENT_ID, SECRET = "wwTESTcorporation1", 1000002, "test-secret-of-the-app-43-letters-abcdefghi"
TOKEN, AES_KEY = "TESTtoken42", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


class AppDoor:
    """`async with AppDoor(server)`, before the server starts: one app of its corporation."""

    def __init__(self, server: WecomServer) -> None:
        self.server, self.world = server, server.world
        self.app = App(server.world, CORP_ID, AGENT_ID, SECRET, TOKEN, AES_KEY)
        self.api, self.pushes = Api(self.app), Pushes(self.app)
        server.routes += self.api.routes

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        await self.pushes.__aenter__()
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.pushes.__aexit__()
        await self.server.__aexit__()

    @property
    def url(self) -> str:
        """Return the base of the interface."""
        return self.server.base

    def person(self, name: str, userid: str = "") -> AppPerson:
        """Let somebody enter the corporation, and the app's scope."""
        return AppPerson(self.app, self.pushes, self.world.member(name, userid))

    def department(self, name: str, *people: AppPerson, parent: int = 1) -> Department:
        """Make a department of the corporation, with people in it."""
        return self.api.directory.department(name, *(one.member for one in people), parent=parent)

    def group(self, chat: str, person: AppPerson) -> Listener:
        """Return a group the app has made, as one of its people sees it."""
        return Listener(self.world, self.api.groups.chats[chat], person.member)

    def goes_wrong(self, path: str, how: str | int, times: int = 1) -> None:
        """Let the next calls of a path go wrong (0 times: all)."""
        self.api.faults.append(Fault(path, how, times))

    def mended(self) -> None:
        """Let nothing go wrong any more."""
        self.api.faults.clear()

    async def settled(self, within: float = PATIENCE) -> None:
        """Wait until every call to the app was answered or given up."""
        if not await self.world.bell.until(lambda: self.pushes.settled, within):
            raise AssertionError("calls to the app are not answered")
