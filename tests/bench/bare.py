"""What there is to compare with: a bot that stores nothing and shows nothing, made as python-telegram-bot's pages say.

`python -m tests.bench.bare <api address> <token> [<port for the webhook>]`; it says "ready" once it listens.
"""

import asyncio
import signal
import sys
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler


async def answer(update: Update, _: Any) -> None:
    """Answer a tap."""
    assert update.callback_query
    await update.callback_query.answer("已记下")


async def run(api: str, token: str, port: int) -> None:
    """Answer taps until SIGTERM."""
    application = ApplicationBuilder().token(token).base_url(f"{api}/bot").build()
    application.add_handler(CallbackQueryHandler(answer))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    assert application.updater
    async with application:
        if port:
            url = f"http://127.0.0.1:{port}/hook"
            await application.updater.start_webhook("127.0.0.1", port, "hook", webhook_url=url)
        else:
            await application.updater.start_polling()
        await application.start()
        print("ready", flush=True)  # noqa: T201
        await stop.wait()
        await application.updater.stop()
        await application.stop()


def main(api: str, token: str, port: str = "0") -> None:
    """Read the command line and run."""
    asyncio.run(run(api, token, int(port)))


if __name__ == "__main__":
    main(*sys.argv[1:])
