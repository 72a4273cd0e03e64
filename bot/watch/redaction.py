"""The last line of defence against secrets in the log: whatever is about to be written passes here."""

import re
from collections.abc import Callable

_SHAPES = re.compile(
    r"""(?P<before>bot)\d+:[^/\s"'\\]+          # the token in an address of the Bot API
    |(?<![\w:])\d{6,}:[A-Za-z0-9_-]{30,}        # the token by itself
    |(?P<door>/start[/\s]|[?&]start=|/feed/|[?&]key=)[A-Za-z0-9_-]{16,}  # a code that opens something
    """,
    re.VERBOSE,
)


def redactor(*known: str) -> Callable[[str], str]:
    """Return a function that takes out what has the shape of a bot token or a code, and each of the `known` secrets."""
    secrets = [secret for secret in known if secret]

    def redact(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, "<secret>")
        return _SHAPES.sub(_veiled, text)

    return redact


def _veiled(found: re.Match[str]) -> str:
    return f"{found['before'] or found['door'] or ''}<secret>"
