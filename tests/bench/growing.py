"""What stays the same while the tables grow: a week's digest, and one tap."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, event

from bot.chat import Address, Audience, House, Request, Sender
from bot.clock import SystemClock
from bot.dispatch import Dispatcher
from bot.models.people import Partnership
from bot.services import digests
from bot.store import Gate, open_engine
from handlers.routes import ROUTES
from tests.bench import rows
from tests.bench.figures import Figure, middle
from tests.bench.stage import Cards, Stage, build
from tests.telegram_server.server import TelegramServer

DIGEST = "A week's digest, by answers in the table"
TURN = 50
"""Taps on one database before it is the other's turn: what the machine does meanwhile meets both."""
TAP = "One tap on a group's board, by members in the tables"


async def measure_digest(folder: Path, sizes: Sequence[int] = (10**3, 10**5), rounds: int = 30) -> list[Figure]:
    """Measure the digest of one partnership's week while thirteen years pile up around it."""
    now = SystemClock().now()
    stage = build(TelegramServer(SystemClock(), lean=True), folder, rows.PEOPLE, Cards.NONE, board=False)
    engine = open_engine(f"sqlite:///{stage.file}")
    gate = Gate(engine)
    rows.many_partnerships(stage.file)
    figures, have = [], stage.event
    rows.answers(stage.file)
    for answers in sizes:
        wanted = answers // rows.PEOPLE
        gate.run_here(lambda ledger, first=have + 1, last=wanted: rows.events(ledger, first, last, now))  # type: ignore[misc]
        have = wanted
        rows.answers(stage.file)
        stored = stage.count("SELECT count(*) FROM rsvp")
        inside, whole = _digest(gate, engine, now, rounds)
        size = stage.file.stat().st_size / 2**20
        figures += [
            Figure(DIGEST, f"{stored:,}: in the database", inside, "ms", most=10, note=f"{size:,.0f} MiB"),
            Figure(DIGEST, f"{stored:,}: with what is made of the rows", whole, "ms"),
        ]
    gate.close()
    return figures


def _digest(gate: Gate, engine: Engine, now: datetime, rounds: int) -> tuple[float, float]:
    """Return the milliseconds of the statements alone, and of the whole."""
    said: list[tuple[str, tuple[object, ...]]] = []

    def once() -> float:
        begun = perf_counter()
        week = gate.run_here(lambda ledger: digests.stretch(ledger, ledger.get_one(Partnership, 1), now))
        if len(week.held) < rows.A_WEEK or len(week.ahead) < rows.A_WEEK - 1:
            raise ValueError(f"the week is not as it was made: {len(week.held)} held, {len(week.ahead)} ahead")
        return perf_counter() - begun

    def note(_c: object, _cursor: object, statement: str, parameters: tuple[object, ...], *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, parameters))

    event.listen(engine, "after_cursor_execute", note)
    once()
    event.remove(engine, "after_cursor_execute", note)
    whole = middle(once() for _ in range(rounds))
    connection = engine.raw_connection()
    inside = middle(_statements(connection, said) for _ in range(rounds))
    connection.close()
    return inside * 1000, whole * 1000


def _statements(connection: object, said: list[tuple[str, tuple[object, ...]]]) -> float:
    begun = perf_counter()
    for statement, parameters in said:
        connection.execute(statement, parameters).fetchall()  # type: ignore[attr-defined]
    return perf_counter() - begun


async def measure_tap(folder: Path, few: int = 10**3, many: int = 10**6, taps: int = 500) -> list[Figure]:
    """Measure taps by turns on two databases that differ in nothing but how many members there are."""
    server = TelegramServer(SystemClock(), lean=True)
    small, large = build(server, folder, few), build(server, folder, few)
    rows.many_members(large.file, many)
    houses = [_House(small), _House(large)]
    for begins in range(0, taps, TURN):
        for house in houses:
            for number in range(begins, min(begins + TURN, taps)):
                await house.tap(number)
    for house in houses:
        house.gate.close()
    one, other = (middle(house.took) * 1000 for house in houses)
    return [
        Figure(TAP, f"{few:,} members", one, "ms"),
        Figure(TAP, f"{many:,} members", other, "ms", note=f"{large.file.stat().st_size / 2**20:,.0f} MiB"),
        Figure(TAP, "ratio", other / one, most=1.2),
    ]


class _House:
    """Dispatch on one database, in this process."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self.took = stage, list[float]()
        self.gate = Gate(open_engine(f"sqlite:///{stage.file}"))
        self._dispatcher = Dispatcher(self.gate, SystemClock(), ROUTES)
        self._house = House(web="http://127.0.0.1", language="zh", zone=ZoneInfo("Asia/Shanghai"), telegram="bot")
        self._answers: Callable[[int], str] = lambda number: ("yes", "maybe")[number // len(stage.crowd) % 2]

    async def tap(self, number: int) -> None:
        """Let the next member tap the board."""
        user, chat = self._stage.crowd[number % len(self._stage.crowd)], str(self._stage.group.id)
        facts = {"event": str(self._stage.event), "answer": self._answers(number), "revision": "0"}
        request = Request(
            Sender("telegram", str(user.id), user.name), Address("telegram", chat, Audience.GROUP),
            SystemClock().now(), self._house, update=str(number + 1), verb="rsvp", arguments=facts,
            message=f"{chat}/1",
        )  # fmt: skip
        begun = perf_counter()
        answered = await self._dispatcher.hear(request)
        self.took.append(perf_counter() - begun)
        if answered.reply.alert or answered.reply.line is None:
            raise ValueError(f"the tap was not taken: {answered.reply}")
