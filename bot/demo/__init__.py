"""The demo: the same bot with a made-up partnership, on a stage with several phones and a hand clock."""

from bot.demo.curtain import open_curtain

__all__ = ["open_curtain"]
