"""Words as the app says them: plain text, which every client shows alike, WeChat's too."""

import re

from bot.channels.wecom.cards import Words
from bot.channels.wecom.wording import clean, split

MOST = 2048
"""Bytes of one message."""

_LINK = re.compile(r"<(?=/?a\b)", re.IGNORECASE)


def written(words: Words) -> list[str]:
    """Write words, in several pieces where they are too long for one."""
    lines = [words.title] if words.title else []
    lines += [*words.lines, *(f"{label}  {url}" for label, url in words.links)]
    return split("\n".join(plain(line) for line in lines if line.strip()), MOST)


def plain(text: str) -> str:
    """Return words of people so that none of them is a link: `<a href=…>` is the only markup of a text."""
    return _LINK.sub("<\u200b", clean(text))
