"""parse_mode HTML as the real server reads it: a text and its entities, offsets in UTF-16 units."""

import re
from dataclasses import dataclass
from typing import Any

from tests.telegram_server.refusing import BrokenRequest, broken

PLAIN_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "blockquote": "blockquote", "code": "code", "pre": "pre", "a": "text_link", "span": "spoiler",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
TAG = re.compile(r"<(/?)([a-zA-Z0-9-]+)([^>]*)>")
ATTRIBUTE = re.compile(r"""\s*([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
FOUND_IN_TEXT = (
    ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w/])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("url", re.compile(r"(?<!\w)https?://[^\s<>\"]*[^\s<>\".,;:!?)），。]")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Open:
    """A start tag that waits for its end."""

    tag: str
    kind: str
    start: int
    extra: dict[str, Any]


def cannot(why: str) -> BrokenRequest:
    """Return the real server's refusal of a text."""
    return broken(f"can't parse entities: {why}")


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return text and entities of an HTML text, or raise the real server's 400."""
    out: list[str] = []
    stack: list[Open] = []
    entities: list[dict[str, Any]] = []
    at = length = 0

    def put(piece: str) -> None:
        nonlocal length
        out.append(piece)
        length += units(piece)

    while at < len(source):
        if source[at] == "&" and (reference := REFERENCE.match(source, at)):
            decimal, hexadecimal, name = reference.groups()
            put(NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16)))
            at = reference.end()
            continue
        if source[at] != "<":
            put(source[at])
            at += 1
            continue
        offset = len(source[:at].encode())
        tag = TAG.match(source, at)
        if not tag:
            kind = "end" if source[at : at + 2] == "</" else "start"
            raise cannot(f"Unclosed {kind} tag at byte offset {offset}")
        closing, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3)
        if closing:
            entities += close(stack, name, length, offset)
        else:
            stack.append(start(name, rest, length, offset, stack))
        at = tag.end()
    if stack:
        raise cannot(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return "".join(out), entities


def start(name: str, rest: str, at: int, offset: int, stack: list[Open]) -> Open:
    """Read one start tag."""
    if name not in PLAIN_TAGS:
        raise cannot(f'Unsupported start tag "{name}" at byte offset {offset}')
    attributes = {key.lower(): a or b or c for key, a, b, c in ATTRIBUTE.findall(rest)}
    kind, extra = PLAIN_TAGS[name], dict[str, Any]()
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    if name == "a":
        extra["url"] = attributes.get("href", "")
    if name == "tg-emoji":
        extra["custom_emoji_id"] = attributes.get("emoji-id", "")
    if name == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    if name == "code" and stack and stack[-1].kind == "pre" and attributes.get("class", "").startswith("language-"):
        stack[-1].extra["language"] = attributes["class"].removeprefix("language-")
        kind = ""
    return Open(name, kind, at, extra)


def close(stack: list[Open], name: str, at: int, offset: int) -> list[dict[str, Any]]:
    """Read one end tag and return the entity it completes, if any."""
    if not stack:
        raise cannot(f"Unexpected end tag at byte offset {offset}")
    opened = stack.pop()
    if opened.tag != name:
        raise cannot(f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{name}>"')
    hollow = at == opened.start or not opened.kind or (opened.kind == "text_link" and not opened.extra["url"])
    return (
        [] if hollow else [{"type": opened.kind, "offset": opened.start, "length": at - opened.start, **opened.extra}]
    )


def trim(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Cut white space off both ends as the real server does, and keep the entities in place."""
    lost = units(text) - units(text.lstrip())
    text = text.strip()
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - lost, 0)
        end = min(entity["offset"] + entity["length"] - lost, units(text))
        if end > begin:
            kept.append(entity | {"offset": begin, "length": end - begin})
    return text, sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def found_in(text: str, taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return commands, mentions, links and hashtags the server finds by itself in a text."""
    found: list[dict[str, Any]] = []
    for kind, pattern in FOUND_IN_TEXT:
        for match in pattern.finditer(text):
            offset, length = units(text[: match.start()]), units(match.group())
            if not any(e["offset"] < offset + length and offset < e["offset"] + e["length"] for e in [*taken, *found]):
                found.append({"type": kind, "offset": offset, "length": length})
    return found


def read(text: str, parse_mode: str | None, entities: list[dict[str, Any]] | None) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and entities a bot meant, all checks of form done."""
    if parse_mode and parse_mode.lower() != "html":
        raise broken(f"unsupported parse_mode {parse_mode}: this server reads HTML only")
    given = list(entities or [])
    if parse_mode:
        text, given = parse_html(text)
    text, given = trim(text, given)
    return text, sorted(given + found_in(text, given), key=lambda e: (e["offset"], -e["length"]))
