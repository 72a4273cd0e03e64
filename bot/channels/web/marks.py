"""Addresses in people's words become links; everything else is escaped."""

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"(?:https?|webcal)://[A-Za-z0-9\-._~:/?#@!$&'*+;=%\[\]]*[A-Za-z0-9\-_~/=#]")
_LINK = Markup('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>')


def linked(words: str) -> Markup:
    """Escape `words` and make the web addresses in them tappable."""
    out, at = Markup(), 0
    for found in _ADDRESS.finditer(words):
        out += escape(words[at : found.start()]) + _LINK.format(found[0])
        at = found.end()
    return out + escape(words[at:])


def safe_address(url: str) -> str:
    """Return a button's address if a browser may follow it, else nothing."""
    return url if url.startswith(("https://", "http://", "webcal://")) else ""
