"""The coordinator's card of what is on its way, what did not get there, and what to do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.deliveries import called
from bot.cards.paging import Page, turns
from bot.chat import Button, Card, Fact, Line, Style, Verbatim, tap
from bot.models.deliveries import Delivery
from bot.rules import deliveries as rules
from bot.rules.deliveries import Plight, Trouble
from bot.rules.reach import Reach

PAGE = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as a coordinator sees it: what, to whom, about what, why it is here, and what may be decided."""

    delivery: Delivery
    to: str
    event: str | None
    plight: Plight
    trouble: Trouble | None
    again: bool
    drop: bool
    arrived: bool

    @property
    def name(self) -> Line:
        """What it is and to whom."""
        key = "delivery-to-group" if self.delivery.group_id is not None else "delivery-to-member"
        return Line(key, what=called(self.delivery.what, self.event), to=Verbatim(self.to))

    @property
    def why(self) -> Line:
        """How it stands, and why."""
        facts: dict[str, Fact] = {"due": self.delivery.due_at, "trouble": self.trouble}
        if self.plight is Plight.HELD:
            return Line("delivery-held", retry=self.delivery.retry_at, **facts)
        if self.plight is Plight.LATE:
            return Line("delivery-late", due=self.delivery.due_at)
        return Line("delivery-unknown" if self.plight is Plight.UNKNOWN else "delivery-failed", **facts)

    @property
    def held(self) -> tuple[int | None, int]:
        """What a decision about it carries: its id, and how often things have turned."""
        return self.delivery.id, rules.turns(self.delivery)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages stand how, and how many people cannot be written to."""

    plights: Mapping[Plight, int]
    unreachable: int

    @property
    def tiles(self) -> Sequence[tuple[str, int]]:
        """Return each number with the key of the word for it."""
        of = self.plights
        return (
            ("desk-count-queued", of[Plight.QUEUED]),
            ("desk-count-late", of[Plight.LATE] + of[Plight.HELD]),
            ("desk-count-failed", of[Plight.FAILED] + of[Plight.MISSED]),
            ("desk-count-unknown", of[Plight.UNKNOWN]),
            ("desk-count-unreachable", self.unreachable),
        )

    @property
    def line(self) -> Line:
        """Say it in one line."""
        names = ("queued", "late", "failed", "unknown", "unreachable")
        return Line("deliveries-counts", **dict(zip(names, (count for _, count in self.tiles), strict=True)))

    @property
    def need_a_person(self) -> int:
        """How many messages wait for somebody's decision."""
        return sum(self.plights[one] for one in (Plight.FAILED, Plight.UNKNOWN, Plight.MISSED))

    @property
    def fine(self) -> Line | None:
        """Say that nobody has to do anything; None where somebody has."""
        of = self.plights
        if self.need_a_person:
            return None
        waits = of[Plight.QUEUED] + of[Plight.LATE] + of[Plight.HELD]
        return Line("deliveries-none-stuck" if waits else "deliveries-fine")


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Those of a branch (None: of no branch yet) who cannot be written to; of very many some are only counted."""

    branch: str | None
    count: int
    people: Sequence[tuple[str, Reach]]


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it: `waiting` is what waits by kind, `late` the longest-waiting messages, `lost` the people by branch."""

    counts: Counts
    stuck: Page[Shown]
    waiting: Sequence[tuple[Line, int]]
    late: Sequence[Shown]
    lost: Sequence[OutOfReach]


def stuck(counts: Counts, page: Page[Shown], address: str) -> Card:
    """List what needs a person, each with its buttons; `address` is the page that shows more, or nothing."""
    parts: list[Line] = []
    fine = counts.fine
    if fine is None or fine.key != "deliveries-fine" or counts.unreachable:
        parts.append(counts.line)
    if fine:
        parts.append(fine)
    rows: list[tuple[Button, ...]] = []
    for number, one in enumerate(page.items, page.number * PAGE + 1):
        parts.append(Line("deliveries-item", number=number, name=one.name, why=one.why))
        if buttons := _buttons(number, one, page.number):
            rows.append(buttons)
    more = ((Button(Line("button-on-the-page"), url=address),),) if address else ()
    return Card(Line("deliveries-title"), tuple(parts), (*rows, *turns(page, "deliveries"), *more))


def _buttons(number: int, one: Shown, page: int) -> tuple[Button, ...]:
    row: list[Button] = []
    if one.again:
        row.append(_button("button-numbered-again", number, "deliver_again", one, page, Style.PRIMARY))
    if one.arrived:
        row.append(_button("button-numbered-arrived", number, "deliver_arrived", one, page))
    elif one.drop:
        row.append(_button("button-numbered-drop", number, "deliver_drop", one, page))
    return tuple(row)


def _button(label: str, number: int, verb: str, one: Shown, page: int, style: Style = Style.PLAIN) -> Button:
    return tap(Line(label, number=number), verb, *one.held, page, style=style)
