"""Words as the robot's Markdown."""

from bot.channels.wecom.cards import Words
from bot.channels.wecom.wording import clean, escape, split

MOST = 4096
"""Bytes of one message. Robots may take more, which is not known for sure; what is longer goes on in another."""

_BREAK = "  \n"
"""A line break, for readers of Markdown that join lines without one and for those that do not."""


def written(words: Words) -> list[str]:
    """Write words, in several pieces where they are too long for one."""
    lines = [f"**{escape(words.title)}**"] if words.title else []
    lines += [part for line in words.lines for part in escape(line).split("\n")]
    lines += [f"[{escape(label)}]({_address(url)})" for label, url in words.links]
    return split(_BREAK.join(line for line in lines if line.strip()), MOST)


def _address(url: str) -> str:
    for sign, instead in (("\\", "%5C"), ("(", "%28"), (")", "%29"), (" ", "%20"), ("<", "%3C"), (">", "%3E")):
        url = url.replace(sign, instead)
    return clean(url)
