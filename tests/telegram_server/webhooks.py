"""Pushing updates to the bot's webhook: in order within a chat, again and again until it says 2xx."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.telegram_server.app import Api
from tests.telegram_server.calls import from_answer, wrong_update
from tests.telegram_server.refusing import ApiError
from tests.telegram_server.updates import Update
from tests.telegram_server.wire import Answered, Wire

HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_DELAY = timedelta(seconds=1)


class Webhooks:
    """Delivers while a webhook is set. A refused update waits, doubling its delay each time, on the world's clock.

    With a `wire` everything goes over it, whatever host the webhook's address names. `most` is how many are under way
    at once; 0 for as many as there are lines.
    """

    def __init__(self, api: Api) -> None:
        self.statuses: list[int] = []
        self.wire: Wire | None = None
        self.most = 0
        self._api, self._world = api, api.world
        self._delays: dict[int, tuple[datetime, timedelta]] = {}
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def retry(self) -> None:
        """Let every waiting delay be over, as if its time had passed."""
        now = self._world.clock.now()
        self._delays = {line: (now, delay) for line, (_, delay) in self._delays.items()}
        self._world.bell.ring()

    @property
    def waits(self) -> list[timedelta]:
        """Return the delays now waited for."""
        return [delay for _, delay in self._delays.values()]

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
            try:
                while True:
                    for update in await self._world.bell.until(self._due, within=1) or ():
                        self._busy.add(update.line)
                        task = asyncio.create_task(self._deliver(client, update))
                        self._tasks.add(task)
                        task.add_done_callback(self._tasks.discard)
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    def _due(self) -> list[Update]:
        """Return what may be delivered now: the first of every line that is free and does not wait."""
        found: list[Update] = []
        if not self._world.webhook["url"]:
            return found
        now, seen, room = self._world.clock.now(), set(self._busy), self.most - len(self._busy)
        for update in self._world.updates.pending:
            if self.most and len(found) >= room:
                break
            if update.line in seen:
                continue
            seen.add(update.line)
            if update.line not in self._delays or self._delays[update.line][0] <= now:
                found.append(update)
        return found

    async def _deliver(self, client: httpx.AsyncClient, update: Update) -> None:
        body = update.as_api()
        if not self._api.lean:
            self._world.violations += wrong_update(body)
        await self._api.travel()
        try:
            answer = await self._post(client, json.dumps(body).encode())
            status, words = answer.status, f"Wrong response from the webhook: {answer.status}"
        except (httpx.HTTPError, OSError) as error:
            answer, status, words = None, 0, f"Connection failed: {type(error).__name__}"
        await self._api.travel()
        self.statuses.append(status)
        if answer is not None and 200 <= answer.status < 300:
            self._delays.pop(update.line, None)
            if update in self._world.updates.pending:
                self._world.updates.pending.remove(update)
            self._obey(answer)
        else:
            delay = self._delays[update.line][1] * 2 if update.line in self._delays else FIRST_DELAY
            now = self._world.clock.now()
            self._delays[update.line] = (now + delay, delay)
            self._world.webhook |= {"last_error_date": int(now.timestamp()), "last_error_message": words}
        self._busy.discard(update.line)
        self._world.bell.ring()

    async def _post(self, client: httpx.AsyncClient, body: bytes) -> Answered:
        url, headers = self._world.webhook["url"], {HEADER: self._world.secret} if self._world.secret else {}
        if self.wire:
            return await self.wire.post(url, body, headers)
        headers["content-type"] = "application/json"
        answer = await client.post(url, content=body, headers=headers)
        return Answered(answer.status_code, answer.headers.get("content-type", ""), answer.content)

    def _obey(self, answer: Answered) -> None:
        """Carry out the method call an answer may hold; the bot never learns its result."""
        if not answer.kind.startswith("application/json") or not answer.content:
            return
        body: dict[str, Any] = json.loads(answer.content)
        if "method" not in body:
            return
        try:
            call = from_answer(body, validate=not self._api.lean)
            self._api.calls.append(call)
            self._api.perform(call)
        except ApiError as error:
            self._world.violations.append(f"in a webhook's answer: {error}")
