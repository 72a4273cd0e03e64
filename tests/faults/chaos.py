"""A partnership answers while reminders, boards and a digest go out, and the process is killed again and again.

The scenario keeps its own list of what is owed and of every tap; `checker` compares it with what the platform took.
"""

import asyncio
import random
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from tests.faults import checker
from tests.faults.checker import Card, Findings, Owed, Shown
from tests.faults.house import RealHouse
from tests.faults.village import Village, Villager
from tests.faults.waiting import eventually, lasting
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Message

SAYS = {"参加": "您的回复：参加", "请假": "已请假", "待定": "您的回复：待定"}
"""What a card says after each answer."""

A_ROUND = 25
"""Seconds between two events whose reminders are due: 200 messages take seven at the platform's limit."""

_DAY = timedelta(days=1)
_PACE = 0.3
"""Seconds between two taps."""


@dataclass
class Figures:
    """What a run did."""

    kills: int = 0
    in_start: int = 0
    taps: int = 0
    seconds: float = 0
    calls: int = 0
    refused: int = 0
    found: Findings = field(default_factory=Findings)

    def __str__(self) -> str:
        found = self.found
        return (
            f"{self.kills} kills ({self.in_start} while starting) in {self.seconds:.0f} s; {self.taps} taps; "
            f"{found.owed} messages owed, {found.received} received, lost {len(found.lost)}; {found.in_doubt} in "
            f"doubt, {found.extra} extra copies, {found.unknown} left to a person, doubled {len(found.doubled)}; "
            f"out of order {len(found.disordered)}, stale {len(found.stale)}; too fast {len(found.overruns)}, "
            f"refused with 429: {self.refused} of {self.calls}"
        )


