"""The built-in web chat: personal links, one thread a person, a page a group."""

from bot.channels.web.backstage import Backstage
from bot.channels.web.channel import WebChannel
from bot.channels.web.front import NAME

__all__ = ["NAME", "Backstage", "WebChannel"]
