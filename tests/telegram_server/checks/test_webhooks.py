from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot

from bot.clock import HandClock
from tests.telegram_server.server import TelegramServer


@dataclass
class Listening:
    """A bot's webhook that answers as told."""

    status: int = 200
    answer: dict[str, Any] | None = None
    got: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        body = await request.json()
        self.got.append((request.headers.get("x-telegram-bot-api-secret-token"), body))
        return JSONResponse(self.answer, self.status) if self.answer else Response(status_code=self.status)

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for _, body in self.got]


@pytest.fixture
def listening() -> Listening:
    return Listening()


@pytest.fixture
async def telegram_server(hand_clock: HandClock, listening: Listening) -> AsyncIterator[TelegramServer]:
    server = TelegramServer(hand_clock)
    server.extra_routes.append(Route("/hook", listening.take, methods=["POST"]))
    async with server:
        yield server
        assert not server.violations, "\n".join(server.violations)


async def test_updates_are_pushed_in_order_with_the_secret(
    telegram_server: TelegramServer, bot: Bot, listening: Listening
) -> None:
    await bot.set_webhook(f"{telegram_server.url}/hook", secret_token="s3cret")
    mei = telegram_server.user("梅")
    mei.says("一")
    mei.says("二")
    await telegram_server.settled()
    assert listening.texts == ["一", "二"]
    assert {secret for secret, _ in listening.got} == {"s3cret"}


async def test_a_refused_update_comes_again_and_holds_its_chat(
    telegram_server: TelegramServer, bot: Bot, listening: Listening
) -> None:
    await bot.set_webhook(f"{telegram_server.url}/hook")
    listening.status = 500
    mei = telegram_server.user("梅")
    mei.says("一")
    mei.says("二")
    hooks = telegram_server.webhooks
    for times in (1, 2, 3):
        assert await telegram_server.world.bell.until(lambda n=times: len(hooks.statuses) == n, 5)  # type: ignore[misc]
        assert hooks.waits == [timedelta(seconds=2 ** (times - 1))]
        if times < 3:
            hooks.retry()
    assert listening.texts == ["一"] * 3
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (2, "Wrong response from the webhook: 500")
    listening.status = 200
    hooks.retry()
    await telegram_server.settled()
    assert listening.texts == ["一", "一", "一", "一", "二"]


async def test_a_call_in_the_answer_is_carried_out(
    telegram_server: TelegramServer, bot: Bot, listening: Listening
) -> None:
    await bot.set_webhook(f"{telegram_server.url}/hook")
    mei = telegram_server.user("梅")
    listening.answer = {"method": "sendMessage", "chat_id": mei.id, "text": "您好"}
    mei.says("你好")
    assert (await mei.hears("您好")).sender is telegram_server.world.bot


async def test_polling_is_refused_while_a_webhook_is_set(telegram_server: TelegramServer, bot: Bot) -> None:
    await bot.set_webhook(f"{telegram_server.url}/hook")
    with pytest.raises(Exception, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
    assert (await bot.get_webhook_info()).url == ""
