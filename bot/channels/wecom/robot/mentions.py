"""What is said to the robot in a group, without its name: it hears nothing there that does not mention it."""

import re

_GAP = r"[\s\u2005\u2003\u00a0]"
_FIRST = re.compile(rf"^{_GAP}*@[^\s\u2005\u2003\u00a0@]+(?:{_GAP}+|$)")


def without_mention(text: str, name: str) -> str:
    """Return words without the mention of `name`, wherever it stands.

    Where the robot is called otherwise than the settings say, the first word goes if it is a mention.
    """
    if name:
        mine = re.compile(rf"@{re.escape(name)}(?:{_GAP}|$)")
        said, times = mine.subn(" ", text, count=1)
        if times:
            return said.strip()
    return _FIRST.sub("", text, count=1).strip()