class Chaos:
    """One run: `prepare()`, then `run()`."""

    def __init__(self, server: TelegramServer, village: Village, house: RealHouse, kills: int, seed: int) -> None:
        self._server, self._village, self._house = server, village, house
        self._kills, self._dice = kills, random.Random(seed)
        self._asked = {f"问卷{n:02d}": 0 for n in range(2)}
        self._reminded = [f"学习{n:03d}" for n in range(max(2, round(kills / 12)))]
        self._taps: dict[tuple[str, Villager], list[str]] = defaultdict(list)
        self._boards: dict[str, Message] = {}
        self.figures = Figures()

    def prepare(self) -> None:
        """Put on the ledger, or into the calendar, everything that will be owed."""
        village = self._village
        village.rung(_DAY)
        for title in self._asked:
            self._asked[title] = village.invite(title, village.people, board=True)
        for number, title in enumerate(self._reminded):
            village.event(title, _DAY + timedelta(seconds=5 + A_ROUND * number))
        village.digest_in(60 + self._kills)

    async def run(self) -> Figures:
        """Kill so many times, let everything come to rest, and check."""
        began = monotonic()
        people = asyncio.create_task(self._answer())
        try:
            for _ in range(self._kills):
                await self._live_and_die()
                if people.done():
                    people.result()
            await self._house.start()
            await self._all_due()
        finally:
            people.cancel()
            await asyncio.gather(people, return_exceptions=True)
        await self._rest()
        await self._house.stop()
        self.figures.seconds = monotonic() - began
        self.figures.refused = len(self._server.api.pace.overruns)
        self.figures.calls = sum(call.method.startswith(("send", "edit")) for call in self._server.api.calls)
        self.figures.found = checker.check(self._journal(), self._owed(), self._cards())
        self.figures.found.stale += self._wrong_answers()
        return self.figures

    async def _live_and_die(self) -> None:
        if self._dice.random() < 0.15:
            self.figures.in_start += 1
            await self._house.begin()
            await lasting(self._dice.uniform(0.1, 1.5))
        else:
            await self._house.start()
            await lasting(min(self._dice.expovariate(1 / 1.2), 4))
        await self._house.kill()
        self.figures.kills += 1

    async def _answer(self) -> None:
        """Tap for ever: anybody who has a card changes their mind, on the card or on the group's board."""
        while True:
            await lasting(_PACE)
            title, one = self._dice.choice(list(self._asked)), self._dice.choice(self._village.people)
            card = self._card(title, one)
            if card:
                board = self._board(title)
                on = board if board and self._dice.random() < 0.2 else card
                for _ in range(2 if self._dice.random() < 0.1 else 1):
                    answer = self._dice.choice(list(SAYS))
                    self._taps[title, one].append(answer)
                    one.user.taps(on, answer)
                    self.figures.taps += 1

    async def _all_due(self) -> None:
        """Wait until every rung and the digest had their turn."""
        later = len(self._reminded) * A_ROUND
        turns = "SELECT count(*) FROM climbed"
        await eventually(lambda: self._house.rows(turns)[0][0] >= len(self._reminded), "no rung", within=later + 60)
        await self._house.until("SELECT 1 FROM digest WHERE closed_at IS NOT NULL", within=60)

    async def _rest(self) -> None:
        """Wait until nothing is on its way; what then is still not right stays so, and the checker says what it is."""
        await self._server.settled(within=60)
        await self._house.settled(within=600)
        await eventually(
            lambda: not self._house.rows("SELECT 1 FROM board WHERE dirty_at IS NOT NULL"), "a dirty board", within=60
        )
        await self._house.settled(within=60)
        right = lambda: not self._wrong_answers() and not checker.check(self._journal(), [], self._cards()).stale  # noqa: E731
        with suppress(AssertionError):
            await eventually(right, "not everything is right", within=10)

    def _card(self, title: str, one: Villager) -> Message | None:
        mine = [m for m in one.user.messages if title in m.text and m.sender is self._server.world.bot]
        return mine[-1] if mine else None

    def _board(self, title: str) -> Message | None:
        if title not in self._boards:
            found = [m for m in self._village.group.messages if f"📌 {title}" in m.text]
            self._boards |= {title: found[0]} if found else {}
        return self._boards.get(title)

    def _journal(self) -> list[Shown]:
        bot, first = self._server.world.bot, self._server.world.journal[0].at
        return [
            Shown((s.at - first).total_seconds(), s.chat.id, s.message.id, s.text, edit=s.kind == "edit")
            for s in self._server.world.journal
            if s.person is bot and s.message and s.kind in {"message", "edit"}
        ]

    def _owed(self) -> list[Owed]:
        rows = self._house.rows(
            "SELECT coalesce(m.chat, g.chat), coalesce(e.title, d.what), d.doubts, d.state FROM delivery d"
            " LEFT JOIN account m ON m.member_id = d.member_id LEFT JOIN chat_group g ON g.id = d.group_id"
            " LEFT JOIN event e ON e.id = d.event_id WHERE d.edits_id IS NULL"
        )
        # A preview that comes after what it announces is of no use: it is noted as missed.
        waits = {"digest-preview": {"unknown", "missed"}}
        kept = {
            (int(chat), title): (doubts, state in waits.get(title, {"unknown"})) for chat, title, doubts, state in rows
        }
        group, people = self._village.group.id, [one.user.id for one in self._village.people]
        told = [(one, title) for title in self._asked for one in [*people, group]]
        told += [(one, title) for title in self._reminded for one in [*people, self._village.li.user.id]]
        told += [(group, "digest"), (self._village.chen.user.id, "digest-preview")]
        words = {"digest": "本周小结", "digest-preview": "预览"}
        return [
            Owed(chat, words.get(title, f"📌 {title}"), *kept.get((chat, title), (0, False))) for chat, title in told
        ]

    def _cards(self) -> list[Card]:
        found = ((self._card(title, one), taps) for (title, one), taps in self._taps.items())
        return [Card(c.chat.id, c.id, tuple(SAYS[answer] for answer in taps)) for c, taps in found if c]

    def _wrong_answers(self) -> list[str]:
        """Return where the tables or a board show something else than the last taps."""
        wrong = []
        names = {"参加": "yes", "请假": "no", "待定": "maybe"}
        for title, event_id in self._asked.items():
            kept = dict(self._house.rows("SELECT member_id, answer FROM rsvp WHERE event_id = ?", event_id))
            said = {one.id: names[taps[-1]] for (of, one), taps in self._taps.items() if of == title}
            if kept != said:
                wrong.append(f"stale: {title}: kept {sorted(kept.items())}, tapped {sorted(said.items())}")
            board = None if self._left_to_a_person(title) else self._board(title)
            for part, people in ((0, self._village.people[0::2]), (1, self._village.people[1::2])):
                count = [sum(said.get(one.id) == answer for one in people) for answer in ("yes", "no", "maybe")]
                words = f"参加 {count[0]} · 请假 {count[1]}" + (f" · 待定 {count[2]}" if count[2] else "")
                if board and words not in board.text:
                    wrong.append(f"stale: the board of {title} does not say “{words}” for branch {part}: {board.text}")
        return wrong

    def _left_to_a_person(self, title: str) -> bool:
        """Say whether nobody knows if the board was posted: then it is not edited before the coordinator says so."""
        query = (
            "SELECT 1 FROM delivery d JOIN event e ON e.id = d.event_id"
            " WHERE d.what = 'board' AND e.title = ? AND d.state = 'unknown'"
        )
        return bool(self._house.rows(query, title))
