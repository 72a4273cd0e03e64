"""The built-in web chat: personal links, one thread a person, a page a group."""

from bot.channels.web.channel import NAME, WebChannel

__all__ = ["NAME", "WebChannel"]
