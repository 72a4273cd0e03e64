"""What load needs of the server: people beside each other, a lean mode, a wire of its own, a long way."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import RetryAfter

from bot.clock import HandClock
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.wire import Wire

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("参加", callback_data="yes")]])


class Meeting:
    """A webhook that answers nobody before so many have come."""

    def __init__(self) -> None:
        self.barrier = asyncio.Barrier(1)
        self.came: asyncio.Queue[str] = asyncio.Queue()

    async def take(self, request: Request) -> Response:
        body = await request.json()
        query = body["callback_query"]
        self.came.put_nowait(query["from"]["first_name"])
        await asyncio.wait_for(self.barrier.wait(), 10)
        return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": query["id"], "text": "已记下"})


@pytest.fixture
def meeting() -> Meeting:
    return Meeting()


@pytest.fixture
async def telegram_server(hand_clock: HandClock, meeting: Meeting) -> AsyncIterator[TelegramServer]:
    server = TelegramServer(hand_clock, lean=True)
    server.extra_routes.append(Route("/hook", meeting.take, methods=["POST"]))
    async with server:
        yield server
        assert not server.violations, "\n".join(server.violations)


async def test_taps_of_different_people_in_one_group_come_side_by_side(
    telegram_server: TelegramServer, bot: Bot, meeting: Meeting
) -> None:
    mei, lan = telegram_server.user("梅"), telegram_server.user("兰")
    group = telegram_server.group("结对群", mei, lan)
    telegram_server.world.updates.pending.clear()
    await bot.set_webhook(f"{telegram_server.url}/hook", allowed_updates=["callback_query"])
    await bot.send_message(group.id, "学习", reply_markup=KEYS)
    meeting.barrier = asyncio.Barrier(2)
    for who in (mei, lan):
        who.taps(group.last, "参加")
    await mei.sees("已记下")
    await lan.sees("已记下")


async def test_taps_of_one_person_come_one_after_the_other(
    telegram_server: TelegramServer, bot: Bot, meeting: Meeting
) -> None:
    mei = telegram_server.user("梅")
    mei.opens_link()
    telegram_server.world.updates.pending.clear()
    await bot.set_webhook(f"{telegram_server.url}/hook", allowed_updates=["callback_query"])
    await bot.send_message(mei.id, "学习", reply_markup=KEYS)
    meeting.barrier = asyncio.Barrier(2)
    for _ in range(2):
        mei.taps(mei.last, "参加")
    for _ in range(2):
        assert await asyncio.wait_for(meeting.came.get(), 5) == "梅"
        assert meeting.came.empty()
        await meeting.barrier.wait()
    await telegram_server.settled()


async def test_the_wire_leads_past_the_name_the_webhook_has(
    telegram_server: TelegramServer, bot: Bot, meeting: Meeting
) -> None:
    port = int(telegram_server.url.rpartition(":")[2])
    telegram_server.webhooks.wire, telegram_server.webhooks.most = Wire("127.0.0.1", port), 2
    await telegram_server.webhooks.wire.open(2)
    people = [telegram_server.user(name) for name in "梅兰竹菊"]
    group = telegram_server.group("结对群", *people)
    telegram_server.world.updates.pending.clear()
    await bot.set_webhook("https://bot.example.org/hook", allowed_updates=["callback_query"])
    await bot.send_message(group.id, "学习", reply_markup=KEYS)
    telegram_server.api.trip = 0.002
    queries = [person.taps(group.last, "参加") for person in people]
    await telegram_server.settled()
    assert [query.answer and query.answer["text"] for query in queries] == ["已记下"] * 4
    assert all(query.answered_at for query in queries)
    telegram_server.webhooks.wire.close()


async def test_the_limits_are_those_of_the_last_second_and_the_last_minute(
    telegram_server: TelegramServer, bot: Bot, hand_clock: HandClock
) -> None:
    people = [telegram_server.user(str(number)) for number in range(31)]
    for person in people:
        person.opens_link()
    pace = telegram_server.api.pace
    pace.enforced = True
    for person in people[:30]:
        await bot.send_message(person.id, "提醒")
    hand_clock.advance(seconds=0.99)
    with pytest.raises(RetryAfter):
        await bot.send_message(people[30].id, "提醒")
    hand_clock.advance(seconds=0.01)
    await bot.send_message(people[30].id, "提醒")
    assert (len(pace.passed), len(pace.overruns)) == (31, 1)
