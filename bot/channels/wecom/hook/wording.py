"""Cards as a group's robot posts them: Markdown of 4,096 bytes, which every WeCom shows.

Not markdown_v2, which clients before 4.1.36 show with all its signs, nor a template card: six rows of five letters are
too few for branches, and the two differ in nothing anybody could tap, since links are in both.
"""

from collections.abc import Iterator

from bot.channels.wecom.wording import cut, escape_simple, size, split
from bot.texts import Spoken

LIMIT = 4096
"""Bytes of one message."""

_LONGEST_LINK = 1024


def write(spoken: Spoken) -> list[str]:
    """Return the messages a card's words make, none of them empty. What can be tapped is left out: nobody hears it."""
    lines = [f"**{escape_simple(spoken.title.strip())}**"] if spoken.title.strip() else []
    lines += [escape_simple(p if isinstance(p, str) else f"{p[0]}  {p[1]}").strip() for p in spoken.parts]
    links = list(_links(spoken))
    return split("\n".join(line for line in (*lines, *links) if line), LIMIT)


def _links(spoken: Spoken) -> Iterator[str]:
    for button in (button for row in spoken.buttons for button in row if button.url):
        label = cut(button.label.replace("[", "").replace("]", "").strip(), LIMIT // 8)
        if size(button.url) <= _LONGEST_LINK:
            yield f"[{label}]({button.url.replace(')', '%29')})"
