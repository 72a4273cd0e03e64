"""HTTP/1.1 by hand, for load: what a crowd's updates cost here must not be what is measured there.

One request at a time on each connection, which is kept; a connection is opened when all others are busy.
"""

import asyncio
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    kind: str
    content: bytes


class _Connection(asyncio.Protocol):
    """Reads answers whose length is told; a chunked one is refused."""

    def __init__(self) -> None:
        self._read, self._answer = b"", asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one, but no subclass

    def connection_lost(self, error: Exception | None) -> None:
        if not self._answer.done():
            self._answer.set_exception(ConnectionResetError("closed before it was answered"))
            self._answer.exception()  # nobody may be waiting

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, gap, body = self._read.partition(b"\r\n\r\n")
        if not gap or self._answer.done():
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        told = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(told.get("content-length", 0))
        if len(body) >= length:
            self._read = body[length:]
            self._answer.set_result(Answered(int(first.split(" ")[1]), told.get("content-type", ""), body[:length]))

    async def ask(self, request: bytes) -> Answered:
        assert self._transport
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        answered: Answered = await self._answer
        return answered

    def close(self) -> None:
        if self._transport:
            self._transport.close()


class Wire:
    """Connections to one host and port, whatever host the address names: it stands in for the proxy in between."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._idle: list[_Connection] = []

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> Answered:
        """Post JSON. Raises OSError where there is no connection, or none any more."""
        parts = urlsplit(url)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {parts.path or '/'} HTTP/1.1\r\nhost: {parts.netloc}\r\n{lines}"
        request = f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body
        connection = await self._connection()
        answered = await asyncio.wait_for(connection.ask(request), 60)
        self._idle.append(connection)
        return answered

    async def open(self, connections: int) -> None:
        """Open connections ahead, as they stand open to a bot that is in use."""
        opened = [await self._connection() for _ in range(connections)]
        self._idle += opened

    def close(self) -> None:
        """Close what is idle."""
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    async def _connection(self) -> _Connection:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open:
                return connection
        _, made = await asyncio.get_running_loop().create_connection(_Connection, self._host, self._port)
        return made
