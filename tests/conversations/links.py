"""Reading the links the bot shows."""

import re


def code_in(text: str) -> str:
    """Return the start code of the last link in a message."""
    found = re.findall(r"/start/([A-Za-z0-9_-]+)", text)
    assert found, text
    return str(found[-1])
