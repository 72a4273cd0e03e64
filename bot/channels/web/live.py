"""Pages that stay open: who watches a thread, and the stream of server-sent events that keeps them up to date."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

_BREATH = 20.0
"""Seconds after which a silent stream says that it is still there; proxies close what is silent for long."""

Look = Callable[[int], Awaitable[dict[str, Any] | None]]
"""Returns what was written after a version (`version`, `messages`); None once the reader is no longer let in."""


class Watchers:
    """The open pages of every thread. Lives on the event loop."""

    def __init__(self) -> None:
        self._watching: dict[str, set[asyncio.Event]] = {}
        self.closed = False

    @contextlib.contextmanager
    def watch(self, chat: str) -> Iterator[asyncio.Event]:
        """Give an event that is set whenever the thread changes, and once when the house shuts."""
        looked = asyncio.Event()
        watching = self._watching.setdefault(chat, set())
        watching.add(looked)
        try:
            yield looked
        finally:
            watching.discard(looked)
            if not watching:
                self._watching.pop(chat, None)

    def touch(self, chat: str) -> None:
        """Tell the pages open on a thread to look again."""
        for looked in self._watching.get(chat, ()):
            looked.set()

    def close(self) -> None:
        """Let every stream end: an open page must not hold up the way out."""
        self.closed = True
        for chat in self._watching:
            self.touch(chat)


async def stream(watchers: Watchers, chat: str, look: Look, after: int, breath: float = _BREATH) -> AsyncIterator[str]:
    """Yield the thread's news as server-sent events, each with its version as id, until the house shuts.

    Begins with what was written after version `after`. Ends with `closed` when the reader is no longer let in.
    """
    with watchers.watch(chat) as looked:
        yield "retry: 2000\n\n"
        while not watchers.closed:
            looked.clear()
            news = await look(after)
            if news is None:
                yield "event: closed\ndata: {}\n\n"
                return
            if news["messages"]:
                after = news["version"]
                yield f"id: {after}\ndata: {json.dumps(news, ensure_ascii=False)}\n\n"
            try:
                async with asyncio.timeout(breath):
                    await looked.wait()
            except TimeoutError:
                yield ": still here\n\n"
