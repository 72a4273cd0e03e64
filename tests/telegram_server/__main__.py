"""Run the test server by hand: `python -m tests.telegram_server --port 8081`."""

import argparse
import asyncio
import contextlib

from bot.clock import SystemClock
from tests.telegram_server.console import Console
from tests.telegram_server.server import TelegramServer


async def serve(port: int) -> None:
    """Serve until interrupted."""
    server = TelegramServer(SystemClock(), port=port)
    server.extra_routes += Console(server).routes()
    async with server:
        print(f"JIEDUI_TELEGRAM__API_URL={server.url}")  # noqa: T201
        print(f"JIEDUI_TELEGRAM__TOKEN={server.token}")  # noqa: T201
        print(f"Play the users at {server.url}/ ; end with Ctrl-C.", flush=True)  # noqa: T201
        await server.run()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args().port))


main()
