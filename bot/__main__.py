"""`python -m bot` and `jiedui`: the command line."""

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator


def main() -> None:
    """Run the command line."""
    load()()


def load() -> Callable[[], None]:
    """Return the command line, with all that `run` needs and little else.

    What is imported stays: to look through it for garbage, again and again, takes a fifth of a start. Once it is passed
    by, looking through the rest is cheap, and done sooner: what a crowd leaves behind is not added to what it needs.
    """
    gc.disable()
    sys.modules["httpx._main"] = None  # type: ignore[assignment] # httpx goes without its command line and its 7 MiB
    # Where cryptography happens to be installed, python-telegram-bot reads 8 MiB of it for passports nobody sends here.
    sys.modules["cryptography"] = None  # type: ignore[assignment]
    with _without_certificates():
        from bot.cli import cli  # noqa: PLC0415 - see above
    gc.freeze()
    gc.set_threshold(700, 10, 2)
    gc.enable()
    return cli


@contextlib.contextmanager
def _without_certificates() -> Iterator[None]:
    """Let aiohttp find none while it is imported: it reads all of the machine's, twice, for calls that bring none.

    Ours bring theirs (bot/channels/telegram/client.py). It would be 3 MiB and a twentieth of a start.
    """
    kept = {name: os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")}
    os.environ.update(dict.fromkeys(kept, os.devnull))
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


if __name__ == "__main__":
    main()
