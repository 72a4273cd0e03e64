"""The built-in web chat: personal links, one thread a person, a page a group."""

from bot.channels.web.backstage import Backstage
from bot.channels.web.channel import WebChannel
from bot.channels.web.front import NAME
from bot.channels.web.server import AddressTaken
from bot.channels.web.watching import WatchPages

__all__ = ["NAME", "AddressTaken", "Backstage", "WatchPages", "WebChannel"]
