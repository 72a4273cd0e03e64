"""Compares what a platform received with what was owed. Knows nothing of the house: numbers, words and moments only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shown:
    """Something the platform took at the moment `at` (seconds): a new message, or the new words of an old one."""

    at: float
    chat: int
    message: int
    text: str
    edit: bool = False


@dataclass(frozen=True)
class Owed:
    """A message that must come to a chat, known by its words. Of one chat, those owed first come first in the list.

    `doubts`: how often the ledger says that nobody could know whether it had been sent; `unknown`: it says so still,
    and waits for a person.
    """

    chat: int
    words: str
    doubts: int = 0
    unknown: bool = False


@dataclass(frozen=True)
class Card:
    """A message that shows somebody's answer: what each of their taps, in order, must make it say."""

    chat: int
    message: int
    taps: tuple[str, ...]


@dataclass
class Findings:
    """What is wrong, in sentences, and the figures."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    overruns: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    owed: int = 0
    received: int = 0
    extra: int = 0
    in_doubt: int = 0
    unknown: int = 0

    @property
    def wrong(self) -> list[str]:
        """Return every complaint."""
        return [*self.lost, *self.doubled, *self.unasked, *self.disordered, *self.overruns, *self.stale]


def check(journal: Sequence[Shown], owed: Sequence[Owed], cards: Sequence[Card] = ()) -> Findings:
    """Hold everything the platform took against everything owed."""
    found = Findings(owed=len(owed), in_doubt=sum(one.doubts > 0 for one in owed))
    found.unknown = sum(one.unknown for one in owed)
    _count([shown for shown in journal if not shown.edit], owed, found)
    found.overruns += _overruns(journal)
    versions: dict[tuple[int, int], list[str]] = defaultdict(list)
    for shown in journal:
        versions[shown.chat, shown.message].append(shown.text)
    for card in cards:
        found.stale += _stale(card, versions[card.chat, card.message])
    return found


def _count(new: Sequence[Shown], owed: Sequence[Owed], found: Findings) -> None:
    here: dict[int, list[Shown]] = defaultdict(list)
    for shown in new:
        here[shown.chat].append(shown)
    last: dict[int, tuple[int, str]] = {}
    asked: dict[int, int] = defaultdict(int)
    for one in owed:
        places = [place for place, shown in enumerate(here[one.chat]) if one.words in shown.text]
        asked[one.chat] += len(places)
        found.received += bool(places)
        found.extra += max(0, len(places) - 1)
        if not places and not one.unknown:
            found.lost.append(f"lost: “{one.words}” to {one.chat}")
        if len(places) > 1 + one.doubts:
            found.doubled.append(f"doubled: “{one.words}” to {one.chat}, {len(places)} times, {one.doubts} in doubt")
        if places:
            before = last.get(one.chat)
            if before and places[0] < before[0]:
                found.disordered.append(f"out of order: “{one.words}” to {one.chat} came before “{before[1]}”")
            last[one.chat] = (places[0], one.words)
    found.unasked += [
        f"unasked: {len(shown) - asked[chat]} of {len(shown)} messages to {chat} were not owed"
        for chat, shown in here.items()
        if len(shown) > asked[chat]
    ]


def _overruns(journal: Iterable[Shown]) -> Iterator[str]:
    """Count in sliding windows: 30 a second over all, 1 a second in a chat, 20 a minute in a group (a negative id)."""
    taken: dict[tuple[str, int], list[float]] = defaultdict(list)
    for shown in sorted(journal, key=lambda shown: shown.at):
        rules = [("the bot", 0, 30, 1.0), ("chat", shown.chat, 1, 1.0)]
        for name, chat, most, seconds in [*rules, *([("group", shown.chat, 20, 60.0)] if shown.chat < 0 else [])]:
            before = taken[name, chat]
            if len(before) >= most and shown.at - before[-most] < seconds:
                yield f"too fast: {name} {chat}: more than {most} in {seconds:g} s at {shown.at:.3f}"
            before.append(shown.at)


def _stale(card: Card, versions: Sequence[str]) -> Iterator[str]:
    """Complain of a card that does not end at the last tap, or that went back to an answer from before another."""
    where = f"card {card.message} in {card.chat}"
    if card.taps and (not versions or card.taps[-1] not in versions[-1]):
        yield f"stale: {where} does not say “{card.taps[-1]}”: {versions[-1] if versions else 'never shown'}"
    coming, now = iter(card.taps), ""
    for text in versions:
        if now and now in text:
            continue
        said = [tap for tap in set(card.taps) if tap in text]
        if not said:
            continue
        now = next((tap for tap in coming if tap == said[0]), "")
        if not now:
            yield f"stale: {where} says “{said[0]}” after a newer answer"
            return
