"""Four hundred taps at one moment, with a long way to the bot: how long until the last person sees their answer."""

from pathlib import Path

from bot.clock import SystemClock
from tests.bench import crowd
from tests.bench.figures import Figure, middle
from tests.bench.running import house, silent
from tests.bench.stage import ANSWERS, Stage, build
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Content, Query

TOPIC = "A burst of taps on one group's board at a round trip of 50 ms, until the last one is answered"
TRIP = 0.05
MOST = {"webhook": 150.0, "polling": 1000.0}
SILENCE = "the product's own web server with nothing behind it; a connection a tap"
TELEGRAMS_MOST = 100
"""Webhook calls under way at once that Telegram can be asked for."""


async def measure(folder: Path, taps: int = 400, rounds: int = 5) -> list[Figure]:
    """Measure both ways, and webhooks also over no more connections than Telegram opens."""
    figures = []
    for mode in ("webhook", "polling"):
        took = await _bursts(folder, mode, taps, rounds, 0)
        note = "a connection a tap" if mode == "webhook" else "a hundred updates a call, as Telegram gives them"
        figures.append(Figure(TOPIC, f"{mode}: {taps} taps", middle(took), "ms", most=MOST[mode], note=note))
    took = await _silence(folder, taps, rounds)
    figures.append(Figure(TOPIC, f"a web server that only answers: {taps} taps", middle(took), "ms", note=SILENCE))
    took = await _bursts(folder, "webhook", taps, rounds, TELEGRAMS_MOST)
    note = f"{-(-taps // TELEGRAMS_MOST)} calls one after the other on each: at least {TRIP * 1000:g} ms each"
    what = f"webhook: {taps} taps over {TELEGRAMS_MOST} connections"
    return [*figures, Figure(TOPIC, what, middle(took), "ms", note=note)]


async def _bursts(folder: Path, mode: str, taps: int, rounds: int, connections: int) -> list[float]:
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, taps)
        server.webhooks.most = connections
        async with house(server, stage.file, mode) as bot:
            await stage.group.hears("学习", within=30)
            await _burst(stage, "请假")  # connections are open and statements known, as in any bot that is in use
            server.api.trip = TRIP
            took = [await _burst(stage, ("参加", "待定")[number % 2]) for number in range(rounds)]
            server.api.trip = 0
            bot.check()
        return took


async def _silence(folder: Path, taps: int, rounds: int) -> list[float]:
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, taps, board=False)
        keys = (tuple({"text": label, "callback_data": answer} for label, answer in ANSWERS),)
        card = server.world.post(stage.group.chat, server.world.bot, Content("学习", keyboard=keys))
        stage.file.unlink()
        async with silent(server, folder):
            await _answered(stage, crowd.tap(stage.crowd, lambda _: card, "请假"))
            server.api.trip = TRIP
            took = [
                await _answered(stage, crowd.tap(stage.crowd, lambda _: card, ("参加", "待定")[number % 2]))
                for number in range(rounds)
            ]
            server.api.trip = 0
        return took


async def _burst(stage: Stage, label: str) -> float:
    """Return the milliseconds from the last tap to the last answer."""
    board = stage.group.last
    took = await _answered(stage, crowd.tap(stage.crowd, lambda _: board, label))
    await crowd.shown(stage)
    return took


async def _answered(stage: Stage, queries: list[Query]) -> float:
    begun = stage.server.world.clock.now()
    await crowd.answered(stage, queries)
    last = max(query.answered_at for query in queries if query.answered_at)
    return (last - begun).total_seconds() * 1000
