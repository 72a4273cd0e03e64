"""Every measurement, very small: that it ends, that everybody was served, that the figures are those it names."""

from pathlib import Path

import pytest

from tests.bench import burst, fanout, growing, limits, publishing, starting, taps
from tests.bench.figures import Figure


def values(figures: list[Figure]) -> dict[str, float]:
    return {figure.what: figure.value for figure in figures}


@pytest.mark.parametrize("mode", ["webhook", "polling"])
async def test_every_tap_is_answered_stored_and_shown_beside_a_bot_that_only_answers(tmp_path: Path, mode: str) -> None:
    found = values(await taps.measure(tmp_path, taps=20, rounds=1, modes=(mode,)))
    assert list(found) == [
        f"{mode}: bare python-telegram-bot, only answers",
        f"{mode}: Jiedui, stored and shown on the board",
        f"{mode}: ratio",
        f"{mode}: resident memory after these taps",
        f"{mode}: on cards in private chats",
        f"{mode}: in the group, by members who have a card",
    ]
    assert min(found.values()) > 0


async def test_a_burst_is_answered_to_the_last(tmp_path: Path) -> None:
    found = await burst.measure(tmp_path, taps=20, rounds=1)
    assert [figure.value > burst.TRIP * 1000 * 0.9 for figure in found] == [True] * 4


async def test_everybody_is_reminded_within_the_limits(tmp_path: Path) -> None:
    found = values(await fanout.remind(tmp_path, 20))
    assert found["20: refused with 429"] == 0
    assert 0 < found["20: share of what the limit allows"] < 2


async def test_everybody_invited_is_on_the_ledger_when_the_card_says_so(tmp_path: Path) -> None:
    found = values(await publishing.measure(tmp_path, members=20))
    assert found["20 members: cards on the ledger"] == 20


async def test_the_week_is_the_same_whatever_lies_around_it(tmp_path: Path) -> None:
    found = values(await growing.measure_digest(tmp_path, sizes=(1000, 2000), rounds=1))
    assert [name.split(":")[0] for name in found] == ["1,000", "1,000", "2,000", "2,000"]


async def test_the_two_databases_differ_in_their_members(tmp_path: Path) -> None:
    found = values(await growing.measure_tap(tmp_path, few=20, many=400, taps=40))
    assert list(found) == ["20 members", "400 members", "ratio"]


async def test_the_start_is_over_when_updates_are_asked_for(tmp_path: Path) -> None:
    found = values(await starting.measure(tmp_path, starts=1, shown=3))
    assert found["to the first getUpdates"] > 0
    assert found["all"] >= found["bot"] > 0 or "bot" not in found


async def test_limits_are_measured(tmp_path: Path) -> None:
    assert all(figure.value > 0 for figure in await limits.measure(tmp_path, times=3))
