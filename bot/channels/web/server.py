"""The web server, run inside the house's own event loop."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

_PATIENCE = 10
"""Seconds that requests under way get to finish when the house shuts."""


class _Server(uvicorn.Server):
    """A uvicorn that leaves signals to the house."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class AddressTaken(OSError):
    """The address could not be had."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address, self.reason = address, reason


def listen(host: str, port: int) -> socket.socket:
    """Take the address. Raises AddressTaken where that cannot be had."""
    try:
        return _open(host, port)
    except OSError as error:
        raise AddressTaken(f"{host}:{port}", error.strerror or str(error)) from error


def _open(host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512)


async def serve(app: ASGIApp, taken: socket.socket, closing: Callable[[], None]) -> None:
    """Serve until cancelled: then `closing` is called, requests under way are finished, and the address is let go."""
    config = uvicorn.Config(
        app,
        access_log=False,  # start codes are part of addresses
        log_config=None,
        log_level="warning",
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[taken]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        closing()
        server.should_exit = True
        await serving
        raise
    finally:
        taken.close()
