"""WeCom's self-built app: private chats with everybody in its scope. WeCom calls us over https, we call WeCom."""

from bot.channels.wecom.app.channel import AppChannel

__all__ = ["AppChannel"]
