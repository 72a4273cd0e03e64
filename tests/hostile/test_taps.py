"""Whatever a button is said to carry, by whoever taps it: it is answered, and never by a fault."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.routes import ROUTES
from tests.hostile.house import Told
from tests.hostile.much import many
from tests.hostile.words import PIECES
from tests.scene import Scene

KEPT = {"quit", "erase", "forget", "remove", "handto", "cutoff", "pairend", "branchend"}  # they end what is tried next
VERBS = sorted(set(ROUTES.by_verb) - KEPT)
numbers = st.one_of(
    st.integers(-1, 12).map(str), st.sampled_from(["00", "9" * 18, "9" * 30, "1.5", "１", "٣", "²", "+1"])
)
known = st.sampled_from(
    ["yes", "no", "maybe", "member", "secretary", "coordinator", "full", "silent", "coming", "zh", "en", "fr", "1440",
     "60", "travel", "other", "name", "zone", "ends", "time", "place", "2026-11-27", "2026-W48", "2026-13", "22:00",
     "title"]
)  # fmt: skip
values = st.lists(st.one_of(numbers, known, st.sampled_from(PIECES)), max_size=4)
anybody = st.sampled_from(["chen", "li", "wang", "mei", "stranger"])


def _who(told: Told, name: str) -> object:
    return told.world.person("路人") if name == "stranger" else getattr(told.scene, name)


def test_an_event_and_a_draft_to_tap_on(told: Told) -> None:
    for days in (2, 5, -1):
        told.scene.event(f"学习{days}", told.world.clock.now() + timedelta(days=days))
    told.words(told.scene.li, "安排 12月4日 15:00 学党史 @友谊渠")
    told.settle()


@many(500)
@given(anybody, st.sampled_from(VERBS), values, st.sampled_from(["", "", "", Scene.GROUP]), numbers)
def test_any_values_for_every_verb(
    told: Told, who: str, verb: str, given_: list[str], where: str, message: str
) -> None:
    told.tap(_who(told, who), ":".join((verb, *given_)), to=where, message=message)  # type: ignore[arg-type]


@many(60)
@given(
    anybody, st.one_of(st.text(st.characters(codec=None), max_size=90), st.sampled_from(PIECES).map(lambda p: p * 99))
)
def test_any_data_at_all(told: Told, who: str, data: str) -> None:
    told.tap(_who(told, who), data)  # type: ignore[arg-type]


@many(20)
@given(st.sampled_from(sorted(KEPT)), values, anybody)
def test_any_values_for_the_verbs_that_end_something(told: Told, verb: str, given_: list[str], who: str) -> None:
    told.tap(_who(told, who), ":".join((verb, *given_)))  # type: ignore[arg-type]


def test_what_all_that_leaves_behind_is_sent(told: Told) -> None:
    told.settle()
    told.world.clock.advance(days=3)
    told.settle()
