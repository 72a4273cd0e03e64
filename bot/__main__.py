"""`python -m bot` and `jiedui`: the command line."""

import gc
import sys
from collections.abc import Callable


def main() -> None:
    """Run the command line."""
    load()()


def load() -> Callable[[], None]:
    """Return the command line, with all that `run` needs and little else.

    What is imported stays: to look through it for garbage, again and again, takes a fifth of a start.
    """
    gc.disable()
    sys.modules["httpx._main"] = None  # type: ignore[assignment] # httpx goes without its command line and its 7 MiB
    from bot.cli import cli  # noqa: PLC0415 - see above

    gc.freeze()
    gc.enable()
    return cli


if __name__ == "__main__":
    main()
