"""Taps of a crowd: what they cost the bot, against a bot that only answers them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.clock import SystemClock
from tests.bench import crowd
from tests.bench.figures import Figure, middle
from tests.bench.running import Running, bare, house
from tests.bench.stage import ANSWERS, Cards, Stage, build
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Content, Message, Query

TOPIC = "Taps, processor seconds of the bot's process for 1,000"
MOST = {"webhook": 0.25, "polling": 0.6}
CONNECTIONS = 40
"""Webhook calls under way at once: what Telegram does when it is not told otherwise."""

WAVE = 100
"""Taps that wait at once: few enough that a slow bot answers each before Telegram's patience ends."""


@dataclass(frozen=True)
class Round:
    """What one round of taps cost. `cpu` is for 1,000 taps, `rate` taps answered a second."""

    cpu: float
    rate: float


async def measure(
    folder: Path, taps: int = 1000, rounds: int = 3, modes: Sequence[str] = ("webhook", "polling")
) -> list[Figure]:
    """Measure the product and the bare bot in turn, by webhook and by polling."""
    figures: list[Figure] = []
    for mode in modes:
        plain = await _bare(folder, mode, taps, rounds)
        ours, memory = await _group(folder, mode, taps, rounds)
        base = middle(one.cpu for one in plain)
        cost = middle(one.cpu for one in ours)
        figures += [
            Figure(TOPIC, f"{mode}: bare python-telegram-bot, only answers", base, "s", note=_rates(plain)),
            Figure(TOPIC, f"{mode}: Jiedui, stored and shown on the board", cost, "s", note=_rates(ours)),
            Figure(TOPIC, f"{mode}: ratio", cost / base, most=MOST[mode]),
            Figure(TOPIC, f"{mode}: resident memory after these taps", memory, "MiB", most=110),
        ]
    for mode in modes:
        cost = middle(one.cpu for one in await _private(folder, mode, min(taps, 300), rounds))
        note = "the tapped card is edited too: one more call"
        figures.append(Figure(TOPIC, f"{mode}: on cards in private chats", cost, "s", note=note))
        cost = middle(one.cpu for one in await _following(folder, mode, min(taps, 200), 1))
        note = "each member's private card follows by an edit at the platform's pace; waiting is included"
        figures.append(Figure(TOPIC, f"{mode}: in the group, by members who have a card", cost, "s", note=note))
    return figures


def _rates(rounds: Iterable[Round]) -> str:
    return f"{middle(one.rate for one in rounds):,.0f} taps/s"


async def _bare(folder: Path, mode: str, taps: int, rounds: int) -> list[Round]:
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, taps, board=False)
        keys = (tuple({"text": label, "callback_data": answer} for label, answer in ANSWERS),)
        card = server.world.post(stage.group.chat, server.world.bot, Content("学习", keyboard=keys))
        stage.file.unlink()
        server.webhooks.most = CONNECTIONS
        async with bare(server, mode, folder) as bot:
            return [await _round(stage, bot, lambda _: card, label) for label in _labels(rounds)]


async def _group(folder: Path, mode: str, taps: int, rounds: int) -> tuple[list[Round], float]:
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, taps)
        server.webhooks.most = CONNECTIONS
        async with house(server, stage.file, mode) as bot:
            await stage.group.hears("学习", within=30)
            board = stage.group.last
            found = [await _round(stage, bot, lambda _: board, label) for label in _labels(rounds)]
            memory = bot.memory()
        _check(stage, taps)
        return found, memory


async def _private(folder: Path, mode: str, taps: int, rounds: int) -> list[Round]:
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, taps, Cards.SENT)
        server.webhooks.most = CONNECTIONS
        async with house(server, stage.file, mode) as bot:
            await stage.group.hears("学习", within=30)
            found = [await _round(stage, bot, lambda user: user.last, label) for label in _labels(rounds)]
        _check(stage, taps)
        return found


async def _following(folder: Path, mode: str, taps: int, rounds: int) -> list[Round]:
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, taps, Cards.SENT)
        server.webhooks.most = CONNECTIONS
        async with house(server, stage.file, mode) as bot:
            await stage.group.hears("学习", within=30)
            board = stage.group.last
            return [await _round(stage, bot, lambda _: board, label, follows=True) for label in _labels(rounds)]


def _labels(rounds: int) -> list[str]:
    """Return what is tapped in each round: another answer than before, so that every tap changes something."""
    return [("参加", "待定")[number % 2] for number in range(rounds)]


async def _round(
    stage: Stage, bot: Running, card: Callable[[User], Message], label: str, *, follows: bool = False
) -> Round:  # fmt: skip
    edits = _edits(stage)
    before, begun = bot.cpu(), perf_counter()
    queries: list[Query] = []
    for at in range(0, len(stage.crowd), WAVE):
        wave = crowd.tap(stage.crowd[at : at + WAVE], card, label)
        await crowd.answered(stage, wave)
        queries += wave
    taken = perf_counter() - begun
    if stage.file.exists():
        await crowd.shown(stage)
        if card(stage.crowd[0]).chat is stage.crowd[0].chat or follows:
            await crowd.until(stage, lambda: _edits(stage) >= edits + len(queries), "cards were not edited")
    return Round((bot.cpu() - before) * 1000 / len(queries), len(queries) / taken)


def _edits(stage: Stage) -> int:
    """Count the edits in private chats."""
    return sum(len(user.last.versions) - 1 for user in stage.crowd if user.messages)


def _check(stage: Stage, taps: int) -> None:
    stored = stage.count("SELECT count(*) FROM rsvp")
    if stored != taps:
        raise crowd.Unanswered(f"{stored} of {taps} answers are in the tables")
