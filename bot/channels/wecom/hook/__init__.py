"""Robots of WeCom groups: each has an address that posts into its one group. They hear nothing."""

from bot.channels.wecom.hook.channel import HookChannel
from bot.channels.wecom.hook.wire import chat_of

__all__ = ["HookChannel", "chat_of"]
