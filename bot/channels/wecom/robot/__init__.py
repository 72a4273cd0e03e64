"""WeCom's smart robot over its long connection: private chats and groups of a corporation, no public address needed."""

from bot.channels.wecom.robot.channel import RobotChannel

__all__ = ["RobotChannel"]
