"""The way between the house and the platform: plain TCP that can be slow, cut or closed."""

import asyncio
from contextlib import suppress

from tests.faults.waiting import lasting


class Wire:
    """`async with Wire("http://127.0.0.1:8081") as wire`: the same server at `wire.url`, in the caller's event loop."""

    def __init__(self, url: str, *, delay: float = 0) -> None:
        host, port = url.removeprefix("http://").split(":")
        self.delay = delay
        self._to, self._port = (host, int(port)), 0
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._pumps: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Wire":
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    @property
    def url(self) -> str:
        """Return the address to be given to the house; it stays the same while the way is closed."""
        return f"http://127.0.0.1:{self._port}"

    async def open(self) -> None:
        """Let connections through."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Refuse new connections and cut those there are."""
        if self._server:
            self._server.close()
            self._server = None
        self.cut()

    def cut(self) -> None:
        """Cut every connection, whatever is on its way."""
        for end in self._ends:
            end.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._to)
        self._ends |= {writer, back}
        for pump in (asyncio.create_task(self._pump(reader, back)), asyncio.create_task(self._pump(there, writer))):
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while chunk := await reader.read(65536):
                if self.delay:
                    await lasting(self.delay)
                writer.write(chunk)
                await writer.drain()
        self._ends.discard(writer)
        writer.close()
