"""Updates pushed to us, with the route served beside the test server itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.channels.telegram.webhook import HEADER, PATH, secret
from bot.chat import Misconfigured
from bot.clock import HandClock
from bot.health import Health
from tests.channels.telegram.house import TelegramHouse
from tests.telegram_server.people import User
from tests.telegram_server.refusing import bad
from tests.telegram_server.server import TelegramServer


class Pushed:
    """A server and a house in webhook mode that call each other."""

    def __init__(self, clock: HandClock, folder: Path, template: Path) -> None:
        self.server = TelegramServer(clock)
        self.server.extra_routes.append(Route(PATH, _PassOn(self), methods=["POST"]))
        self._parts = clock, folder, template
        self.house: TelegramHouse | None = None
        self.in_the_way = 0  # a status that something before the house answers with

    async def starts(self) -> TelegramHouse:
        clock, folder, template = self._parts
        self.house = TelegramHouse(self.server, folder, template, clock, mode="webhook", web=self.server.url)
        calls = self.house.calls
        self.house.start()
        # Not only asked for: the house knows that it is set.
        assert await self.server.world.bell.until(lambda: "setWebhook" in [method for method, _ in calls.told], 5)
        return self.house


@dataclass(frozen=True)
class _PassOn:
    """What stands between Telegram and the house."""

    pushed: Pushed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.pushed.house
        if self.pushed.in_the_way:
            await Response(status_code=self.pushed.in_the_way)(scope, receive, send)
        else:
            await self.pushed.house.channel.routes[0].app(scope, receive, send)


@pytest.fixture
async def pushed(hand_clock: HandClock, tmp_path: Path, empty_house: Path) -> AsyncIterator[Pushed]:
    pushed = Pushed(hand_clock, tmp_path, empty_house)
    async with pushed.server:
        yield pushed
        if pushed.house:
            await pushed.house.stop()
        assert not pushed.server.violations, "\n".join(pushed.server.violations)


@pytest.fixture
def mei(pushed: Pushed) -> User:
    """Somebody who has not met the bot."""
    return pushed.server.user("梅")


@pytest.fixture
async def health(pushed: Pushed, mei: User, hand_clock: HandClock) -> Health:
    """Return who looks after a house that has heard of Mei already."""
    house = await pushed.starts()
    mei.says("零")
    await mei.hears("没看懂零")
    health = Health(house.gate, hand_clock, house.watch, str(house.gate.engine.url))
    health.asks.append(house.channel.look)
    return health


async def test_words_are_heard_and_a_tap_is_answered_in_the_response_itself(pushed: Pushed, mei: User) -> None:
    await pushed.starts()
    mei.says("卡片")
    shown = await mei.hears("学习")
    mei.taps(shown, "参加")
    await mei.sees("已记下 yes")
    await mei.hears_edit("时间  yes")
    assert pushed.server.calls("answerCallbackQuery")[0].given == {
        "callback_query_id": next(iter(pushed.server.world.queries)),
        "text": "已记下 yes，您好，您现在是联络员",
        "show_alert": False,
    }
    assert pushed.server.calls("setWebhook")[0].get("secret_token") == secret(pushed.server.token)
    assert set(pushed.server.webhooks.statuses) == {200}


async def test_an_update_pushed_again_has_one_effect(pushed: Pushed, mei: User) -> None:
    house = await pushed.starts()
    mei.says("卡片")
    await mei.hears("学习")
    pushed.server.world.updates.repeat()
    await pushed.server.settled()
    assert len(house.handlers.heard) == 1


async def test_only_who_knows_the_secret_is_heard(pushed: Pushed) -> None:
    house = await pushed.starts()
    async with httpx.AsyncClient(base_url=pushed.server.url) as stranger:
        for headers in ({}, {HEADER: "wrong"}, {HEADER: "\N{SNOWMAN}".encode()}):
            assert (await stranger.post(PATH, json={"update_id": 1}, headers=headers)).status_code == 403  # type: ignore[arg-type]
        right = {HEADER: secret(pushed.server.token)}
        assert (await stranger.post(PATH, content=b"no json", headers=right)).status_code == 400
        assert (await stranger.post(PATH, content=b"x" * (1024 * 1024 + 1), headers=right)).status_code == 400
        assert (await stranger.post(PATH, json={"update_id": 1}, headers=right)).status_code == 200
    assert house.handlers.heard == []


async def test_a_house_that_is_not_listening_yet_or_any_more_is_called_again(pushed: Pushed, mei: User) -> None:
    house = await pushed.starts()
    await house.stop()
    mei.says("一")
    assert await pushed.server.world.bell.until(lambda: pushed.server.webhooks.statuses, 5) == [503]
    again = await pushed.starts()
    pushed.server.webhooks.retry()
    await mei.hears("没看懂一")
    assert [r.text for r in again.handlers.heard] == ["一"]


async def test_a_webhook_telegram_refuses_is_told_to_the_operator(pushed: Pushed) -> None:
    pushed.server.api.faults.refuse("setWebhook", bad("bad webhook: IP address 127.0.0.1 is reserved"))
    house = await pushed.starts()
    assert house.task
    with pytest.raises(Misconfigured, match=r"web\.public_url"):
        await house.task
    house.task = None
    house.gate.close()


async def test_a_webhook_telegram_cannot_deliver_to_is_red_until_it_can(
    pushed: Pushed, mei: User, health: Health, hand_clock: HandClock
) -> None:
    hand_clock.advance(days=7)
    assert not (await health.look()).red, "a week in which nobody writes"
    pushed.in_the_way = 502
    mei.says("一")
    await pushed.server.world.bell.until(lambda: 502 in pushed.server.webhooks.statuses, 5)
    hand_clock.advance(seconds=60)
    red = (await health.look()).red
    assert [part.name for part in red] == ["telegram"]
    assert red[0].why.startswith("Telegram cannot deliver 1 updates: ")
    pushed.in_the_way = 0
    pushed.server.webhooks.retry()
    await mei.hears("没看懂一")
    hand_clock.advance(seconds=5)
    assert not (await health.look()).red


async def test_a_webhook_somebody_else_took_is_red(pushed: Pushed, health: Health, hand_clock: HandClock) -> None:
    pushed.server.world.webhook["url"] = "https://elsewhere.example.org/telegram/webhook"
    assert [part.why for part in (await health.look()).red] == ["Telegram calls another address"]
    pushed.server.world.webhook["url"] = ""
    hand_clock.advance(seconds=60)
    assert [part.why for part in (await health.look()).red] == ["Telegram calls no webhook"]
