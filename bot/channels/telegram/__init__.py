"""Telegram, over python-telegram-bot: one bot, private chats, groups, supergroups and topics."""

import os

# Have python-telegram-bot give durations as timedelta: otherwise each 429 it meets also warns of a change to come.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from bot.channels.telegram.channel import TelegramChannel

__all__ = ["TelegramChannel"]
