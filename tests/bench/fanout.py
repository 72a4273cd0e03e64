"""Reminders to many, under limits that are enforced, while people write and want an answer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bot.clock import SystemClock
from tests.bench import crowd
from tests.bench.figures import Figure, quantile
from tests.bench.running import house
from tests.bench.stage import Cards, Stage, build
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Message, Seen

TOPIC = "Private reminders under Telegram's limits (30 a second in all, 1 a second a chat), at a round trip of 30 ms"
TRIP = 0.03
ALLOWED = 30
"""Messages a second that the limit lets pass."""
WRITERS = 5
"""People who write in turn, one a second. They have answered and are not reminded: none of them comes near the limit of
their own chat, which would hold back an answer for a second after a reminder."""


async def measure(folder: Path, *, full: bool = False) -> list[Figure]:
    """Measure 600 reminders and, in a full run, 10,000."""
    figures = await remind(folder, 600)
    return figures + (await remind(folder, 10_000) if full else [])


async def remind(folder: Path, reminders: int) -> list[Figure]:
    """Let so many reminders be due when the bot starts."""
    async with TelegramServer(SystemClock(), lean=True) as server:
        stage = build(server, folder, reminders + WRITERS, Cards.NONE, due_reminder=True, board=False,
                      answered=WRITERS)  # fmt: skip
        silent, writers = stage.crowd[WRITERS:], stage.crowd[:WRITERS]
        server.api.trip, server.api.pace.enforced = TRIP, True
        patience = reminders / ALLOWED * 3 + 60
        async with house(server, stage.file, "polling", within=120) as bot:
            first, last, waits = await _go_out(stage, silent, writers, patience)
            bot.check()
            cpu = bot.cpu()
        passed = [at for at in server.api.pace.passed if first.at <= at <= last.at]
        seconds = (last.at - first.at).total_seconds()
        refused = len(server.api.pace.overruns)
        pace = f"{len(passed)} messages in {seconds:.1f} s, the answers among them"
        return [
            Figure(TOPIC, f"{reminders:,}: share of what the limit allows", (len(passed) - 1) / seconds / ALLOWED,
                   least=0.95, note=pace),
            Figure(TOPIC, f"{reminders:,}: refused with 429", refused, most=0),
            Figure(TOPIC, f"{reminders:,}: who writes meanwhile waits, median", quantile(waits, 0.5) * 1000, "ms"),
            Figure(TOPIC, f"{reminders:,}: who writes meanwhile waits, 99th percentile", quantile(waits, 0.99) * 1000,
                   "ms", most=200, note=f"{len(waits)} messages"),
            Figure(TOPIC, f"{reminders:,}: processor seconds of the bot, start included", cpu, "s"),
        ]  # fmt: skip


async def _go_out(
    stage: Stage, silent: Sequence[User], writers: Sequence[User], patience: float
) -> tuple[Message, Message, list[float]]:
    """Wait until everybody was reminded; from the beginning one of the writers writes each second, once at least.

    Return the first and the last reminder, and how long each writer waited: a second where no answer came.
    """
    bell, reminded, waits = stage.server.world.bell, _Reminded(silent, stage.server.world.journal), list[float]()
    for number in range(int(patience)):
        writer = writers[number % len(writers)]
        said = writer.says("日程")
        over = await bell.until(lambda: reminded.count() == len(silent), within=1)
        if over:
            await bell.until(partial(_answer, writer, said), within=1)
        answer = _answer(writer, said)
        waits.append((answer.at - said.at).total_seconds() if answer else 1.0)
        if over:
            break
    else:
        raise crowd.Unanswered(f"only {reminded.count()} of {len(silent)} were reminded")
    got = sorted((user.messages[0] for user in silent), key=lambda message: message.at)
    return got[0], got[-1], waits


def _answer(writer: User, said: Message) -> Message | None:
    return next((message for message in writer.messages if message.id > said.id), None)


class _Reminded:
    """Counts who has a message; looks at each person until they have one."""

    def __init__(self, people: Sequence[User], journal: Sequence[Seen]) -> None:
        self._left, self._all = list(people), len(people)
        self._journal, self._read = journal, -1

    def count(self) -> int:
        if self._read != len(self._journal):
            self._read = len(self._journal)
            self._left = [user for user in self._left if not user.messages]
        return self._all - len(self._left)
