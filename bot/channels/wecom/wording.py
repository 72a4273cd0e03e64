"""Words within WeCom's limits: bytes of UTF-8 where they are enforced, letters where they are advised."""

import re

_ACTIVE = re.compile(r"([\\`*_\[\]<>~|&])")
_AT_LINE_START = re.compile(r"(?m)^(\s*)([#+\-=]|\d+(?=[.)]))")
_ORDINAL = re.compile(r"^\d+$")
_BEHIND = "\u200b"
_SIMPLE = re.compile(r"(\*(?=\*)|[<`\[]|\](?=\())|(?m:^)(\s*)([#>])")


def clean(text: str) -> str:
    """Return `text` with half characters (lone surrogates), which no message could carry, made whole or replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def size(text: str) -> int:
    """Return the length in bytes of UTF-8, as WeCom counts."""
    return len(text.encode())


def cut(text: str, most: int) -> str:
    """Return `text` within `most` bytes, ending in … where something was left out; no character is halved."""
    if size(text) <= most:
        return text
    room = most - size("…")
    return text.encode()[: max(room, 0)].decode(errors="ignore").rstrip() + ("…" if room >= 0 else "")


def shorten(text: str, letters: int) -> str:
    """Return `text` within so many letters, ending in … where something was left out."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def split(text: str, most: int) -> list[str]:
    """Return `text` in pieces of at most `most` bytes: between lines where that can be, never inside a character."""
    pieces, rest = [], text
    while size(rest) > most:
        head = rest.encode()[:most].decode(errors="ignore")
        line = head.rfind("\n")
        head = head[:line] if line > 0 else head
        pieces.append(head)
        rest = rest[len(head) :].removeprefix("\n")
    return [piece for piece in (*pieces, rest) if piece.strip()]


def escape(text: str) -> str:
    r"""Return words of people as the robot's Markdown shows them as they are: before what would be markup stands \."""
    escaped = _ACTIVE.sub(r"\\\1", clean(text))
    return _AT_LINE_START.sub(_led, escaped)


def escape_simple(text: str) -> str:
    """Return words of people as the Markdown of apps and groups' robots shows them as they are.

    It knows bold, links, code, quotes, headings, colours and mentions, and no way to write their signs plainly: a
    character without width keeps them from meaning anything.
    """
    return _SIMPLE.sub(_defused, clean(text))


def _led(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if _ORDINAL.match(sign) else f"{space}\\{sign}"


def _defused(found: re.Match[str]) -> str:
    sign, space, leading = found.groups()
    if leading:
        return f"{space}{_BEHIND}{leading}"
    return f"{sign}{_BEHIND}"
