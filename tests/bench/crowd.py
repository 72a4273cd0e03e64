"""What the crowd does, and how to see that all of it was answered."""

from collections.abc import Callable, Sequence

from tests.bench.stage import Stage
from tests.telegram_server.people import User
from tests.telegram_server.world import Message, Query

PATIENCE = 60.0
"""Seconds after which a measurement is given up."""


class Unanswered(Exception):
    """The bot did not do what was waited for."""


def tap(crowd: Sequence[User], card: Callable[[User], Message], label: str) -> list[Query]:
    """Let everybody tap a button at once."""
    return [user.taps(card(user), label) for user in crowd]


async def until(stage: Stage, done: Callable[[], bool], otherwise: str) -> None:
    """Wait until something is so. Raises Unanswered."""
    if not await stage.server.world.bell.until(done, PATIENCE):
        raise Unanswered(f"{otherwise}; against the Bot API: {'; '.join(stage.server.violations[-3:]) or 'nothing'}")


async def answered(stage: Stage, queries: Sequence[Query]) -> None:
    """Wait until every tap was answered. Raises Unanswered."""
    left = list(queries)

    def none_left() -> bool:
        while left and left[-1].answer is not None:
            left.pop()
        return not left

    try:
        await until(stage, none_left, "not every tap was answered")
    except Unanswered as error:
        silent = [query.data for query in queries if query.answer is None]
        raise Unanswered(f"{error}; {len(silent)} of {len(queries)}, first {silent[0]}") from error


async def shown(stage: Stage) -> None:
    """Wait until the group's board shows all that is known. Raises Unanswered."""
    journal, seen = stage.server.world.journal, 0

    def drawn() -> bool:
        nonlocal seen
        news, seen = journal[seen:], len(journal)
        return any(one.kind in {"edit", "message"} and one.chat is stage.group.chat for one in news) and stage.shown()

    if not stage.shown():
        await until(stage, drawn, "the board does not show what is known")
