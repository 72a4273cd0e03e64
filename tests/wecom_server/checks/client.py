"""An independent client of the long connection, as the checks drive it: what it finds strange fails them."""

import asyncio
from collections.abc import Mapping
from typing import Any

from wecom_aibot_sdk import WSClient

from tests.telegram_server.bell import PATIENCE
from tests.wecom_server.server import BOT_ID, SECRET, WecomServer


class _Log:
    """Keeps what it complains of."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def debug(self, *_: object) -> None: ...

    info = debug

    def warn(self, *said: object) -> None:
        self.complaints.append(" ".join(map(str, said)))

    error = warn


class Client:
    """`async with Client(server)`: wecom-aibot-sdk, connected. `frames` is what it was told, oldest first."""

    def __init__(self, server: WecomServer, secret: str = SECRET, *, again: int = 2) -> None:
        self.log = _Log()
        self.sdk = WSClient(
            BOT_ID, secret, ws_url=server.url, logger=self.log, reconnect_interval=1, max_auth_failure_attempts=again,
            heartbeat_interval=60_000,
        )  # fmt: skip
        self.frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.ready, self.gone, self.failed = asyncio.Event(), asyncio.Event(), asyncio.Event()
        for event in ("message", "event"):
            self.sdk.on(event, self.frames.put_nowait)
        self.sdk.on("authenticated", self.ready.set)
        self.sdk.on("disconnected", lambda _: self.gone.set())
        self.sdk.on("error", lambda _: self.failed.set())

    async def __aenter__(self) -> "Client":
        await self.sdk.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.sdk.disconnect()
        await self.sdk.api.close()

    async def told(self) -> dict[str, Any]:
        """Wait for the next callback."""
        async with asyncio.timeout(PATIENCE):
            return await self.frames.get()

    async def send(self, chat: str, text: str) -> Mapping[str, Any]:
        """Send Markdown."""
        said: Mapping[str, Any] = await self.sdk.send_message(
            chat, {"msgtype": "markdown", "markdown": {"content": text}}
        )
        return said
