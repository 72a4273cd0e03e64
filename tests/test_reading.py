"""A file that is sent in is read beside everything else: after a look at who sent it, with nobody else waiting."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session

from bot.chat import Address, Answered, Attachment, Reply, Request, Sender, Unread
from bot.dispatch import Dispatcher
from bot.models.people import Member
from bot.rules.files import FileUnreadable
from bot.rules.people import NotAllowed
from handlers import roster
from handlers.routes import ROUTES
from tests.scene import Scene
from tests.world import Person

FILE = Attachment("名册.csv", "text/csv", "姓名\n张三".encode())


def _request(pair: Scene, who: Person, update: str = "", **more: object) -> Request:
    world, sender = pair.world, Sender("web", who.user, who.name)
    return Request(sender, Address("web", who.user), world.clock.now(), world.app.house, update=update, **more)  # type: ignore[arg-type]


class Reading:
    """Reads files no sooner than it is told to."""

    def __init__(self, pair: Scene) -> None:
        self.begun, self.may_end, self.read = threading.Event(), threading.Event(), list[bytes]()
        routes = replace(ROUTES, file=self._file)
        self.dispatcher = Dispatcher(pair.world.app.gate, pair.world.clock, routes)

    def _file(self, request: Request, _ledger: Session) -> Reply:
        request.read(self._slowly)
        return Reply()

    def _slowly(self, content: bytes) -> bytes:
        self.begun.set()
        assert self.may_end.wait(60)
        self.read.append(content)
        return content


def test_while_a_file_is_read_others_are_answered(pair: Scene) -> None:
    reading = Reading(pair)

    async def both() -> tuple[Answered, Answered]:
        file = asyncio.create_task(reading.dispatcher.hear(_request(pair, pair.wang, "file", file=FILE)))
        assert await asyncio.to_thread(reading.begun.wait, 60)
        words = await reading.dispatcher.hear(_request(pair, pair.mei, "words", text="日程"))
        assert not file.done()
        assert reading.read == []
        reading.may_end.set()
        return await file, words

    _, words = pair.world.run(both())
    assert words.reply.card
    assert reading.read == [FILE.content]


def test_a_file_that_comes_again_is_not_read_again(pair: Scene) -> None:
    reading = Reading(pair)
    reading.may_end.set()
    for repeated in (False, True):
        answered = pair.world.run(reading.dispatcher.hear(_request(pair, pair.wang, "once", file=FILE)))
        assert answered.repeated is repeated
    assert reading.read == [FILE.content]


@pytest.mark.parametrize("take", [roster.file, roster.awaited])
def test_a_file_is_read_only_for_those_who_may_send_it(pair: Scene, take: Callable[[Request, Session], Reply]) -> None:
    def sent(who: Person) -> Reply:
        request = _request(pair, who, file=FILE, arguments={"branch": "0"})
        return pair.world.do(
            lambda ledger: take(replace(request, member=ledger.get_one(Member, pair.ids[who.name])), ledger)
        )

    with pytest.raises(NotAllowed):
        sent(pair.mei)
    for who in (pair.wang, pair.chen):
        with pytest.raises(Unread):
            sent(who)


def test_a_strangers_file_is_not_read(pair: Scene) -> None:
    pair.world.person("路人").says("", file=Attachment("名册.xlsx", "", b"PK\x03\x04")).hears("我是结对")


def test_why_a_file_cannot_be_read_is_said_as_ever(pair: Scene) -> None:
    request = _request(pair, pair.wang, file=FILE, contents=FileUnreadable())
    with pytest.raises(FileUnreadable):
        request.read(bytes.decode)
    pair.wang.says("", file=Attachment("名册.xlsx", "", b"PK\x03\x04")).hears("请发 .xlsx 或 .csv 文件")
